"""Who comes from elsewhere: the days their papers say, and whether the register knows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.identity import Likeness
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import Sex
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.transfers.rules.steps import check_not_before
from partywork.transfers.terms import SamePerson


@dataclass(frozen=True, slots=True)
class Papers:
    """The days in the life of somebody who comes, as the papers they bring say."""

    born_on: date
    admitted_on: date | None
    ceremony_on: date | None
    official_on: date | None
    party_age_from: date | None


def check_papers(
    papers: Papers,
    letter_on: date | None,
    came_on: date,
    *,
    youngest: int,
    first_official: date | None,
) -> None:
    """Refuse days that cannot follow on each other: birth, 18 years, admission, ceremony, official.

    `first_official` is the day on which the months of probation ended (Điều lệ Đảng, Điều 5).

    At least 18 years of age at admission (Điều lệ Đảng, Điều 1.2); the other days follow each
    other up to the day of arrival. Party age may leave out time and begin later
    than the decision, never before it (208-QĐ/TW as quoted).
    """
    of_age = add_months(papers.born_on, 12 * youngest)
    days = (
        ("admitted_on", f"ngày đủ {youngest} tuổi", of_age, papers.admitted_on),
        ("ceremony_on", "ngày quyết định kết nạp", papers.admitted_on, papers.ceremony_on),
        ("official_on", "ngày lễ kết nạp", papers.ceremony_on, papers.official_on),
        ("official_on", "ngày quyết định kết nạp", papers.admitted_on, papers.official_on),
        ("official_on", "ngày hết thời gian dự bị", first_official, papers.official_on),
        ("party_age_from", "ngày quyết định kết nạp", papers.admitted_on, papers.party_age_from),
        ("letter_on", "ngày quyết định kết nạp", papers.admitted_on, letter_on),
    )
    for field, words, first, day in days:
        if first is not None and day is not None:
            check_not_before(day, first, words, field)
    last = (
        ("admitted_on", papers.admitted_on),
        ("ceremony_on", papers.ceremony_on),
        ("official_on", papers.official_on),
    )
    for field, before in last:
        if before is not None and before > came_on:
            raise RuleBroken(
                f"Ngày này không được sau ngày đồng chí đến ({display.day(came_on)}).", field
            )


@dataclass(frozen=True, slots=True)
class Known:
    """A record that may be the newcomer's.

    `agrees` says that the name or the birthday is the same, `is_here` that the person belongs to
    one of our cells, `left_on` since when not.
    """

    likeness: Likeness
    agrees: bool
    sex: Sex
    has_number: bool
    is_here: bool
    left_on: date | None = None


_WITHIN = "Nếu chuyển giữa hai chi bộ, hãy làm ở hồ sơ của đồng chí đó."
_IS_HERE = f"Đã có một đảng viên cùng họ tên, ngày sinh đang sinh hoạt ở Đảng bộ. {_WITHIN}"


def whose_record(
    known: Sequence[Known], answer: SamePerson | None, *, sex: Sex, has_number: bool
) -> int | None:
    """Return which record goes on, nothing for somebody new; refuse what nobody has settled.

    An equal identity number decides. Where only name and birthday are equal the desk says whether
    it is the same person, and tells two people apart by their numbers (a rule of the house: one
    person has one record, two people have two).
    """
    for place, one in enumerate(known):
        if one.likeness is Likeness.SAME:
            return _same_number(place, one, answer)
    alike = [place for place, one in enumerate(known) if one.likeness is Likeness.ALIKE]
    if not alike:
        return None
    gone = [place for place in alike if not known[place].is_here]
    if answer is None:
        raise RuleBroken(_question([known[place] for place in gone]), "same_person")
    if answer is SamePerson.YES:
        return _back(known, gone, sex=sex, has_number=has_number)
    _check_told_apart([known[place] for place in alike], has_number=has_number)
    return None


def _same_number(place: int, one: Known, answer: SamePerson | None) -> int:
    if not one.agrees or answer is SamePerson.NO:
        raise RuleBroken("Số căn cước này đã ghi ở hồ sơ của một đồng chí khác.", "citizen_id")
    if one.is_here:
        raise RuleBroken(
            f"Số căn cước này là của một đảng viên đang sinh hoạt ở Đảng bộ. {_WITHIN}",
            "citizen_id",
        )
    return place


def _question(gone: Sequence[Known]) -> str:
    if not gone:
        return f"{_IS_HERE} Nếu là người khác trùng tên, hãy trả lời «{SamePerson.NO.label}»."
    days = ", ".join(display.day(one.left_on) for one in gone if one.left_on is not None)
    when = f" không còn sinh hoạt ở Đảng bộ từ ngày {days}" if days else ""
    return f"Đã có hồ sơ của đồng chí cùng họ tên, ngày sinh{when}. Có phải là đồng chí đó không?"


def _back(known: Sequence[Known], gone: Sequence[int], *, sex: Sex, has_number: bool) -> int:
    if not gone:
        raise RuleBroken(_IS_HERE, "full_name")
    if len(gone) > 1:
        raise RuleBroken(
            "Có nhiều hồ sơ cũ cùng họ tên, ngày sinh. Hãy ghi đúng số căn cước ở hồ sơ của đồng "
            "chí đó để biết là ai.",
            "citizen_id",
        )
    one = known[gone[0]]
    if has_number and one.has_number:
        raise RuleBroken(
            "Số căn cước khác với số ở hồ sơ của đồng chí đó. Hãy đối chiếu căn cước; nếu hồ sơ cũ "
            "ghi sai, hãy sửa hồ sơ trước.",
            "citizen_id",
        )
    if one.sex is not sex:
        raise RuleBroken("Giới tính khác với hồ sơ của đồng chí đó; hãy đối chiếu lại.", "sex")
    return gone[0]


def _check_told_apart(alike: Iterable[Known], *, has_number: bool) -> None:
    if not has_number:
        raise RuleBroken(
            "Hãy ghi số căn cước để phân biệt với đồng chí cùng họ tên, ngày sinh.", "citizen_id"
        )
    if any(one.is_here and not one.has_number for one in alike):
        raise RuleBroken(
            "Hồ sơ của đồng chí cùng họ tên, ngày sinh đang sinh hoạt ở Đảng bộ chưa có số căn "
            "cước nên chưa phân biệt được hai người. Hãy bổ sung vào hồ sơ ấy trước.",
            "same_person",
        )
