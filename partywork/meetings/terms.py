"""The words of meetings, roll-call and minutes."""

from partywork.core.terms import Term


class MeetingKind(Term):
    """Why the body meets."""

    REGULAR = "regular", "Sinh hoạt thường kỳ"
    THEMATIC = "thematic", "Sinh hoạt chuyên đề"
    EXTRAORDINARY = "extraordinary", "Họp bất thường"
    CONFERENCE = "conference", "Hội nghị"
    COMBINED = "combined", "Sinh hoạt thường kỳ kết hợp chuyên đề"
    REVIEW = "review", "Kiểm điểm, xếp loại cuối năm"
    CONGRESS = "congress", "Đại hội"
    GROUP = "group", "Sinh hoạt tổ đảng"
    CONFERRING = "conferring", "Hội ý bí thư, phó bí thư"


# The month's ordinary meeting, alone or with a thematic part after it.
REGULAR_KINDS = (MeetingKind.REGULAR, MeetingKind.COMBINED)
# Meetings of a part of the cell: the cell itself decides nothing there.
PARTIAL_KINDS = (MeetingKind.GROUP, MeetingKind.CONFERRING)


class MeetingMode(Term):
    """Where people are."""

    IN_PERSON = "in_person", "Họp trực tiếp"
    HYBRID = "hybrid", "Trực tiếp, có đồng chí dự trực tuyến"
    ONLINE = "online", "Họp trực tuyến"


class MeetingStatus(Term):
    """The life of a meeting."""

    PLANNED = "planned", "Đang soạn thảo"
    INVITED = "invited", "Đã mời họp"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã kết thúc"
    FILED = "filed", "Đã báo cáo Đảng ủy"
    CANCELLED = "cancelled", "Không họp"


class InvitationAnswer(Term):
    """What an invited person replied."""

    NONE = "none", "Chưa trả lời"
    COMING = "coming", "Sẽ dự"
    ASKS_ABSENCE = "asks_absence", "Xin vắng"


class AttendanceMark(Term):
    """The roll-call; silence stays NOT_CALLED and never becomes «không lý do» by itself."""

    NOT_CALLED = "not_called", "Chưa điểm danh"
    PRESENT = "present", "Có mặt"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    EXEMPT = "exempt", "Được miễn"
    SPECIAL_DUTY = "special_duty", "Công tác đặc biệt"


class Place(Term):
    """How a person who is present takes part."""

    HALL = "hall", "Tại hội trường"
    ONLINE = "online", "Trực tuyến"


class MinutesStatus(Term):
    """The life of minutes; from CONFIRMED on they are immutable."""

    DRAFT = "draft", "Đang soạn thảo"
    ADOPTED = "adopted", "Đã đọc và thông qua"
    CONFIRMED = "confirmed", "Đã xác nhận"
    FILED = "filed", "Đã có bản ký"


class DelegateBasis(Term):
    """How somebody became a delegate to a congress."""

    EX_OFFICIO = "ex_officio", "Cấp ủy viên đương nhiệm"
    ELECTED = "elected", "Chi bộ bầu"
    APPOINTED = "appointed", "Được chỉ định"


class ListOrder(Term):
    """How people are listed at the roll-call."""

    OFFICE = "office", "Theo chức vụ"
    ALPHABET = "alphabet", "Theo ABC"


class AgendaPart(Term):
    """The parts of the ordinary meeting: the first letter of an item's code (42-HD/BTCTW)."""

    OPENING = "A", "Mở đầu"
    WORK = "B", "Tiến hành"
    THEME = "T", "Sinh hoạt chuyên đề"
    END = "C", "Kết thúc"


class AbsenceLevel(Term):
    """What months with an absence without reason call for; a prompt for the officers."""

    NONE = "none", "Không phải nhắc"
    REMIND = "remind", "Nhắc nhở"
    SERIOUS = "serious", "Gặp, nhắc nhở trực tiếp"
    REVIEW = "review", "Chi bộ xem xét theo Điều lệ"
