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
    """A member's standing in one cell between two days (domain: cells and meetings §2.2)."""

    PROBATIONARY = "probationary", "Dự bị"
    OFFICIAL = "official", "Chính thức"
    EXEMPTED = "exempted", "Được miễn sinh hoạt"
    TEMPORARILY_AWAY = "temporarily_away", "Sinh hoạt tạm thời nơi khác"
    TEMPORARY_GUEST = "temporary_guest", "Tạm thời đến sinh hoạt"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"
    PROSECUTED = "prosecuted", "Bị khởi tố, tạm giam"


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
