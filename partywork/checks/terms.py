"""The words of data checks and of lists compared with the register."""

from collections.abc import Mapping
from types import MappingProxyType

from partywork.cells.rules.card_numbers import FORM_OF_CARD
from partywork.core.terms import Term


class CheckGroup(Term):
    """What a check looks at."""

    DUPLICATES = "duplicates", "Trùng lặp"
    NUMBERS = "numbers", "Số căn cước, số thẻ"
    DAYS = "days", "Ngày tháng"
    STANDING = "standing", "Tình trạng, nơi sinh hoạt"
    OFFICES = "offices", "Chức vụ"
    MOVEMENT = "movement", "Biến động trong tháng"
    MISSING = "missing", "Thông tin còn thiếu"


class CheckKind(Term):
    """What may be wrong in the register."""

    SAME_PERSON = "same_person", "Cùng họ tên và ngày sinh"
    SWAPPED_NAME = "swapped_name", "Cùng ngày sinh, họ tên đảo thứ tự"
    SAME_CITIZEN_ID = "same_citizen_id", "Cùng số căn cước"
    SAME_CARD = "same_card", "Cùng số thẻ đảng viên"
    SAME_PHONE = "same_phone", "Cùng số điện thoại"
    BAD_CITIZEN_ID = "bad_citizen_id", "Số căn cước không đủ 12 chữ số"
    DOUBTFUL_CITIZEN_ID = "doubtful_citizen_id", "Số căn cước không khớp giới tính, năm sinh"
    BAD_CARD = "bad_card", "Số thẻ đảng viên sai dạng"
    BIRTH = "birth", "Ngày sinh khó tin"
    TOO_YOUNG = "too_young", "Vào Đảng khi chưa đủ 18 tuổi"
    DAYS_OUT_OF_ORDER = "days_out_of_order", "Các ngày trong hồ sơ ngược thứ tự"
    PARTY_AGE = "party_age", "Ngày tính tuổi Đảng trước tuổi 18"
    EVENT_TOO_EARLY = "event_too_early", "Sự kiện trước ngày sinh"
    EVENT_IN_FUTURE = "event_in_future", "Sự kiện ở ngày chưa tới"
    NO_CELL = "no_cell", "Không thuộc chi bộ nào"
    OFFICIAL_WITHOUT_DAY = "official_without_day", "Chính thức nhưng chưa có ngày công nhận"
    PROBATIONARY_WITH_DAY = "probationary_with_day", "Dự bị nhưng đã có ngày chính thức"
    PROBATIONARY_WITH_CARD = "probationary_with_card", "Dự bị nhưng có thẻ đảng viên"
    NO_CEREMONY_DAY = "no_ceremony_day", "Dự bị nhưng thiếu ngày tổ chức lễ kết nạp"
    PROBATION_OVERDUE = "probation_overdue", "Hết thời gian dự bị, chưa công nhận chính thức"
    CARD_NOT_RETURNED = "card_not_returned", "Đã ra khỏi Đảng, chưa thu hồi thẻ"
    OFFICE_NOT_ALLOWED = "office_not_allowed", "Giữ chức vụ khi không được bầu cử, ứng cử"
    OFFICE_OF_OUTSIDER = "office_of_outsider", "Giữ chức vụ ở chi bộ mình không sinh hoạt"
    TWO_SECRETARIES = "two_secretaries", "Hai bí thư một lúc"
    NO_SECRETARY = "no_secretary", "Chi bộ chưa có bí thư"
    EMPTY_CELL = "empty_cell", "Chi bộ không có đảng viên"
    UNEXPLAINED_JOIN = "unexplained_join", "Vào chi bộ mà không rõ lý do"
    UNEXPLAINED_LEAVE = "unexplained_leave", "Rời chi bộ mà không rõ lý do"
    MISSING_FIELDS = "missing_fields", "Hồ sơ còn thiếu"


class Mend(Term):
    """Where a mistake is mended, in the words of the link."""

    IDENTITY = "identity", "Sửa phần định danh"
    CONTACT = "contact", "Sửa phần liên hệ"
    RECORD = "record", "Mở hồ sơ"
    TWINS = "twins", "Đối chiếu hai hồ sơ"
    EVENT = "event", "Ghi sự kiện"
    TIMELINE = "timeline", "Đính chính sự kiện ở hồ sơ"
    DAYS = "days", "Ghi ngày, số thẻ theo giấy tờ"
    CARD = "card", "Ghi thu hồi thẻ"
    OFFICES = "offices", "Mở trang chi bộ"
    APPOINT = "appoint", "Phân công chức vụ"


