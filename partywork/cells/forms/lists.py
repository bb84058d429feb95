"""What a list of people is narrowed to, kept under a name, or asked for as a file."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from partywork.cells.pages.lists import ASKED, Wanted
from partywork.cells.rules.demography.bands import Band
from partywork.cells.terms import (
    EducationLevel,
    ExportFormat,
    HolderKind,
    MembershipStatus,
    OfficeTitle,
    PeopleOrder,
    SensitiveTopic,
    Sex,
    StandingKind,
    TheoryLevel,
    YesNo,
)
from partywork.web.forms import REQUIRED, BaseForm, VersionedForm, VietnameseDate, choices_from
from partywork.web.validators import AtMost

_ALL = ("", "Tất cả")
_WHOLE = ("", "Toàn Đảng bộ")


def _choice(label: str, *choices: tuple[str, str]) -> SelectField:
    return SelectField(label, choices=choices_from([_ALL, *choices]), validate_choice=False)


class PeopleFilter(BaseForm):
    """What a list of people is narrowed to; nonsense narrows nothing."""

    tim = StringField("Họ tên hoặc số", [AtMost(100)])
    chi_bo = _choice("Chi bộ")
    to = _choice("Tổ đảng")
    tinh_trang = _choice("Tình trạng", *MembershipStatus.choices())
    loai = _choice("Chính thức, dự bị", *StandingKind.choices())
    gioi_tinh = _choice("Giới tính", *Sex.choices())
    tuoi = _choice("Tuổi đời")
    tuoi_dang = _choice("Tuổi Đảng")
    trinh_do = _choice("Trình độ chuyên môn", *EducationLevel.choices())
    ly_luan = _choice("Lý luận chính trị", *TheoryLevel.choices())
    chuc_vu = _choice("Chức vụ Đảng", *HolderKind.choices(), *OfficeTitle.choices())
    nghi_huu = _choice("Đã nghỉ hưu", *YesNo.choices())
    the = _choice("Có thẻ đảng viên", *YesNo.choices())
    vao_dang_tu = VietnameseDate("Vào Đảng từ ngày", [Optional()])
    vao_dang_den = VietnameseDate("Vào Đảng đến ngày", [Optional()])
    den_tu = VietnameseDate("Về chi bộ từ ngày", [Optional()])
    den_den = VietnameseDate("Về chi bộ đến ngày", [Optional()])
    roi_tu = VietnameseDate("Rời chi bộ từ ngày", [Optional()])
    roi_den = VietnameseDate("Rời chi bộ đến ngày", [Optional()])
    xep = SelectField("Thứ tự", choices=choices_from(PeopleOrder.choices()), validate_choice=False)

    @classmethod
    def showing(cls, asked: Mapping[str, str]) -> "PeopleFilter":
        """Return the form as it stands over a list that was asked for."""
        return cls(MultiDict(asked))

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, in the words of the form; what is empty asks nothing."""
        written = {name: (self[name].raw_data or [""])[0].strip() for name in ASKED}
        if written["xep"] == PeopleOrder.NAME:
            del written["xep"]
        return {name: words for name, words in written.items() if words}

    @property
    def wanted(self) -> Wanted:
        """The list asked for."""
        return Wanted.read(self.asked)

    @property
    def is_narrow(self) -> bool:
        """Say whether more is asked than the few fields that always stand open."""
        always = {"tim", "chi_bo", "tinh_trang", "xep"}
        return bool(set(self.asked) - always)

    def offer(
        self,
        *,
        cells: Iterable[tuple[UUID, str]],
        groups: Iterable[tuple[UUID, str]],
        ages: Sequence[Band],
        party_ages: Sequence[Band],
    ) -> None:
        """Offer the cells, groups and bands by which the list may be narrowed."""
        self.chi_bo.choices = choices_from([_ALL, *((str(key), name) for key, name in cells)])
        self.to.choices = choices_from([_ALL, *((str(key), name) for key, name in groups)])
        for field, bands in ((self.tuoi, ages), (self.tuoi_dang, party_ages)):
            field.choices = choices_from([_ALL, *((band.key, band.label) for band in bands)])


class SaveFilterForm(BaseForm):
    """A name for what is asked now."""

    name = StringField("Đặt tên cho cách lọc này", [REQUIRED, AtMost(60)])


class ExportForm(BaseForm):
    """In which form the list on screen is taken."""

    dang = SelectField("Dạng tệp", choices=choices_from(ExportFormat.choices()))

    @property
    def export_format(self) -> ExportFormat:
        """The form chosen; a spreadsheet unless another is."""
        asked = self.dang.data or ""
        return ExportFormat(asked) if asked in set(ExportFormat) else ExportFormat.SPREADSHEET


class RequestExportForm(ExportForm):
    """Asking a second person for a long or unmasked list."""

    is_unmasked = BooleanField("Cần hiện đủ số căn cước, điện thoại, nơi ở (không che)")
    reason = TextAreaField("Lý do cần danh sách", [REQUIRED, AtMost(500)])


class DecideExportForm(VersionedForm):
    """What the second person says to a request."""

    decision = HiddenField()
    refusal = TextAreaField("Lý do không phê duyệt", [AtMost(500)])

    @property
    def is_approved(self) -> bool:
        """Say whether the button «Phê duyệt» was pressed."""
        return self.decision.data == "approve"


class SensitiveForm(BaseForm):
    """Which sensitive count is made, of whom, and why; the reason is kept in the trail."""

    topic = SelectField("Thống kê theo", [REQUIRED], choices=choices_from(SensitiveTopic.choices()))
    chi_bo = SelectField("Phạm vi", choices=choices_from([_WHOLE]), default="")
    reason = TextAreaField("Lý do cần thống kê", [REQUIRED, AtMost(500)])
    value = HiddenField()

    def offer_cells(self, cells: Iterable[tuple[UUID, str]]) -> None:
        """Offer the cells."""
        self.chi_bo.choices = choices_from([_WHOLE, *((str(key), name) for key, name in cells)])

    @property
    def organisation_id(self) -> UUID | None:
        """The cell chosen, or none for all."""
        return UUID(self.chi_bo.data) if self.chi_bo.data else None
