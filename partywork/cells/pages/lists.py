"""What is asked of a list of people, and what its lines show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from partywork.cells.models import Membership
from partywork.cells.rules.demography.bands import Band, band_of
from partywork.cells.terms import (
    EducationLevel,
    HolderKind,
    MembershipStatus,
    OfficeTitle,
    PeopleOrder,
    Sex,
    StandingKind,
    TheoryLevel,
    YesNo,
)
from partywork.core.display import day as on_screen
from partywork.core.terms import Term

TermOf = TypeVar("TermOf", bound=Term)

_FIRST_YEAR = 1900
_WRITTEN_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; either may be open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        """Say whether anything is asked."""
        return self.first is not None or self.last is not None

    def shifted(self, days: int) -> "Span":
        """Return the same length of time some days later, or earlier when negative."""
        step = timedelta(days=days)
        return Span(self.first and self.first + step, self.last and self.last + step)

    @property
    def words(self) -> str:
        """«từ 01/01/2025 đến 31/12/2025»."""
        first = f"từ {on_screen(self.first)}" if self.first else ""
        return f"{first} {f'đến {on_screen(self.last)}' if self.last else ''}".strip()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people a list asks for, and in which order; what is `None` narrows nothing."""

    words: str = ""
    organisation_id: UUID | None = None
    group_id: UUID | None = None
    status: MembershipStatus | None = None
    standing: StandingKind | None = None
    sex: Sex | None = None
    age: Band | None = None
    party_age: Band | None = None
    education: EducationLevel | None = None
    theory: TheoryLevel | None = None
    holder: HolderKind | None = None
    office: OfficeTitle | None = None
    is_retired: YesNo | None = None
    has_card: YesNo | None = None
    admitted: Span = Span()
    joined: Span = Span()
    left: Span = Span()
    order: PeopleOrder = PeopleOrder.NAME

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Wanted":
        """Read what a form, an address or a saved filter asks; nonsense narrows nothing."""
        return cls(
            words=asked.get("tim", ""),
            organisation_id=_key(asked.get("chi_bo", "")),
            group_id=_key(asked.get("to", "")),
            status=_term(MembershipStatus, asked.get("tinh_trang")),
            standing=_term(StandingKind, asked.get("loai")),
            sex=_term(Sex, asked.get("gioi_tinh")),
            age=band_of(asked.get("tuoi", "")),
            party_age=band_of(asked.get("tuoi_dang", "")),
            education=_term(EducationLevel, asked.get("trinh_do")),
            theory=_term(TheoryLevel, asked.get("ly_luan")),
            holder=_term(HolderKind, asked.get("chuc_vu")),
            office=_term(OfficeTitle, asked.get("chuc_vu")),
            is_retired=_term(YesNo, asked.get("nghi_huu")),
            has_card=_term(YesNo, asked.get("the")),
            admitted=_span(asked, "vao_dang"),
            joined=_span(asked, "den"),
            left=_span(asked, "roi"),
            order=_term(PeopleOrder, asked.get("xep")) or PeopleOrder.NAME,
        )

    @property
    def in_words(self) -> str:
        """What is asked, as a request or a printed list says it; without the name and the cell."""
        terms = (self.status, self.standing, self.sex, self.holder, self.office)
        parts = [term.label for term in terms if term is not None]
        parts += [f"tuổi đời {self.age.label}"] if self.age else []
        parts += [f"tuổi Đảng {self.party_age.label}"] if self.party_age else []
        parts += [f"trình độ {self.education.label}"] if self.education else []
        parts += [f"lý luận chính trị {self.theory.label}"] if self.theory else []
        parts += [f"nghỉ hưu: {self.is_retired.label}"] if self.is_retired else []
        parts += [f"có thẻ: {self.has_card.label}"] if self.has_card else []
        spans = (("vào Đảng", self.admitted), ("đến chi bộ", self.joined), ("đã rời", self.left))
        parts += [f"{name} {span.words}" for name, span in spans if span]
        return "; ".join(parts) or "Không lọc thêm"


EVERYBODY = Wanted()

# The names under which a list is asked for, in the order of the form.
ASKED = (
    "tim",
    "chi_bo",
    "to",
    "tinh_trang",
    "loai",
    "gioi_tinh",
    "tuoi",
    "tuoi_dang",
    "trinh_do",
    "ly_luan",
    "chuc_vu",
    "nghi_huu",
    "the",
    "vao_dang_tu",
    "vao_dang_den",
    "den_tu",
    "den_den",
    "roi_tu",
    "roi_den",
    "xep",
)


def _term(kind: type[TermOf], asked: str | None) -> TermOf | None:
    return kind(asked) if asked in set(kind) else None


def _key(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None


def _span(asked: Mapping[str, str], name: str) -> Span:
    return Span(_day(asked.get(f"{name}_tu", "")), _day(asked.get(f"{name}_den", "")))


def _day(asked: str) -> date | None:
    for written in _WRITTEN_DAYS:
        try:
            found = datetime.strptime(asked, written).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
        return found if found.year >= _FIRST_YEAR else None
    return None


def left_on(membership: Membership) -> date | None:
    """Return the day of leaving: the day after the last of a standing that ended for good."""
    if membership.ends_on is None or membership.leaving_reason is None:
        return None
    return membership.ends_on + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A member in a list of people."""

    member_id: UUID
    full_name: str
    born_on: date
    cell: str
    status: MembershipStatus
    office: OfficeTitle | None
    official_on: date | None
    left_on: date | None
    leaving: str

    @classmethod
    def of(
        cls, membership: Membership, office: OfficeTitle | None, *, is_confided: bool = False
    ) -> "PersonLine":
        """Take what a list shows from a membership with its member and cell."""
        reason = membership.leaving_reason
        member = membership.member
        return cls(
            member_id=member.id,
            full_name=member.full_name,
            born_on=member.born_on,
            cell=membership.organisation.name_at(left_on(membership)),
            status=membership.status,
            office=office,
            official_on=member.official_on,
            left_on=left_on(membership),
            leaving=reason.words(is_confided=is_confided) if reason else "",
        )
