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
    ACTING_SECRETARY = "acting_secretary", "Phụ trách chi bộ"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó bí thư"
    CELL_COMMITTEE_MEMBER = "cell_committee_member", "Chi ủy viên"
    STANDING_COMMITTEE_MEMBER = "standing_committee_member", "Ủy viên Ban Thường vụ"
    COMMITTEE_MEMBER = "committee_member", "Đảng ủy viên"
    INSPECTION_HEAD = "inspection_head", "Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_DEPUTY = "inspection_deputy", "Phó Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_MEMBER = "inspection_member", "Ủy viên Ủy ban Kiểm tra"
    OFFICE_HEAD = "office_head", "Chánh Văn phòng Đảng ủy"
    OFFICE_STAFF = "office_staff", "Cán bộ Văn phòng Đảng ủy"


class DecisionKind(Term):
    """By what kind of decision somebody holds an office."""

    RECOGNISED = "recognised", "Chuẩn y kết quả bầu cử"
    ASSIGNED = "assigned", "Chỉ định"


class NominationStatus(Term):
    """Where an office stands that takes a second person to give."""

    WAITING = "waiting", "Chờ người thứ hai xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REFUSED = "refused", "Không xác nhận"


class GroupPost(Term):
    """What a member of a tổ đảng does in it."""

    LEADER = "leader", "Tổ trưởng"
    DEPUTY = "deputy", "Tổ phó"
    MEMBER = "member", "Tổ viên"


class ReorganisationKind(Term):
    """What a decision changes in the organisation of cells."""

    RENAMED = "renamed", "Đổi tên"
    SPLIT = "split", "Chia tách"
    MERGED = "merged", "Sáp nhập, hợp nhất"
    DISSOLVED = "dissolved", "Giải thể"


class ReorganisationStatus(Term):
    """Where a reorganisation stands; a dropped one never counted."""

    PREPARED = "prepared", "Đang chuẩn bị"
    DONE = "done", "Đã thực hiện"
    DROPPED = "dropped", "Đã bỏ"


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
    its day. What was recorded wrongly stays: a correction is an event of the same kind that names
    the one whose place it takes, `VOIDED` takes one out.
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
    VOIDED = "voided", "Hủy ghi nhầm"


class DeathStep(Term):
    """What is done after a member has died, besides what follows by itself."""

    REPORTED = "reported", "Chi bộ báo cáo Đảng ủy"
    DUES = "dues", "Thu, nộp xong đảng phí đến tháng từ trần"
    FAMILY = "family", "Thẻ đảng viên, Huy hiệu Đảng để gia đình giữ"
    ARCHIVED = "archived", "Hồ sơ đảng viên nộp lưu"


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


class CommendationForm(Term):
    """What was given as a commendation."""

    CERTIFICATE_OF_COMMITTEE = "certificate_of_committee", "Giấy khen"
    CERTIFICATE_OF_MERIT = "certificate_of_merit", "Bằng khen"
    EMULATION_TITLE = "emulation_title", "Danh hiệu thi đua"
    MEDAL = "medal", "Huân chương, huy chương"
    COMMEMORATIVE_MEDAL = "commemorative_medal", "Kỷ niệm chương"
    OTHER = "other", "Hình thức khác"


class CommendationLevel(Term):
    """Who gave a commendation."""

    CELL = "cell", "Chi bộ"
    COMMITTEE = "committee", "Đảng ủy cơ sở"
    UPPER = "upper", "Cấp ủy cấp trên trực tiếp"
    CENTRAL = "central", "Trung ương"
    STATE = "state", "Nhà nước, bộ, ngành, đoàn thể"


class CardKind(Term):
    """Which membership card a member holds (Chỉ thị 51-CT/TW: exchange from 2025)."""

    OLD = "old", "Thẻ cũ"
    NEW = "new", "Thẻ mới (từ 2025)"


class RecordGroup(Term):
    """The groups of a member's record that are typed (domain: cells and meetings §2.1)."""

    IDENTITY = "identity", "Định danh"
    CONTACT = "contact", "Liên hệ, nơi ở"
    ORIGIN = "origin", "Nguồn gốc"
    WORK = "work", "Nghề nghiệp"
    EDUCATION = "education", "Trình độ"
    PAPERS = "papers", "Giấy tờ đảng"
    REMARKS = "remarks", "Theo dõi"


