"""What the import has to say about a row, as named rules with the sentence people read."""

from dataclasses import dataclass

from partywork.cells.rules.card_numbers import FORM_OF_CARD
from partywork.cells.rules.history.given import CARD_TOO_EARLY
from partywork.cells.terms import RowStatus
from partywork.core.terms import Term

_LONGEST_QUOTE = 60


class ImportField(Term):
    """What a column of a member list may hold."""

    FULL_NAME = "full_name", "Họ và tên"
    BIRTH_NAME = "birth_name", "Họ và tên khai sinh"
    ALIAS = "alias", "Bí danh"
    BORN_ON = "born_on", "Ngày sinh"
    SEX = "sex", "Giới tính"
    ETHNICITY = "ethnicity", "Dân tộc"
    RELIGION = "religion", "Tôn giáo"
    BIRTH_PLACE = "birth_place", "Nơi sinh"
    NATIVE_PLACE = "native_place", "Quê quán"
    RESIDENCE = "residence", "Nơi thường trú"
    TEMPORARY_RESIDENCE = "temporary_residence", "Nơi tạm trú"
    FAMILY_BACKGROUND = "family_background", "Thành phần gia đình"
    CITIZEN_ID = "citizen_id", "Số căn cước"
    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"
    HEALTH = "health", "Tình trạng sức khỏe"
    ADMITTED_ON = "admitted_on", "Ngày vào Đảng"
    ADMISSION_NUMBER = "admission_number", "Số quyết định kết nạp"
    ADMISSION_SIGNED_ON = "admission_signed_on", "Ngày ký quyết định kết nạp"
    ADMISSION_BODY = "admission_body", "Cơ quan quyết định kết nạp"
    ADMISSION_CELL = "admission_cell", "Chi bộ kết nạp"
    CEREMONY_ON = "ceremony_on", "Ngày tổ chức lễ kết nạp"
    OFFICIAL_ON = "official_on", "Ngày chính thức"
    CONFIRMATION_NUMBER = "confirmation_number", "Số quyết định công nhận chính thức"
    CONFIRMATION_SIGNED_ON = "confirmation_signed_on", "Ngày ký quyết định công nhận chính thức"
    CONFIRMATION_BODY = "confirmation_body", "Cơ quan quyết định công nhận chính thức"
    CONFIRMATION_CELL = "confirmation_cell", "Chi bộ công nhận chính thức"
    PARTY_AGE_FROM = "party_age_from", "Ngày tính tuổi Đảng"
    SPONSORS = "sponsors", "Người giới thiệu vào Đảng"
    CARD_NUMBER = "card_number", "Số thẻ đảng viên"
    CARD_ISSUED_ON = "card_issued_on", "Ngày cấp thẻ"
    CARD_KIND = "card_kind", "Loại thẻ"
    FILE_NUMBER = "file_number", "Số lý lịch"
    REGISTER_NUMBER = "register_number", "Số thứ tự trong sổ đảng viên"
    CELL = "cell", "Chi bộ"
    OFFICE = "office", "Chức vụ Đảng"
    GENERAL_EDUCATION = "general_education", "Giáo dục phổ thông"
    QUALIFICATION = "qualification", "Trình độ chuyên môn"
    ACADEMIC_TITLE = "academic_title", "Học hàm"
    DEGREE = "degree", "Học vị"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    FOREIGN_LANGUAGES = "foreign_languages", "Ngoại ngữ"
    COMPUTER_SKILLS = "computer_skills", "Tin học"
    OCCUPATION = "occupation", "Nghề nghiệp"
    WORKPLACE = "workplace", "Đơn vị công tác"
    GOVERNMENT_POST = "government_post", "Chức vụ chính quyền"
    ASSOCIATION_POST = "association_post", "Chức vụ đoàn thể"
    SALARY_GRADE = "salary_grade", "Ngạch, bậc lương"
    RETIRED_ON = "retired_on", "Nghỉ hưu từ ngày"
    STATUS = "status", "Tình trạng"
    NOTES = "notes", "Ghi chú"


class Repair(Term):
    """What was put right while reading; the row stays ready and says so."""

    SPACES = "spaces", "Đã bỏ khoảng trắng thừa trong {column}"
    DASH = "dash", "Đã hiểu dấu gạch trong {column} là để trống"
    UNICODE = "unicode", "Đã chuẩn hóa chữ tiếng Việt trong {column}"
    CAPITALS = "capitals", "Đã viết lại {column} từ chữ in hoa thành {after}"
    SMALL_LETTERS = "small_letters", "Đã viết lại {column} từ chữ thường thành {after}"
    DAY_WRITING = "day_writing", "Đã đọc {column} {before} thành {after}"
    SPREADSHEET_DAY = "spreadsheet_day", "Đã đọc {column} kiểu bảng tính thành {after}"
    CITIZEN_ID_ZEROS = (
        "citizen_id_zeros",
        "Đã thêm số 0 đầu của số căn cước bị bảng tính làm mất",
    )
    CITIZEN_ID_WRITING = "citizen_id_writing", "Đã bỏ dấu ngăn cách trong số căn cước"
    PHONE_WRITING = "phone_writing", "Đã viết lại số điện thoại thành dãy số liền, bắt đầu bằng 0"
    CARD_WRITING = "card_writing", "Đã viết lại số thẻ đảng viên {before} thành {after}"
    CELL_NAME = "cell_name", "Đã hiểu «{before}» là «{after}»"
    FORMULA_TEXT = "formula_text", "{title} có công thức, giữ nguyên dạng chữ"
    SCRIPT_TEXT = "script_text", "{title} có mã lệnh, giữ nguyên dạng chữ"
    OFFICIAL_DAY_MISSING = (
        "official_day_missing",
        "Đảng viên chính thức chưa có ngày chính thức; tạm tính từ ngày của danh sách, cần bổ sung",
    )
    MASKED = "masked", "Đã bỏ qua {column} vì tệp chỉ có phần đã che"


