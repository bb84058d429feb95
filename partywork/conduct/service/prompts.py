"""Whom a cell is asked to consider, by absences and dues that other packages count."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from uuid import UUID

from partywork.cells.models import Membership
from partywork.conduct import policy, queries
from partywork.conduct.pages import PromptLine
from partywork.conduct.rules.prompts import in_words, is_prompted, months_counted
from partywork.conduct.terms import PromptReason
from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.provisions import service as provisions
from partywork.provisions.terms import PromptPeriod, ProvisionKey

_OFFICERS_ONLY = "Danh sách này chỉ dành cho cấp ủy chi bộ và tổ chức của văn phòng Đảng ủy."
_LONGEST = timedelta(days=366)

# Given an actor, a first and a last day: (member, a day of each month) that counts against them.
Counted = Callable[[Actor, date, date], Iterable[tuple[UUID, date]]]

_sources: dict[PromptReason, Counted] = {}


def use_counts(absences: Counted, unpaid_months: Counted) -> None:
    """Let the application say where unexcused absences and unpaid months are counted."""
    _sources[PromptReason.ABSENCE] = absences
    _sources[PromptReason.DUES] = unpaid_months


def to_consider(actor: Actor, cell_id: UUID | None = None) -> list[PromptLine]:
    """Return whom the cells are asked to consider, by name; nothing follows by itself."""
    require(policy.may_see_prompts(actor), _OFFICERS_ONLY)
    threshold = provisions.value(ProvisionKey.CONDUCT_PROMPT_MONTHS, actor.day)
    period = PromptPeriod(provisions.value(ProvisionKey.CONDUCT_PROMPT_PERIOD, actor.day))
    people = {one.member_id: one for one in queries.prompted(actor, actor.day, cell_id)}
    lines: list[PromptLine] = []
    for reason, counted in _sources.items():
        days: dict[UUID, list[date]] = defaultdict(list)
        for member_id, day in counted(actor, actor.day - _LONGEST, actor.day):
            days[member_id].append(day)
        for member_id, standing in people.items():
            months = months_counted(days[member_id], actor.day, period)
            if is_prompted(months, threshold):
                lines.append(_line(standing, reason, in_words(months)))
    return sorted(lines, key=lambda line: (line.name_sort_key, line.reason.value))


def _line(standing: Membership, reason: PromptReason, months: str) -> PromptLine:
    return PromptLine(
        member_id=standing.member_id,
        full_name=standing.member.full_name,
        name_sort_key=standing.member.name_sort_key,
        cell=standing.organisation.name,
        reason=reason,
        months=months,
    )
