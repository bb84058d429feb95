"""When a badge is due, in which batch it is given, and what holds it back."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partywork.badges.terms import Ground
from partywork.cells.rules.discipline import Discipline
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import DisciplineForm
from partywork.core import display
from partywork.core.errors import RuleBroken

# Batches are asked for this many years ahead.
_YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """What provisions say about badges on a day.

    `batches` are (month, day) pairs; `early` and `posthumous` are months before the milestone.
    """

    milestones: tuple[int, ...]
    batches: tuple[tuple[int, int], ...]
    early: int
    senior_years: int
    early_senior: int
    posthumous: int
    after_discipline: Mapping[DisciplineForm, int]


def batches_of(text: str) -> tuple[tuple[int, int], ...]:
    """Read «03/02, 19/05» as (month, day) pairs in the order of the year."""
    pairs = (word.strip().split("/") for word in text.split(","))
    return tuple(sorted((int(month), int(day)) for day, month in pairs))


def milestone_day(party_age_from: date, years: int) -> date:
    """Return the day on which Party age is `years` whole years."""
    return add_months(party_age_from, 12 * years)


def batch_for(day: date, batches: Collection[tuple[int, int]]) -> date:
    """Return the first batch on or after a day: 20/10/2026 belongs to 07/11/2026 (T14)."""
    days = (date(year, *pair) for year in (day.year, day.year + 1) for pair in sorted(batches))
    return next(one for one in days if one >= day)


def coming_batches(today: date, batches: Collection[tuple[int, int]]) -> tuple[date, ...]:
    """Return the batches of the coming two years, the next one first."""
    found = [batch_for(today, batches)]
    last = add_months(today, 12 * _YEARS_AHEAD)
    while (following := batch_for(found[-1] + timedelta(days=1), batches)) <= last:
        found.append(following)
    return tuple(found)


def is_batch(day: date, batches: Collection[tuple[int, int]]) -> bool:
    """Say whether badges are given on that day of the year."""
    return (day.month, day.day) in batches


@dataclass(frozen=True, slots=True)
class Life:
    """What of a member's life decides about badges."""

    party_age_from: date
    awarded: frozenset[int] = frozenset()
    disciplines: tuple[Discipline, ...] = ()
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """A badge that a member reaches: the day, the batch, and what holds it back.

    `batch_on` is nothing for a milestone passed before the batches that are looked at: either the
    badge was given and never entered, or it was missed. `held_until` is the day until which a
    discipline holds it; `needs_recognition` that the cell has not yet recognised progress.
    """

    years: int
    reached_on: date
    batch_on: date | None
    ground: Ground = Ground.DUE
    held_until: date | None = None
    needs_recognition: bool = False

    @property
    def is_held(self) -> bool:
        """Say whether a discipline stands in the way of the first batch."""
        return self.held_until is not None


def prospects_of(life: Life, terms: Terms, batches: tuple[date, ...]) -> tuple[Prospect, ...]:
    """Return the badges a member reaches in these batches, and the last one that was passed by.

    Thirty years, then forty and every five from there on, none at thirty-five (01-HD/TW năm 2021,
    mục 18, as quoted; T14, T15). Somebody who died within the months before the milestone is
    honoured posthumously. A badge already given is never listed again.
    """
    found: list[Prospect] = []
    before = _batch_before(batches[0], terms.batches)
    for years in terms.milestones:
        reached_on = milestone_day(life.party_age_from, years)
        if years <= max(life.awarded, default=0) or reached_on > _latest(life, terms, batches[-1]):
            continue
        if reached_on <= before:
            found.clear()
        found.append(_prospect(life, terms, years, reached_on, batches[0]))
    return tuple(one for one in found if _is_wanted(life, one, terms, batches[-1]))


def _latest(life: Life, terms: Terms, last_batch: date) -> date:
    """Return the last day on which a milestone may lie to be given in one of the batches."""
    return last_batch if life.died_on is None else add_months(life.died_on, terms.posthumous)


def _batch_before(batch: date, batches: Collection[tuple[int, int]]) -> date:
    days = [date(year, *pair) for year in (batch.year - 1, batch.year) for pair in sorted(batches)]
    return max(day for day in days if day < batch)


def _prospect(life: Life, terms: Terms, years: int, reached_on: date, next_batch: date) -> Prospect:
    if life.died_on is not None:
        batch_on = batch_for(min(life.died_on, reached_on), terms.batches)
        return Prospect(years, reached_on, max(batch_on, next_batch), Ground.POSTHUMOUS)
    first = batch_for(reached_on, terms.batches)
    held_until, needs_recognition = _held(life.disciplines, terms, first)
    if held_until is None:
        return Prospect(years, reached_on, first if first >= next_batch else None)
    later = batch_for(max(reached_on, held_until), terms.batches)
    if later < next_batch and not needs_recognition:
        return Prospect(years, reached_on, None)
    return Prospect(
        years,
        reached_on,
        max(later, next_batch),
        held_until=held_until,
        needs_recognition=needs_recognition,
    )