class Fault(Term):
    """What keeps a row from being imported until a person mends it."""

    MISSING = "missing", "Thiếu {column}"
    TOO_LONG = "too_long", "{title} quá dài (tối đa {limit} ký tự)"
    NAME_UNREADABLE = "name_unreadable", "{title} có ký tự lạ: «{before}»"
    YEAR_ONLY = (
        "year_only",
        "{title} chỉ có năm {before}; cần đủ ngày, tháng, năm theo hồ sơ",
    )
    DAY_INCOMPLETE = (
        "day_incomplete",
        "{title} «{before}» chưa đủ ngày, tháng và năm bốn chữ số",
    )
    DAY_IMPOSSIBLE = "day_impossible", "{title} «{before}» không có trong lịch"
    DAY_UNREADABLE = (
        "day_unreadable",
        "Không đọc được {column} «{before}»; hãy ghi ngày/tháng/năm, ví dụ 05/09/1976",
    )
    DAY_TOO_OLD = "day_too_old", "{title} {before} quá xa; hãy xem lại năm"
    DAY_IN_FUTURE = "day_in_future", "{title} {before} muộn hơn ngày {day}"
    SEX_UNKNOWN = "sex_unknown", "Không hiểu giới tính «{before}»; hãy ghi Nam hoặc Nữ"
    CITIZEN_ID_LENGTH = (
        "citizen_id_length",
        "Số căn cước có {count} chữ số; phải có đủ 12 chữ số",
    )
    CITIZEN_ID_UNREADABLE = (
        "citizen_id_unreadable",
        "Số căn cước có ký tự không phải chữ số; phải có đủ 12 chữ số",
    )
    PHONE_IMPOSSIBLE = (
        "phone_impossible",
        "Số điện thoại «{before}» không đúng; hãy ghi một số, ví dụ 0912345678",
    )
    EMAIL_IMPOSSIBLE = (
        "email_impossible",
        "Thư điện tử «{before}» không đúng; hãy ghi một địa chỉ, ví dụ ten@donvi.vn",
    )
    CARD_KIND_UNKNOWN = (
        "card_kind_unknown",
        "Không hiểu loại thẻ «{before}»; hãy ghi thẻ cũ hoặc thẻ mới",
    )
    CARD_UNREADABLE = (
        "card_unreadable",
        f"Số thẻ đảng viên «{{before}}» không đúng: phải gồm {FORM_OF_CARD}",
    )
    CELL_UNKNOWN = "cell_unknown", "Không có chi bộ «{before}» trong Đảng bộ"
    CELL_AMBIGUOUS = (
        "cell_ambiguous",
        "«{before}» có thể là nhiều chi bộ ({after}); hãy ghi đủ tên",
    )
    OFFICE_UNKNOWN = (
        "office_unknown",
        "Không hiểu chức vụ Đảng «{before}»; hãy ghi như Bí thư, Chi ủy viên, hoặc để trống",
    )
    STATUS_UNKNOWN = (
        "status_unknown",
        "Không hiểu tình trạng «{before}»; hãy ghi như Chính thức, Dự bị hoặc Miễn SH",
    )
    ADMITTED_TOO_YOUNG = (
        "admitted_too_young",
        "Vào Đảng ngày {after} khi mới {count} tuổi; phải đủ 18 tuổi",
    )
    OFFICIAL_BEFORE_ADMISSION = (
        "official_before_admission",
        "Ngày chính thức {after} trước ngày vào Đảng {before}",
    )
    CEREMONY_BEFORE_ADMISSION = (
        "ceremony_before_admission",
        "Ngày tổ chức lễ kết nạp {after} trước ngày vào Đảng {before}",
    )
    OFFICIAL_BEFORE_CEREMONY = (
        "official_before_ceremony",
        "Ngày chính thức {after} trước ngày tổ chức lễ kết nạp {before}",
    )
    PARTY_AGE_TOO_EARLY = (
        "party_age_too_early",
        "Tuổi Đảng tính từ ngày {after} khi mới {count} tuổi; phải đủ 18 tuổi",
    )
    CARD_BEFORE_OFFICIAL = ("card_before_official", CARD_TOO_EARLY)
    RETIRED_BEFORE_BIRTH = (
        "retired_before_birth",
        "Ngày nghỉ hưu {after} không sau ngày sinh {before}",
    )
    PAPER_INCOMPLETE = "paper_incomplete", "Quyết định thiếu {column}"
    PAPER_WITHOUT_DAY = "paper_without_day", "Có quyết định nhưng thiếu {column}"
    PAPER_BEFORE_BIRTH = "paper_before_birth", "{title} {after} không sau ngày sinh {before}"
    PAPER_REFUSED = "paper_refused", "{title}: {said}"
    PROBATIONARY_WITH_OFFICIAL_DAY = (
        "probationary_with_official_day",
        "Đảng viên dự bị nhưng lại có ngày chính thức {after}",
    )
    PROBATIONARY_IN_OFFICE = (
        "probationary_in_office",
        "Đảng viên dự bị không giữ chức vụ Đảng «{after}»",
    )
    PROBATIONARY_WITH_CARD = (
        "probationary_with_card",
        "Đảng viên dự bị nhưng lại có {column} {after}; thẻ chỉ cấp cho đảng viên chính thức",
    )
    NOT_VOTING_IN_OFFICE = (
        "not_voting_in_office",
        "Đảng viên «{before}» không giữ chức vụ Đảng «{after}» ở đây",
    )
    OFFICIAL_TOO_EARLY = (
        "official_too_early",
        "Ngày chính thức {after} khi chưa hết thời gian dự bị; sớm nhất là ngày {before}",
    )
    CITIZEN_ID_OF_ANOTHER = (
        "citizen_id_of_another",
        "Số căn cước đã có ở {where}, của người khác: {name}",
    )
    STATE_SECRET = (
        "state_secret",
        "Dòng này mang dấu chỉ độ mật nên không lưu nội dung nào; hãy xử lý bằng văn bản giấy",
    )
    CARD_OF_ANOTHER = (
        "card_of_another",
        "Số thẻ đảng viên đã có ở {where}, của người khác: {name}",
    )
    SEVERAL_PEOPLE = (
        "several_people",
        "Khớp {count} người khác nhau: {name}; hãy ghi số căn cước, số thẻ của đúng một người",
    )
    CITIZEN_ID_DIFFERS = (
        "citizen_id_differs",
        "Cùng họ tên, ngày sinh với một đồng chí trong sổ nhưng khác số căn cước; nếu đúng là một "
        "người thì ghi thêm số thẻ đảng viên hoặc sửa số căn cước ở hồ sơ",
    )


