"""The words of discipline, residence duty, commitments and prompts."""

from partywork.core.terms import Term


class PromptReason(Term):
    """Why the cell is asked to consider a member; nothing follows by itself."""

    ABSENCE = "absence", "Vắng sinh hoạt không lý do"
    DUES = "dues", "Chưa đóng đảng phí"


class DecidedBy(Term):
    """Who decided on a discipline, and whether the cell voted on it (296-QĐ/TW, as quoted)."""

    CELL = "cell", "Chi bộ biểu quyết và quyết định"
    UPPER_AS_PROPOSED = "upper_as_proposed", "Cấp trên quyết định theo đề nghị của chi bộ"
    UPPER = "upper", "Cấp trên tự quyết định, chi bộ không biểu quyết"
