"""The words of organisations, bodies, members and offices."""

from partywork.core.terms import Term


class OrganisationKind(Term):
    """What a node of the tree is."""

    UPPER = "upper", "Đảng bộ cấp trên trực tiếp"
    COMMITTEE = "committee", "Đảng bộ cơ sở"
    SUB_ORGANISATION = "sub_organisation", "Đảng bộ bộ phận"
    CELL = "cell", "Chi bộ"


class BodyKind(Term):
    """What meets, votes and issues papers."""

    CELL = "cell", "Chi bộ"
    CELL_COMMITTEE = "cell_committee", "Chi ủy"
    COMMITTEE = "committee", "Đảng ủy"
    STANDING_COMMITTEE = "standing_committee", "Ban Thường vụ Đảng ủy"
    INSPECTION_COMMISSION = "inspection_commission", "Ủy ban Kiểm tra Đảng ủy"


class OfficeTitle(Term):
    """A post a member holds in an organisation between two days."""

    SECRETARY = "secretary", "Bí thư"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó bí thư"
    CELL_COMMITTEE_MEMBER = "cell_committee_member", "Chi ủy viên"
    STANDING_COMMITTEE_MEMBER = "standing_committee_member", "Ủy viên Ban Thường vụ"
    COMMITTEE_MEMBER = "committee_member", "Đảng ủy viên"
    INSPECTION_HEAD = "inspection_head", "Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_DEPUTY = "inspection_deputy", "Phó Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_MEMBER = "inspection_member", "Ủy viên Ủy ban Kiểm tra"
    OFFICE_HEAD = "office_head", "Chánh Văn phòng Đảng ủy"
    OFFICE_STAFF = "office_staff", "Cán bộ Văn phòng Đảng ủy"