class Match(Term):
    """Why a row is a person already read or already in the register."""

    SAME_CITIZEN_ID = "same_citizen_id", "Trùng với {where}: {name} (cùng số căn cước)"
    SAME_NAME_AND_BIRTH = (
        "same_name_and_birth",
        "Trùng với {where}: {name} (cùng họ tên và ngày sinh)",
    )
    SAME_CARD = "same_card", "Trùng với {where}: {name} (cùng số thẻ đảng viên và họ tên)"
    SAME_RECORD = "same_record", "Trùng với {where}: {name} (cùng một đồng chí trong sổ)"


class Update(Term):
    """What a list says of somebody in the register, where it may change records."""

    KNOWN = "known", "Đã có trong sổ: {name}"
    CHANGE = "change", "{title}: {before} → {after}"
    DEVIATION = (
        "deviation",
        "Lệch so với sổ, không ghi đè: {column} trong sổ là {before}, danh sách ghi {after}. "
        "Xử lý bằng sự kiện hoặc đính chính",
    )
    NOT_KNOWN = (
        "not_known",
        "Không tìm thấy đồng chí này trong danh sách đảng viên; lần này chỉ cập nhật người đã có",
    )


Rule = Repair | Fault | Match | Update


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said about one row: the rule, the sentence, the field it belongs to."""

    rule: Rule
    text: str
    field: ImportField | None = None


def finding(rule: Rule, field: ImportField | None = None, **words: str | int) -> Finding:
    """Return `rule` put into words; what the sheet said is quoted in short."""
    title = field.label if field else ""
    quoted = {name: _short(str(word)) for name, word in words.items()}
    text = rule.label.format(title=title, column=title[:1].lower() + title[1:], **quoted)
    return Finding(rule, text, field)


def status_of(findings: tuple[Finding, ...]) -> RowStatus:
    """Return what the findings make of a row: a known person, in error, ready, to be changed."""
    rules = [found.rule for found in findings]
    if any(isinstance(rule, Match) for rule in rules):
        return RowStatus.DUPLICATE
    if any(isinstance(rule, Fault) for rule in rules):
        return RowStatus.ERROR
    if Update.NOT_KNOWN in rules:
        return RowStatus.UNKNOWN
    if Update.KNOWN in rules:
        return RowStatus.CHANGED if Update.CHANGE in rules else RowStatus.DUPLICATE
    return RowStatus.READY


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
