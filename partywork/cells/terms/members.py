"""The words of members: what they are, what happens to them, what is kept of them."""

from partywork.core.terms import Term


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
    DUES = "dues", "Thu, nộp xong đảng phí đến hết tháng trước khi từ trần"
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

    def words(self, *, is_confided: bool) -> str:
        """Return how one left the Party as only those are told who may know of discipline."""
        left_the_party = (LeavingReason.STRUCK_OFF, LeavingReason.EXPELLED, LeavingReason.RESIGNED)
        return "Ra khỏi Đảng" if self in left_the_party and not is_confided else self.label


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