class RecordField(Term):
    """A field of a member's record that is typed; the value is the name of the attribute."""

    FULL_NAME = "full_name", "Họ và tên"
    BIRTH_NAME = "birth_name", "Họ và tên khai sinh"
    ALIAS = "alias", "Bí danh"
    SEX = "sex", "Giới tính"
    BORN_ON = "born_on", "Ngày sinh"
    CITIZEN_ID = "citizen_id", "Số căn cước"
    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"
    RESIDENCE = "residence", "Nơi thường trú"
    TEMPORARY_RESIDENCE = "temporary_residence", "Nơi tạm trú"
    BIRTH_PLACE = "birth_place", "Nơi sinh"
    NATIVE_PLACE = "native_place", "Quê quán"
    ETHNICITY = "ethnicity", "Dân tộc"
    RELIGION = "religion", "Tôn giáo"
    FAMILY_BACKGROUND = "family_background", "Thành phần gia đình"
    OCCUPATION = "occupation", "Nghề nghiệp"
    WORKPLACE = "workplace", "Đơn vị công tác"
    GOVERNMENT_POST = "government_post", "Chức vụ chính quyền"
    ASSOCIATION_POST = "association_post", "Chức vụ đoàn thể"
    SALARY_GRADE = "salary_grade", "Ngạch, bậc lương"
    RETIRED_ON = "retired_on", "Nghỉ hưu từ ngày"
    GENERAL_EDUCATION = "general_education", "Giáo dục phổ thông"
    QUALIFICATION = "qualification", "Trình độ chuyên môn"
    ACADEMIC_TITLE = "academic_title", "Học hàm"
    DEGREE = "degree", "Học vị"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    FOREIGN_LANGUAGES = "foreign_languages", "Ngoại ngữ"
    COMPUTER_SKILLS = "computer_skills", "Tin học"
    SPONSORS = "sponsors", "Người giới thiệu vào Đảng"
    FILE_NUMBER = "file_number", "Số lý lịch"
    REGISTER_NUMBER = "register_number", "Số thứ tự trong sổ đảng viên"
    HEALTH = "health", "Tình trạng sức khỏe"
    NOTES = "notes", "Ghi chú"


class ImportStatus(Term):
    """Where an import stands."""

    PREVIEWED = "previewed", "Đã xem trước"
    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class ImportMode(Term):
    """What a list is brought in for: people who are new, people who are known, or both."""

    ADD = "add", "Chỉ thêm người mới"
    UPDATE = "update", "Chỉ cập nhật người đã có"
    BOTH = "both", "Thêm người mới và cập nhật người đã có"

    @property
    def adds(self) -> bool:
        """Say whether people who are not in the register are added."""
        return self is not ImportMode.UPDATE

    @property
    def updates(self) -> bool:
        """Say whether records of people in the register are changed."""
        return self is not ImportMode.ADD


class RowStatus(Term):
    """What the import found in one row."""

    READY = "ready", "Sẵn sàng"
    ERROR = "error", "Có lỗi"
    DUPLICATE = "duplicate", "Trùng"
    CHANGED = "changed", "Có thay đổi"
    UNKNOWN = "unknown", "Không có trong sổ"
    IMPORTED = "imported", "Đã nhập"
    UPDATED = "updated", "Đã cập nhật"


class EducationLevel(Term):
    """The highest level of professional education, as statistics of a Đảng bộ tell them apart."""

    DOCTOR = "doctor", "Tiến sĩ"
    MASTER = "master", "Thạc sĩ"
    UNIVERSITY = "university", "Đại học"
    COLLEGE = "college", "Cao đẳng"
    VOCATIONAL = "vocational", "Trung cấp"
    OTHER = "other", "Khác"
    UNKNOWN = "unknown", "Chưa ghi"


class TheoryLevel(Term):
    """The level of political theory."""

    BACHELOR = "bachelor", "Cử nhân"
    ADVANCED = "advanced", "Cao cấp"
    INTERMEDIATE = "intermediate", "Trung cấp"
    BASIC = "basic", "Sơ cấp"
    OTHER = "other", "Khác"
    UNKNOWN = "unknown", "Chưa ghi"


class ExportFormat(Term):
    """In which form a list of people leaves the system."""

    SPREADSHEET = "xlsx", "Bảng tính Excel (.xlsx)"
    CSV = "csv", "Tệp văn bản có dấu phẩy (.csv)"
    REGISTER = "pdf", "Danh sách đảng viên để in (.pdf)"


class ExportStatus(Term):
    """The life of a request to take many or unmasked records out."""

    ASKED = "asked", "Chờ người thứ hai phê duyệt"
    REFUSED = "refused", "Không phê duyệt"
    APPROVED = "approved", "Đã phê duyệt, đang lập tệp"
    READY = "ready", "Tệp đã sẵn sàng"
    TAKEN = "taken", "Đã tải, tệp đã xóa"
    EXPIRED = "expired", "Quá hạn, tệp đã xóa"


class StandingKind(Term):
    """Official or probationary, whatever else befell the member."""

    IS_OFFICIAL = "is_official", "Đảng viên chính thức"
    IS_PROBATIONARY = "is_probationary", "Đảng viên dự bị"


class HolderKind(Term):
    """Whether a member holds any Party office."""

    HOLDS_ANY = "holds_any", "Có chức vụ Đảng"
    HOLDS_NONE = "holds_none", "Không giữ chức vụ"


class YesNo(Term):
    """The answer to a question of a filter."""

    YES = "yes", "Có"
    NO = "no", "Không"


class PeopleOrder(Term):
    """In which order a list of people stands."""

    NAME = "name", "Theo tên (ABC)"
    OFFICE = "office", "Theo chức vụ"


class SensitiveTopic(Term):
    """What is counted only by the organisation desk, for a reason that is kept."""

    ETHNICITY = "ethnicity", "Dân tộc"
    RELIGION = "religion", "Tôn giáo"
    DISCIPLINE = "discipline", "Hình thức kỷ luật"
