"""What one event does to a life, and what must hold for it to happen."""

from collections.abc import Callable
from datetime import date

from partywork.cells.rules.history import facts, joining, papers, standing
from partywork.cells.rules.history.events import Event, check_until
from partywork.cells.rules.history.life import Life, Stage, day_in
from partywork.cells.rules.history.limits import Limits
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

Step = Callable[[Life, Event, Limits], None]

# How a life here begins.
_JOINING: dict[EventKind, Step] = {
    EventKind.ENROLLED: joining.enrol,
    EventKind.ADMITTED: joining.hold_ceremony,
    EventKind.TRANSFERRED_IN: joining.transfer_in,
    EventKind.CAME_AS_GUEST: joining.come_as_guest,
    EventKind.RECONNECTED: joining.reconnect,
}
_ADMITTING = {
    EventKind.ADMISSION_DECIDED: joining.decide_admission,
    EventKind.ADMITTED_AGAIN: joining.admit_again,
}
# What happens to members only.
_AS_MEMBER: dict[EventKind, Step] = {
    EventKind.CONFIRMED: joining.confirm,
    EventKind.EXEMPTED: standing.exempt,
    EventKind.EXCUSED_FOR_A_TIME: standing.excuse,
    EventKind.RESUMED: standing.resume,
    EventKind.WENT_AWAY: standing.go_away,
    EventKind.SUSPENDED: standing.suspend,
    EventKind.PROSECUTED: standing.prosecute,
    EventKind.REINSTATED: standing.reinstate,
    EventKind.MOVED: standing.move,
    EventKind.TRANSFERRED_OUT: standing.leave,
    EventKind.PROBATIONER_STRUCK_OFF: standing.leave,
    EventKind.STRUCK_OFF: standing.leave,
    EventKind.RESIGNED: standing.leave,
    EventKind.EXPELLED: standing.leave,
}
# What happens to temporary guests as well.
_AS_GUEST: dict[EventKind, Step] = {
    EventKind.TEMPORARY_ENDED: standing.end_temporary,
    EventKind.REORGANISED: standing.reorganise,
    EventKind.DIED: standing.die,
}
_FACTS: dict[EventKind, Step] = {
    EventKind.COMMENDED: facts.note,
    EventKind.DISCIPLINED: facts.discipline,
    EventKind.PROGRESS_RECOGNISED: facts.recognise_progress,
    EventKind.CARD_ISSUED: facts.issue_card,
    EventKind.CARD_EXCHANGED: facts.exchange_card,
    EventKind.CARD_LOST: facts.lose_card,
    EventKind.BADGE_AWARDED: facts.award_badge,
    EventKind.RENAMED: facts.rename,
    EventKind.FILE_SUPPLEMENTED: facts.note,
}
# What can be older than the list that brought a member.
FACTS = frozenset(_FACTS)
# Of these facts none is older than the admission; one may be praised or renamed before it.
_OF_MEMBERS = FACTS - {EventKind.COMMENDED, EventKind.RENAMED, EventKind.FILE_SUPPLEMENTED}
# The file is where the member is, and voids tell nothing of a cell.
_OF_THE_FILE = (EventKind.FILE_SUPPLEMENTED, EventKind.VOIDED)
_OF_GUESTS = (EventKind.RENAMED, EventKind.FILE_SUPPLEMENTED)
_OF_THE_DEAD = (EventKind.BADGE_AWARDED, EventKind.COMMENDED, EventKind.FILE_SUPPLEMENTED)


def follow(life: Life, event: Event, limits: Limits, born_on: date) -> None:
    """Let an event happen in a life, or refuse it with the rule it breaks."""
    if event.happened_on <= born_on:
        raise RuleBroken(
            f"Ngày này không sau ngày sinh của đồng chí ({display.day(born_on)}).", "happened_on"
        )
    check_until(event)
    if event.decided_on is not None and event.decided_on <= born_on:
        raise RuleBroken(
            f"Ngày ký không sau ngày sinh của đồng chí ({display.day(born_on)}).", "decided_on"
        )
    life.reach(event.happened_on)
    kind = event.kind
    if life.stage is Stage.DEAD and kind not in _OF_THE_DEAD:
        raise RuleBroken("Đồng chí đã từ trần trước đó.", "happened_on")
    if papers.is_of_the_list(life, event):
        with life.noting(event):
            papers.agree(life, event, limits)
        return
    if papers.is_of_elsewhere(life, event):
        life.papers.append(event)
        return
    if kind in _ADMITTING:
        _ADMITTING[kind](life, event, limits, born_on)
    elif kind in _JOINING:
        _check_cell_of_ceremony(life, event)
        _JOINING[kind](life, event, limits)
        life.complaints += papers.settle(life, event, limits)
    elif kind in _FACTS:
        _check_fact(life, event)
        _FACTS[kind](life, event, limits)
        return
    else:
        _check_belongs(life, event)
        (_AS_MEMBER | _AS_GUEST)[kind](life, event, limits)
    life.note_first_days()


