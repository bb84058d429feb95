"""Whom a cell is asked to consider, by absences and dues that other packages count."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from uuid import UUID

from partywork.cells.models import Membership, Organisation
from partywork.conduct import policy, queries
from partywork.conduct.pages import PromptLine
from partywork.conduct.rules.prompts import in_words, is_prompted, months_counted, spans
from partywork.conduct.terms import PromptReason
from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.provisions import service as provisions
from partywork.provisions.terms import PromptPeriod, ProvisionKey

_OFFICERS_ONLY = "Danh sách này chỉ dành cho cấp ủy chi bộ và tổ chức của văn phòng Đảng ủy."

# Given members, a first and a last day: each with every day that counts, in whichever cell.
Counted = Callable[[Collection[UUID], date, date], Iterable[tuple[UUID, date]]]

_sources: dict[PromptReason, Counted] = {}


def use_counts(absences: Counted, unpaid_months: Counted) -> None:
    """Let the application say where unexcused absences and unpaid months are counted."""
    _sources[PromptReason.ABSENCE] = absences
    _sources[PromptReason.DUES] = unpaid_months


def to_consider(actor: Actor, cell_id: UUID) -> list[PromptLine]:
    """Return whom a cell is asked to consider, by name; nothing follows by itself.

    What happened earlier in the year in another cell counts: neither a move nor a merger begins
    the year anew.
    """
    require(policy.may_see_prompts(actor), _OFFICERS_ONLY)
    threshold = provisions.value(ProvisionKey.CONDUCT_PROMPT_MONTHS, actor.day)
    period = PromptPeriod(provisions.value(ProvisionKey.CONDUCT_PROMPT_PERIOD, actor.day))
    looked_at = spans(actor.day, period)
    earliest = min(one.first for one in looked_at)
    people = {one.member_id: one for one in queries.prompted(actor, actor.day, cell_id)}
    lines: list[PromptLine] = []
    for reason, counted in _sources.items():
        days: dict[UUID, list[date]] = defaultdict(list)
        for member_id, day in counted(people, earliest, actor.day):
            days[member_id].append(day)
        for member_id, standing in people.items():
            for span in looked_at:
                months = months_counted(days[member_id], span)
                if is_prompted(months, threshold):
                    lines.append(_line(standing, reason, in_words(months)))
    return sorted(lines, key=lambda line: (line.name_sort_key, line.reason.value))


def cells_to_choose(actor: Actor) -> list[Organisation]:
    """Return the cells whose prompts the actor sees."""
    require(policy.may_see_prompts(actor), _OFFICERS_ONLY)
    return queries.prompted_cells(actor)


def rule_in_words(day: date) -> str:
    """Say after how many months a cell considers a member, and how they are counted."""
    threshold = provisions.value(ProvisionKey.CONDUCT_PROMPT_MONTHS, day)
    period = PromptPeriod(provisions.value(ProvisionKey.CONDUCT_PROMPT_PERIOD, day))
    return f"từ {threshold} tháng trở lên, tính {period.label.lower()}"


def _line(standing: Membership, reason: PromptReason, months: str) -> PromptLine:
    return PromptLine(
        member_id=standing.member_id,
        full_name=standing.member.full_name,
        name_sort_key=standing.member.name_sort_key,
        cell=standing.organisation.name,
        reason=reason,
        months=months,
    )
