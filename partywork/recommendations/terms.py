"""The words of recommendations."""

from partywork.core.terms import Term


class Subject(Term):
    """What a recommendation is about, so that the Đảng ủy reads those of one kind together."""

    PARTY_WORK = "party_work", "Công tác xây dựng Đảng"
    PROFESSIONAL = "professional", "Nhiệm vụ chính trị, chuyên môn"
    PEOPLE = "people", "Cán bộ, đảng viên"
    CONDITIONS = "conditions", "Điều kiện làm việc, chế độ"
    FINANCE = "finance", "Đảng phí, tài chính đảng"
    MASS_WORK = "mass_work", "Dân vận, đoàn thể"
    OTHER = "other", "Việc khác"


class Addressee(Term):
    """Who is to answer."""

    CELL = "cell", "Chi bộ, chi ủy"
    COMMITTEE = "committee", "Đảng ủy"
    UPPER = "upper", "Cấp ủy cấp trên"
    AGENCY = "agency", "Cơ quan, đơn vị"


class Progress(Term):
    """How far a recommendation has come; it follows from its days and is typed nowhere."""

    WAITING = "waiting", "Chờ trả lời"
    OVERDUE = "overdue", "Quá hạn trả lời"
    ANSWERED = "answered", "Đã trả lời, chưa đọc tại chi bộ"
    READ = "read", "Đã đọc trả lời"