def _check_cell_of_ceremony(life: Life, event: Event) -> None:
    if event.kind is EventKind.ADMITTED and life.stage is Stage.DECIDED:
        _check_cell(life, event)


def _check_fact(life: Life, event: Event) -> None:
    """Facts older than the list that brought a member are kept; others belong to a member."""
    if life.stage is Stage.DEAD:
        return
    if not life.is_known:
        if not life.is_taken_over:
            raise RuleBroken("Đồng chí chưa vào Đảng vào ngày này.", "happened_on")
        since = life.in_party_since
        if since is not None and event.kind in _OF_MEMBERS and event.happened_on < since:
            raise RuleBroken(
                f"Đồng chí vào Đảng ngày {display.day(since)}; ngày này trước khi vào Đảng.",
                "happened_on",
            )
        return
    if event.kind is EventKind.FILE_SUPPLEMENTED:
        return
    _check_belongs(life, event)


def _check_belongs(life: Life, event: Event) -> None:
    kind = event.kind
    if life.stage is Stage.MEMBER:
        _check_cell(life, event)
    elif life.guest is not None:
        _check_cell(life, event)
        if kind not in _AS_GUEST and kind not in _OF_GUESTS:
            raise RuleBroken(
                "Đồng chí tạm thời đến sinh hoạt; việc này do tổ chức đảng nơi sinh hoạt chính "
                "thức quyết định và ghi sổ.",
                "kind",
            )
    elif life.stage is Stage.DECIDED:
        if kind not in (EventKind.REORGANISED, EventKind.DIED):
            raise RuleBroken("Đồng chí chưa được tổ chức lễ kết nạp.", "kind")
    elif life.stage is Stage.LEFT:
        raise RuleBroken(
            f"Đồng chí không còn sinh hoạt ở Đảng bộ từ ngày {display.day(life.left_on)}.",
            "happened_on",
        )
    else:
        raise RuleBroken(
            "Vào ngày này đồng chí chưa có trong danh sách đảng viên; trước đó chỉ ghi khen "
            "thưởng, kỷ luật, thẻ, Huy hiệu, đổi họ tên và bổ sung hồ sơ.",
            "happened_on",
        )


def _check_cell(life: Life, event: Event) -> None:
    """Hold an event to the cell of its own day.

    What only names a cell because the member sat there goes along when a move is written down
    late; what the cell itself decided, and every other event, contradicts such a move.
    """
    places = [life.cell] if life.cell is not None and life.stage is not Stage.LEFT else []
    if life.guest is not None and (life.is_only_guest or event.kind is EventKind.REORGANISED):
        places.append(life.guest.cell)
    if event.cell in places:
        return
    if life.newest in (None, event.key) or not places:
        raise RuleBroken(
            f"Ngày {display.day(event.happened_on)} đồng chí không sinh hoạt ở chi bộ này.",
            "happened_on",
        )
    if event.kind in FACTS and not _is_of_the_cell(life, event):
        life.misplaced.append((event, places[-1]))
    else:
        life.contradicting.append(event)


def _is_of_the_cell(life: Life, event: Event) -> bool:
    """Say whether the cell of an event decided it itself on a day when the member had gone."""
    voted_on = day_in(event.details, "voted_on")
    has_voted = voted_on is not None and not any(
        one.cell == event.cell and one.starts_on <= voted_on <= (one.ends_on or date.max)
        for one in life.all_spells()
    )
    return has_voted or event.kind is EventKind.PROGRESS_RECOGNISED


def goes_along(event: Event, moved_on: date) -> bool:
    """Say whether an event only names a cell because the member sat there, after a move."""
    if event.kind not in FACTS or event.kind in _OF_THE_FILE or event.happened_on < moved_on:
        return False
    voted_on = day_in(event.details, "voted_on")
    has_voted = voted_on is not None and voted_on >= moved_on
    return event.kind is not EventKind.PROGRESS_RECOGNISED and not has_voted


def stays_behind(event: Event, moved_on: date) -> bool:
    """Say whether an event contradicts that the member had moved out of its cell before it."""
    if event.kind in _OF_THE_FILE or goes_along(event, moved_on):
        return False
    return event.happened_on > moved_on or (event.happened_on == moved_on and event.kind in FACTS)