# Mistakes in a number of a card.
OF_CARDS = (CheckKind.SAME_CARD, CheckKind.BAD_CARD, CheckKind.PROBATIONARY_WITH_CARD)

# For each kind: its group, the rule in words, where it is mended.
ABOUT: Mapping[CheckKind, tuple[CheckGroup, str, Mend]] = MappingProxyType(
    {
        CheckKind.SAME_PERSON: (
            CheckGroup.DUPLICATES,
            "Mỗi đảng viên chỉ có một hồ sơ. Họ tên được so sau khi bỏ dấu và chuẩn hóa chữ.",
            Mend.TWINS,
        ),
        CheckKind.SWAPPED_NAME: (
            CheckGroup.DUPLICATES,
            "Họ tên gồm cùng các chữ nhưng khác thứ tự, cùng ngày sinh: có thể là một người.",
            Mend.IDENTITY,
        ),
        CheckKind.SAME_CITIZEN_ID: (
            CheckGroup.DUPLICATES,
            "Mỗi số căn cước cấp cho một người (Luật Căn cước 26/2023/QH15, Điều 12).",
            Mend.IDENTITY,
        ),
        CheckKind.SAME_CARD: (
            CheckGroup.DUPLICATES,
            "Mỗi số thẻ đảng viên cấp cho một người.",
            Mend.DAYS,
        ),
        CheckKind.SAME_PHONE: (
            CheckGroup.DUPLICATES,
            "Hai đồng chí dùng chung một số điện thoại: đúng nếu là người nhà, nên hỏi lại.",
            Mend.CONTACT,
        ),
        CheckKind.BAD_CITIZEN_ID: (
            CheckGroup.NUMBERS,
            "Số căn cước có đúng 12 chữ số (Luật Căn cước 26/2023/QH15, Điều 12).",
            Mend.IDENTITY,
        ),
        CheckKind.DOUBTFUL_CITIZEN_ID: (
            CheckGroup.NUMBERS,
            "Chữ số thứ tư cho biết thế kỷ và giới tính, hai chữ số tiếp theo là năm sinh. "
            "Chỉ là dấu hiệu để đối chiếu lại giấy tờ.",
            Mend.IDENTITY,
        ),
        CheckKind.BAD_CARD: (
            CheckGroup.NUMBERS,
            f"Số thẻ đảng viên gồm {FORM_OF_CARD}.",
            Mend.DAYS,
        ),
        CheckKind.BIRTH: (
            CheckGroup.DAYS,
            "Đảng viên đủ 18 tuổi trở lên (Điều lệ Đảng, Điều 1); tuổi trên 110 nên xem lại.",
            Mend.IDENTITY,
        ),
        CheckKind.TOO_YOUNG: (
            CheckGroup.DAYS,
            "Công dân đủ 18 tuổi trở lên mới được xét kết nạp (Điều lệ Đảng, Điều 1).",
            Mend.DAYS,
        ),
        CheckKind.DAYS_OUT_OF_ORDER: (
            CheckGroup.DAYS,
            "Quyết định kết nạp, lễ kết nạp, công nhận chính thức, cấp thẻ theo đúng thứ tự này.",
            Mend.DAYS,
        ),
        CheckKind.PARTY_AGE: (
            CheckGroup.DAYS,
            "Tuổi Đảng tính từ ngày quyết định kết nạp, không sớm hơn tuổi 18.",
            Mend.DAYS,
        ),
        CheckKind.EVENT_TOO_EARLY: (
            CheckGroup.DAYS,
            "Không sự kiện nào của đảng viên xảy ra trước ngày sinh.",
            Mend.TIMELINE,
        ),
        CheckKind.EVENT_IN_FUTURE: (
            CheckGroup.DAYS,
            "Chỉ ghi việc đã xảy ra.",
            Mend.TIMELINE,
        ),
        CheckKind.NO_CELL: (
            CheckGroup.STANDING,
            "Mỗi đảng viên sinh hoạt ở một chi bộ; đã rời thì phải có sự kiện ghi vì sao.",
            Mend.EVENT,
        ),
        CheckKind.OFFICIAL_WITHOUT_DAY: (
            CheckGroup.STANDING,
            "Đảng viên chính thức có ngày được công nhận chính thức; "
            "chính thức cộng dự bị bằng tổng số.",
            Mend.DAYS,
        ),
        CheckKind.PROBATIONARY_WITH_DAY: (
            CheckGroup.STANDING,
            "Đảng viên dự bị chưa có ngày chính thức; chính thức cộng dự bị bằng tổng số.",
            Mend.DAYS,
        ),
        CheckKind.PROBATIONARY_WITH_CARD: (
            CheckGroup.STANDING,
            "Thẻ đảng viên chỉ cấp cho đảng viên chính thức.",
            Mend.DAYS,
        ),
        CheckKind.NO_CEREMONY_DAY: (
            CheckGroup.STANDING,
            "Thời gian dự bị 12 tháng tính từ ngày tổ chức lễ kết nạp (Điều lệ Đảng, Điều 5): "
            "thiếu ngày này thì không nhắc được hạn xét chính thức.",
            Mend.DAYS,
        ),
        CheckKind.PROBATION_OVERDUE: (
            CheckGroup.STANDING,
            "Hết thời gian dự bị, chi bộ xét công nhận chính thức kịp thời (Điều lệ Đảng, Điều 5).",
            Mend.EVENT,
        ),
        CheckKind.CARD_NOT_RETURNED: (
            CheckGroup.STANDING,
            "Người bị xóa tên, khai trừ hoặc xin ra khỏi Đảng nộp lại thẻ đảng viên, Huy hiệu "
            "Đảng (Hướng dẫn 01-HD/TW năm 2021).",
            Mend.CARD,
        ),
        CheckKind.OFFICE_NOT_ALLOWED: (
            CheckGroup.OFFICES,
            "Đảng viên dự bị không ứng cử, bầu cử (Điều lệ Đảng, Điều 3); người bị đình chỉ "
            "sinh hoạt không giữ chức vụ.",
            Mend.OFFICES,
        ),
        CheckKind.OFFICE_OF_OUTSIDER: (
            CheckGroup.OFFICES,
            "Chi ủy, bí thư, phó bí thư là đảng viên của chính chi bộ (Điều lệ Đảng, Điều 24).",
            Mend.OFFICES,
        ),
        CheckKind.TWO_SECRETARIES: (
            CheckGroup.OFFICES,
            "Mỗi chi bộ có một bí thư (Điều lệ Đảng, Điều 24).",
            Mend.OFFICES,
        ),
        CheckKind.NO_SECRETARY: (
            CheckGroup.OFFICES,
            "Chi bộ có bí thư (Điều lệ Đảng, Điều 24), hoặc một đồng chí phụ trách khi còn khuyết.",
            Mend.APPOINT,
        ),
        CheckKind.EMPTY_CELL: (
            CheckGroup.OFFICES,
            "Chi bộ đang hoạt động có đảng viên.",
            Mend.OFFICES,
        ),
        CheckKind.UNEXPLAINED_JOIN: (
            CheckGroup.MOVEMENT,
            "Cuối tháng bằng đầu tháng cộng vào trừ ra: mỗi người vào có lý do ghi trong sổ.",
            Mend.EVENT,
        ),
        CheckKind.UNEXPLAINED_LEAVE: (
            CheckGroup.MOVEMENT,
            "Cuối tháng bằng đầu tháng cộng vào trừ ra: mỗi người ra có lý do ghi trong sổ.",
            Mend.EVENT,
        ),
        CheckKind.MISSING_FIELDS: (
            CheckGroup.MISSING,
            "Hồ sơ có đủ các mục cần cho báo cáo, huy hiệu và liên lạc.",
            Mend.RECORD,
        ),
    }
)


