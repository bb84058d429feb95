"""The columns of a list that leaves the system: all the import reads, in the same order."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from partywork.cells.models import Membership
from partywork.cells.rules.card_numbers import FORM_OF_CARD
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import PAPER_FIELDS
from partywork.cells.rules.record import SEALED, masked
from partywork.cells.terms import OfficeTitle, RecordField
from partywork.core.display import day as on_screen
from partywork.core.terms import Term
from partywork.core.text import inert

# How a masked column says so; the import knows the words and leaves the column out.
MASKED_TITLE = "(đã che)"

_DAY = "Ngày/tháng/năm, ví dụ 05/09/1976"
_WORDS = "Chữ, đúng như trong hồ sơ"
_PAPER = "Chữ; một quyết định ghi đủ số, ngày ký, cơ quan"
_THEN = "Tên chi bộ khi đó, ghi cùng quyết định"
# What each column holds and how it is written.
MEANINGS: Mapping[ImportField, tuple[str, str]] = MappingProxyType(
    {
        ImportField.FULL_NAME: ("Họ và tên đang dùng", "Chữ thường có dấu"),
        ImportField.BIRTH_NAME: ("Họ và tên trong giấy khai sinh", _WORDS),
        ImportField.ALIAS: ("Bí danh, tên gọi khác", _WORDS),
        ImportField.BORN_ON: ("Ngày sinh theo hồ sơ", _DAY),
        ImportField.SEX: ("Giới tính", "Nam hoặc Nữ"),
        ImportField.ETHNICITY: ("Dân tộc; thông tin được bảo vệ", _WORDS),
        ImportField.RELIGION: ("Tôn giáo; thông tin được bảo vệ", _WORDS),
        ImportField.BIRTH_PLACE: ("Nơi sinh", _WORDS),
        ImportField.NATIVE_PLACE: ("Quê quán", _WORDS),
        ImportField.RESIDENCE: ("Nơi đăng ký thường trú; thông tin được bảo vệ", _WORDS),
        ImportField.TEMPORARY_RESIDENCE: ("Nơi tạm trú; thông tin được bảo vệ", _WORDS),
        ImportField.FAMILY_BACKGROUND: ("Thành phần gia đình", _WORDS),
        ImportField.CITIZEN_ID: ("Số căn cước; thông tin được bảo vệ", "12 chữ số"),
        ImportField.PHONE: ("Số điện thoại; thông tin được bảo vệ", "Chữ số, bắt đầu bằng 0"),
        ImportField.EMAIL: ("Địa chỉ thư điện tử; thông tin được bảo vệ", "ten@noigui.vn"),
        ImportField.HEALTH: ("Tình trạng sức khỏe; thông tin được bảo vệ", _WORDS),
        ImportField.ADMITTED_ON: ("Ngày của quyết định kết nạp", _DAY),
        ImportField.ADMISSION_NUMBER: ("Số của quyết định kết nạp", _PAPER),
        ImportField.ADMISSION_SIGNED_ON: ("Ngày ký quyết định kết nạp", _DAY),
        ImportField.ADMISSION_BODY: ("Cấp ủy ra quyết định kết nạp", _PAPER),
        ImportField.ADMISSION_CELL: ("Chi bộ khi được kết nạp", _THEN),
        ImportField.CEREMONY_ON: ("Ngày tổ chức lễ kết nạp", _DAY),
        ImportField.OFFICIAL_ON: ("Ngày được công nhận chính thức", _DAY),
        ImportField.CONFIRMATION_NUMBER: ("Số của quyết định công nhận chính thức", _PAPER),
        ImportField.CONFIRMATION_SIGNED_ON: ("Ngày ký quyết định công nhận chính thức", _DAY),
        ImportField.CONFIRMATION_BODY: ("Cấp ủy ra quyết định công nhận chính thức", _PAPER),
        ImportField.CONFIRMATION_CELL: ("Chi bộ khi được công nhận chính thức", _THEN),
        ImportField.PARTY_AGE_FROM: ("Ngày tính tuổi Đảng, đã trừ thời gian gián đoạn", _DAY),
        ImportField.SPONSORS: ("Người giới thiệu vào Đảng", _WORDS),
        ImportField.CARD_NUMBER: ("Số thẻ đảng viên", FORM_OF_CARD),
        ImportField.CARD_ISSUED_ON: ("Ngày cấp thẻ đang dùng", _DAY),
        ImportField.CARD_KIND: ("Loại thẻ", "Thẻ cũ hoặc Thẻ mới (từ 2025)"),
        ImportField.FILE_NUMBER: ("Số lý lịch đảng viên", _WORDS),
        ImportField.REGISTER_NUMBER: ("Số thứ tự trong sổ đảng viên", _WORDS),
        ImportField.CELL: ("Chi bộ đang sinh hoạt", "Tên đầy đủ của chi bộ"),
        ImportField.OFFICE: ("Chức vụ Đảng cao nhất đang giữ", "Bí thư, Phó bí thư, Chi ủy viên…"),
        ImportField.GENERAL_EDUCATION: ("Giáo dục phổ thông", "Ví dụ 12/12"),
        ImportField.QUALIFICATION: ("Trình độ chuyên môn cao nhất", _WORDS),
        ImportField.ACADEMIC_TITLE: ("Học hàm", "GS, PGS"),
        ImportField.DEGREE: ("Học vị", "TSKH, TS, ThS"),
        ImportField.POLITICAL_THEORY: (
            "Trình độ lý luận chính trị",
            "Sơ cấp, Trung cấp, Cao cấp, Cử nhân",
        ),
        ImportField.FOREIGN_LANGUAGES: ("Ngoại ngữ", _WORDS),
        ImportField.COMPUTER_SKILLS: ("Tin học", _WORDS),
        ImportField.OCCUPATION: ("Nghề nghiệp hiện nay", _WORDS),
        ImportField.WORKPLACE: ("Đơn vị công tác", _WORDS),
        ImportField.GOVERNMENT_POST: ("Chức vụ chính quyền", _WORDS),
        ImportField.ASSOCIATION_POST: ("Chức vụ đoàn thể", _WORDS),
        ImportField.SALARY_GRADE: ("Ngạch, bậc lương", _WORDS),
        ImportField.RETIRED_ON: ("Nghỉ hưu từ ngày", _DAY),
        ImportField.STATUS: ("Tình trạng sinh hoạt tại ngày lập danh sách", "Như trên màn hình"),
        ImportField.NOTES: ("Ghi chú", _WORDS),
    }
)
# Facts of a record that are no columns: as what they are kept and where they are entered.
ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    (
        "Số, ngày ký, cơ quan của văn bản về lễ kết nạp",
        "Sự kiện «Lễ kết nạp»",
        "Trang «Phát triển đảng viên»; việc cũ: «Ghi sự kiện» ở hồ sơ",
    ),
    (
        "Kết nạp lại",
        "Sự kiện «Kết nạp lại»",
        "Trang «Phát triển đảng viên», «Lập hồ sơ kết nạp lại»; việc cũ: «Ghi sự kiện»",
    ),
    (
        "Thời gian không tính tuổi Đảng",
        "Tự tính từ sự kiện «Xóa tên trong danh sách đảng viên», «Kết nạp lại», «Nối lại sinh "
        "hoạt đảng»",
        "«Ghi sự kiện» ở hồ sơ",
    ),
    (
        "Cấp thẻ, đổi thẻ, mất thẻ của những lần trước",
        "Sự kiện «Cấp thẻ đảng viên», «Đổi thẻ đảng viên», «Mất thẻ đảng viên»",
        "Trang «Huy hiệu, thẻ»; việc cũ: «Ghi sự kiện» ở hồ sơ",
    ),
    ("Mã tổ chức đảng", "Thông tin của chi bộ", "Trang chi bộ, «Sửa thông tin tổ chức»"),
    ("Tổ đảng", "Danh sách tổ đảng của chi bộ", "Trang chi bộ, «Lập, phân công tổ đảng»"),
    (
        "Ngày về chi bộ; nơi đến, nơi đi; sinh hoạt tạm thời",
        "Sự kiện «Chuyển sinh hoạt đến», «Chuyển sinh hoạt đi», «Chuyển giữa các chi bộ trong "
        "Đảng bộ», «Chuyển theo quyết định sắp xếp tổ chức», «Đi sinh hoạt tạm thời», «Đến sinh "
        "hoạt tạm thời», «Hết sinh hoạt tạm thời»",
        "Trang «Chuyển sinh hoạt»; sắp xếp tổ chức: trang chi bộ",
    ),
    (
        "Chức vụ Đảng, cấp ủy đã giữ: từ ngày, đến ngày, số quyết định",
        "Quyết định phân công giữ chức vụ",
        "Trang chi bộ, «Ghi quyết định phân công giữ chức vụ», «Bàn giao»",
    ),
    (
        "Tình trạng: từ ngày, đến ngày, số văn bản",
        "Sự kiện «Miễn công tác và sinh hoạt đảng», «Tạm miễn sinh hoạt có thời hạn», «Trở lại "
        "sinh hoạt», «Đình chỉ sinh hoạt đảng», «Bị khởi tố, tạm giam», «Cho trở lại sinh hoạt», "
        "«Xóa tên đảng viên dự bị», «Xóa tên trong danh sách đảng viên», «Xin ra khỏi Đảng», «Khai "
        "trừ», «Từ trần»",
        "«Ghi sự kiện» ở hồ sơ; đình chỉ: trang «Khen thưởng, kỷ luật, cam kết»",
    ),
    ("Huy hiệu Đảng đã nhận", "Sự kiện «Tặng Huy hiệu Đảng»", "Trang «Huy hiệu, thẻ»"),
    (
        "Khen thưởng, kỷ luật, công nhận tiến bộ",
        "Sự kiện «Khen thưởng», «Thi hành kỷ luật», «Công nhận tiến bộ sau kỷ luật»",
        "Trang «Khen thưởng, kỷ luật, cam kết»",
    ),
    ("Đổi họ tên", "Sự kiện «Đổi họ tên»", "«Ghi sự kiện» ở hồ sơ"),
    ("Bổ sung hồ sơ", "Sự kiện «Bổ sung hồ sơ»", "«Ghi sự kiện» ở hồ sơ"),
    ("Nhóm đóng đảng phí", "Kê khai đảng phí", "Trang «Đảng phí», «Ghi kê khai»"),
    ("Xếp loại từng năm", "Chưa ghi trong hệ thống", "Hồ sơ giấy"),
    ("Gia đình", "Không ghi trong hệ thống", "Hồ sơ giấy"),
)
EXPLANATION_TITLES = ("Cột", "Nội dung", "Cách ghi", "Trong tệp này")


def _sealed_field(field: ImportField) -> RecordField | None:
    found = field.value in set(RecordField) and RecordField(field.value)
    return found if found in SEALED else None


def is_masked(field: ImportField, opened: frozenset[RecordField]) -> bool:
    """Say whether a column is masked in a file in which only the `opened` fields are whole."""
    sealed = _sealed_field(field)
    return sealed is not None and sealed not in opened


def titles(opened: frozenset[RecordField]) -> tuple[str, ...]:
    """Return the titles of the columns; a masked one says so."""
    return tuple(
        f"{field.label} {MASKED_TITLE}" if is_masked(field, opened) else field.label
        for field in ImportField
    )


def explanations(opened: frozenset[RecordField]) -> list[tuple[str, ...]]:
    """Return the sheet «Giải thích cột»: each column, what it holds, how it is written."""
    return [
        (title, *MEANINGS[field], "Đã che" if is_masked(field, opened) else "Đầy đủ")
        for field, title in zip(ImportField, titles(opened), strict=True)
    ]


def cells_of(
    membership: Membership,
    office: OfficeTitle | None,
    papers: Mapping[ImportField, Any],
    opened: frozenset[RecordField],
) -> tuple[str, ...]:
    """Return one person as a row of such a file; nothing in it computes.

    `papers` is what the decisions of the way into the Party say.
    """
    return tuple(inert(_cell(membership, office, papers, field, opened)) for field in ImportField)


def _cell(
    membership: Membership,
    office: OfficeTitle | None,
    papers: Mapping[ImportField, Any],
    field: ImportField,
    opened: frozenset[RecordField],
) -> str:
    if field in PAPER_FIELDS:
        return _written(papers.get(field))
    match field:
        case ImportField.CELL:
            return membership.organisation.name
        case ImportField.OFFICE:
            return office.label if office else ""
        case ImportField.STATUS:
            return membership.status.label
    written = _written(getattr(membership.member, field.value))
    sealed = _sealed_field(field)
    return masked(sealed, written) if sealed and sealed not in opened else written


def _written(value: str | date | Term | None) -> str:
    if isinstance(value, date):
        return on_screen(value)
    return value.label if isinstance(value, Term) else value or ""
