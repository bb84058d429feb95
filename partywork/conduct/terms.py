"""The words of commendations, discipline, residence duty, commitments and prompts."""

from partywork.core.terms import Term


class CommendationForm(Term):
    """What was given."""

    CERTIFICATE_OF_COMMITTEE = "certificate_of_committee", "Giấy khen"
    CERTIFICATE_OF_MERIT = "certificate_of_merit", "Bằng khen"
    EMULATION_TITLE = "emulation_title", "Danh hiệu thi đua"
    MEDAL = "medal", "Huân chương, huy chương"
    COMMEMORATIVE_MEDAL = "commemorative_medal", "Kỷ niệm chương"
    OTHER = "other", "Hình thức khác"


class CommendationLevel(Term):
    """Who gave it."""

    CELL = "cell", "Chi bộ"
    COMMITTEE = "committee", "Đảng ủy cơ sở"
    UPPER = "upper", "Cấp ủy cấp trên trực tiếp"
    CENTRAL = "central", "Trung ương"
    STATE = "state", "Nhà nước, bộ, ngành, đoàn thể"


class PromptReason(Term):
    """Why the cell is asked to consider a member; nothing follows by itself."""

    ABSENCE = "absence", "Vắng sinh hoạt không lý do"
    DUES = "dues", "Chưa đóng đảng phí"