class DifferenceStatus(Term):
    """Where a compared list stands."""

    COLUMNS = "columns", "Chờ chỉ cột"
    OPEN = "open", "Đang đối chiếu"


class Decision(Term):
    """Who is right about one field."""

    OURS = "ours", "Ta đúng"
    THEIRS = "theirs", "Bên kia đúng"
    LATER = "later", "Để sau"


class Presence(Term):
    """What is to become of somebody whom only one of two lists names."""

    ADD = "add", "Đề nghị bên kia thêm tên"
    STRIKE = "strike", "Đề nghị bên kia bỏ tên"
    OURS_TO_MEND = "ours_to_mend", "Sổ của ta cần sửa"
    LATER = "later", "Để sau"


class Verdict(Term):
    """What two records of one name turn out to be: one person entered twice, or two persons."""

    KEEP_FIRST = "keep_first", "Một người: giữ hồ sơ thứ nhất, hủy hồ sơ thứ hai"
    KEEP_SECOND = "keep_second", "Một người: giữ hồ sơ thứ hai, hủy hồ sơ thứ nhất"
    TWO_PERSONS = "two_persons", "Hai người khác nhau"


class Look(Term):
    """Which people of a compared list are looked at."""

    DIFFERENT = "different", "Có mục khác nhau"
    THEIRS = "theirs", "Chỉ có ở bên kia"
    OURS = "ours", "Chỉ có ở sổ của ta"
    SAME = "same", "Giống nhau"