class Sex(Term):
    """As written in the member's papers."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class MembershipStatus(Term):
    """A member's standing in one cell between two days (domain: cells and meetings §2.2).

    What may befall an official member may befall a probationary one too; the two stay apart
    because the one votes when present and the other never does.
    """

    PROBATIONARY = "probationary", "Dự bị"
    OFFICIAL = "official", "Chính thức"
    EXEMPTED = "exempted", "Được miễn sinh hoạt"
    TEMPORARILY_AWAY = "temporarily_away", "Sinh hoạt tạm thời nơi khác"
    TEMPORARY_GUEST = "temporary_guest", "Tạm thời đến sinh hoạt"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"
    PROSECUTED = "prosecuted", "Bị khởi tố, tạm giam"
    PROBATIONARY_EXEMPTED = "probationary_exempted", "Dự bị, được tạm miễn sinh hoạt"
    PROBATIONARY_AWAY = "probationary_away", "Dự bị, sinh hoạt tạm thời nơi khác"
    PROBATIONARY_SUSPENDED = "probationary_suspended", "Dự bị, đình chỉ sinh hoạt đảng"
    PROBATIONARY_PROSECUTED = "probationary_prosecuted", "Dự bị, bị khởi tố, tạm giam"


class EventKind(Term):
    """What happens in the life of a member; a status follows from these and from nothing else.

    Domain: cells and meetings §2.3. `ENROLLED` takes a member over from a list as they stood on
    its day; `CORRECTED` and `VOIDED` mend what was recorded wrongly without removing it.
    """

    ENROLLED = "enrolled", "Ghi vào sổ theo danh sách"
    ADMISSION_DECIDED = "admission_decided", "Quyết định kết nạp"
    ADMITTED = "admitted", "Lễ kết nạp"
    CONFIRMED = "confirmed", "Công nhận đảng viên chính thức"
    PROBATIONER_STRUCK_OFF = "probationer_struck_off", "Xóa tên đảng viên dự bị"
    TRANSFERRED_OUT = "transferred_out", "Chuyển sinh hoạt đi"
    TRANSFERRED_IN = "transferred_in", "Chuyển sinh hoạt đến"
    MOVED = "moved", "Chuyển giữa các chi bộ trong Đảng bộ"
    REORGANISED = "reorganised", "Chuyển theo quyết định sắp xếp tổ chức"
    WENT_AWAY = "went_away", "Đi sinh hoạt tạm thời"
    CAME_AS_GUEST = "came_as_guest", "Đến sinh hoạt tạm thời"
    TEMPORARY_ENDED = "temporary_ended", "Hết sinh hoạt tạm thời"
    EXEMPTED = "exempted", "Miễn công tác và sinh hoạt đảng"
    EXCUSED_FOR_A_TIME = "excused_for_a_time", "Tạm miễn sinh hoạt có thời hạn"
    RESUMED = "resumed", "Trở lại sinh hoạt"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"
    PROSECUTED = "prosecuted", "Bị khởi tố, tạm giam"
    REINSTATED = "reinstated", "Cho trở lại sinh hoạt"
    COMMENDED = "commended", "Khen thưởng"
    DISCIPLINED = "disciplined", "Thi hành kỷ luật"
    PROGRESS_RECOGNISED = "progress_recognised", "Công nhận tiến bộ sau kỷ luật"
    STRUCK_OFF = "struck_off", "Xóa tên trong danh sách đảng viên"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"
    EXPELLED = "expelled", "Khai trừ"
    DIED = "died", "Từ trần"
    ADMITTED_AGAIN = "admitted_again", "Kết nạp lại"
    RECONNECTED = "reconnected", "Nối lại sinh hoạt đảng"
    CARD_ISSUED = "card_issued", "Cấp thẻ đảng viên"
    CARD_EXCHANGED = "card_exchanged", "Đổi thẻ đảng viên"
    CARD_LOST = "card_lost", "Mất thẻ đảng viên"
    BADGE_AWARDED = "badge_awarded", "Tặng Huy hiệu Đảng"
    RENAMED = "renamed", "Đổi họ tên"
    FILE_SUPPLEMENTED = "file_supplemented", "Bổ sung hồ sơ"
    CORRECTED = "corrected", "Đính chính"
    VOIDED = "voided", "Hủy ghi nhầm"


class JoiningReason(Term):
    """Why a person became a member of a cell; a movement of the monthly report."""

    ADMITTED = "admitted", "Kết nạp"
    TRANSFERRED = "transferred", "Chuyển đến"
    RESTORED = "restored", "Phục hồi, khác"


class LeavingReason(Term):
    """Why a membership row of a cell ended for good."""

    TRANSFERRED = "transferred", "Chuyển sinh hoạt"
    DIED = "died", "Từ trần"
    STRUCK_OFF = "struck_off", "Xóa tên"
    EXPELLED = "expelled", "Khai trừ"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"
    PROBATIONER_STRUCK_OFF = "probationer_struck_off", "Xóa tên đảng viên dự bị"
    GUEST_LEFT = "guest_left", "Hết thời gian sinh hoạt tạm thời"


class DisciplineForm(Term):
    """How a member is disciplined (Quy định 296-QĐ/TW); expulsion ends the membership.

    Striking off, leaving at one's own wish and criticism are no forms of discipline.
    """

    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    REMOVAL_FROM_OFFICE = "removal_from_office", "Cách chức"
    EXPULSION = "expulsion", "Khai trừ"


class CardKind(Term):
    """Which membership card a member holds (Chỉ thị 51-CT/TW: exchange from 2025)."""

    OLD = "old", "Thẻ cũ"
    NEW = "new", "Thẻ mới (từ 2025)"


class ImportStatus(Term):
    """Where an import stands."""

    PREVIEWED = "previewed", "Đã xem trước"
    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class RowStatus(Term):
    """What the import found in one row."""

    READY = "ready", "Sẵn sàng"
    ERROR = "error", "Có lỗi"
    DUPLICATE = "duplicate", "Trùng"
    IMPORTED = "imported", "Đã nhập"