def _held(
    disciplines: Iterable[Discipline], terms: Terms, first_batch: date
) -> tuple[date | None, bool]:
    """Return until when disciplines hold a badge of that batch, and whether recognition is wanting.

    A discipline whose term ended before the batch holds it only while the cell has not yet
    recognised progress (T17).
    """
    ends = [(one.considered_again_on(terms.after_discipline), one) for one in disciplines]
    holding = [(day, one) for day, one in ends if day > first_batch or one.recognised_on is None]
    if not holding:
        return None, False
    return max(day for day, _ in holding), any(one.recognised_on is None for _, one in holding)


def _is_wanted(life: Life, prospect: Prospect, terms: Terms, last: date) -> bool:
    if life.died_on is not None:
        # A badge that was due long before the death belongs to the past, not to a batch.
        return prospect.reached_on > add_months(life.died_on, -terms.posthumous)
    return prospect.batch_on is None or prospect.batch_on <= last


def early_months(years: int, terms: Terms) -> int:
    """Return how many months early a badge may be asked for: 12, and 24 from seventy years on.

    01-HD/TW năm 2021, mục 18, as quoted.
    """
    return terms.early_senior if years >= terms.senior_years else terms.early


def check_ground(
    ground: Ground,
    years: int,
    reached_on: date,
    terms: Terms,
    *,
    asked_on: date | None,
    died_on: date | None,
) -> None:
    """Refuse an early request that comes too early and a posthumous one that does not fit.

    Serious illness allows up to 12 months early, 24 from seventy years on; after death up to 12
    (01-HD/TW năm 2021, mục 18, as quoted; T16).
    """
    if ground is Ground.POSTHUMOUS:
        _check_posthumous(reached_on, terms.posthumous, died_on)
    elif died_on is not None:
        raise RuleBroken("Đồng chí này đã từ trần: hãy chọn «Truy tặng».", "ground")
    elif ground is Ground.EARLY:
        _check_early(early_months(years, terms), years, reached_on, asked_on)
    elif asked_on is not None:
        raise RuleBroken("Chỉ ghi ngày đề nghị khi xét tặng sớm.", "asked_on")


def _check_posthumous(reached_on: date, months: int, died_on: date | None) -> None:
    if died_on is None:
        raise RuleBroken("Chưa ghi sự kiện từ trần của đồng chí này, chưa thể truy tặng.", "ground")
    if add_months(died_on, months) < reached_on:
        raise RuleBroken(
            f"Truy tặng sớm không quá {months} tháng: đến ngày từ trần {display.day(died_on)} còn "
            f"thiếu nhiều hơn so với mốc {display.day(reached_on)}.",
            "ground",
        )


def _check_early(months: int, years: int, reached_on: date, asked_on: date | None) -> None:
    if asked_on is None:
        raise RuleBroken("Hãy ghi ngày đề nghị xét tặng sớm.", "asked_on")
    if asked_on >= reached_on:
        raise RuleBroken("Đã đủ tuổi Đảng vào ngày đề nghị: hãy chọn «Đủ tuổi Đảng».", "ground")
    if add_months(asked_on, months) < reached_on:
        raise RuleBroken(
            f"Huy hiệu {years} năm được xét sớm không quá {months} tháng so với mốc "
            f"{display.day(reached_on)}.",
            "asked_on",
        )


def check_batch(
    batch_on: date, ground: Ground, reached_on: date, terms: Terms, asked_on: date | None
) -> None:
    """Refuse a day that is no batch, and one before the badge may be given.

    Batches are 3/2, 19/5, 2/9 and 7/11 (provision).
    """
    if not is_batch(batch_on, terms.batches):
        days = ", ".join(f"{day}/{month}" for month, day in terms.batches)
        raise RuleBroken(f"Huy hiệu Đảng được trao theo các đợt: {days}.", "batch_on")
    if ground is Ground.DUE and batch_on < reached_on:
        raise RuleBroken(
            f"Đến đợt này chưa đủ tuổi Đảng: mốc là {display.day(reached_on)}.", "batch_on"
        )
    if asked_on is not None and batch_on < asked_on:
        raise RuleBroken("Đợt trao không được trước ngày đề nghị.", "batch_on")


def check_not_held(disciplines: Iterable[Discipline], terms: Terms, batch_on: date) -> None:
    """Refuse a nomination for a batch before the term after a discipline ended (T17).

    The cell must also have recognised progress.
    """
    held_until, _needs_recognition = _held(disciplines, terms, batch_on)
    if held_until is None:
        return
    if held_until > batch_on:
        raise RuleBroken(
            f"Chưa hết thời hạn sau kỷ luật: xét lại từ ngày {display.day(held_until)}, khi chi bộ "
            "công nhận tiến bộ.",
            "batch_on",
        )
    raise RuleBroken("Chi bộ chưa công nhận tiến bộ sau kỷ luật.", "batch_on")


@dataclass(frozen=True, slots=True)
class Lead:
    """A step before a batch: what, how many days before, and so by which day."""

    words: str
    due_on: date

    def days_late(self, today: date) -> int:
        """Return by how many days the step is late; none until its day has passed."""
        return max((today - self.due_on).days, 0)


def leads_of(batch_on: date, days: Mapping[str, int]) -> Iterator[Lead]:
    """Yield the steps before a batch in order, each so many days before it (provisions)."""
    for words, before in days.items():
        yield Lead(words, batch_on - timedelta(days=before))
