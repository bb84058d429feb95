"""The words of residence duty, commitments and prompts."""

from partywork.core.terms import Term


class PromptReason(Term):
    """Why the cell is asked to consider a member; nothing follows by itself."""

    ABSENCE = "absence", "Vắng sinh hoạt không lý do"
    DUES = "dues", "Chưa đóng đảng phí"
