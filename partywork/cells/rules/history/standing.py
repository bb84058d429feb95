"""What changes the standing of a member, and how a life here ends."""

from partywork.cells.rules.history.events import Event
from partywork.cells.rules.history.life import Leave, Life, Stage
from partywork.cells.rules.history.limits import Limits
from partywork.cells.terms import EventKind, LeavingReason
from partywork.core.errors import RuleBroken

_LEAVES = {
    Leave.EXEMPTED: "đã được miễn sinh hoạt",
    Leave.EXCUSED: "đang được tạm miễn sinh hoạt",
    Leave.AWAY: "đang sinh hoạt tạm thời nơi khác",
}
_LEFT = {
    EventKind.TRANSFERRED_OUT: LeavingReason.TRANSFERRED,
    EventKind.PROBATIONER_STRUCK_OFF: LeavingReason.PROBATIONER_STRUCK_OFF,
    EventKind.STRUCK_OFF: LeavingReason.STRUCK_OFF,
    EventKind.RESIGNED: LeavingReason.RESIGNED,
    EventKind.EXPELLED: LeavingReason.EXPELLED,
}


def exempt(life: Life, event: Event, _limits: Limits) -> None:
    """Exempt a member from work and meetings by a resolution of the cell (208-QĐ/TW as quoted)."""
    _check_present(life)
    life.leave = Leave.EXEMPTED
    life.turn(event.happened_on, event.document_number)


def excuse(life: Life, event: Event, _limits: Limits) -> None:
    """Excuse a member until a day, after which they come again without another decision."""
    if event.until_on is None:
        raise RuleBroken("Tạm miễn sinh hoạt phải có ngày hết hạn.", "until_on")
    _check_present(life)
    life.leave = Leave.EXCUSED
    life.excused_until = event.until_on
    life.turn(event.happened_on, event.document_number)


def resume(life: Life, event: Event, _limits: Limits) -> None:
    """Let an exempted or excused member come again."""
    if life.leave not in (Leave.EXEMPTED, Leave.EXCUSED):
        raise RuleBroken("Đồng chí không thuộc diện được miễn sinh hoạt vào ngày này.", "kind")
    life.leave = life.excused_until = None
    life.turn(event.happened_on, event.document_number)


def go_away(life: Life, event: Event, _limits: Limits) -> None:
    """Let a member live for a time in another cell; the own cell keeps counting them.

    Going to another cell of the same Đảng bộ makes them a guest there (232-QĐ/TW 6.3.2 as
    quoted); the probation of a probationary member goes on.
    """
    _check_present(life)
    if event.other_cell == life.cell:
        raise RuleBroken("Chi bộ đến phải khác chi bộ đang sinh hoạt.", "other_organisation_id")
    life.leave = Leave.AWAY
    life.turn(event.happened_on, event.document_number)
    if event.other_cell is not None:
        life.welcome(event.other_cell, event)


def end_temporary(life: Life, event: Event, _limits: Limits) -> None:
    """End a temporary stay: a guest leaves, a member who was away is back from that day on."""
    if life.leave is Leave.AWAY:
        life.leave = None
        life.see_off(event.happened_on)
        life.turn(event.happened_on, event.document_number)
    elif life.is_only_guest:
        life.see_off(event.happened_on)
    else:
        raise RuleBroken("Đồng chí không sinh hoạt tạm thời vào ngày này.", "kind")


def _check_present(life: Life) -> None:
    if life.is_suspended or life.is_prosecuted:
        raise RuleBroken(
            "Đồng chí đang bị đình chỉ sinh hoạt đảng hoặc bị khởi tố, tạm giam.", "kind"
        )
    if life.leave is not None:
        raise RuleBroken(f"Đồng chí {_LEAVES[life.leave]}; hãy ghi việc trở lại trước.", "kind")


def suspend(life: Life, event: Event, _limits: Limits) -> None:
    """Suspend a member from Party life; leave and probation go on beneath."""
    if life.is_suspended:
        raise RuleBroken("Đồng chí đang bị đình chỉ sinh hoạt đảng.", "kind")
    life.is_suspended = True
    life.turn(event.happened_on, event.document_number)


def prosecute(life: Life, event: Event, _limits: Limits) -> None:
    """Keep that a member is prosecuted or detained: no Party life until reinstated."""
    if life.is_prosecuted:
        raise RuleBroken("Đồng chí đang bị khởi tố, tạm giam.", "kind")
    life.is_prosecuted = True
    life.turn(event.happened_on, event.document_number)


def reinstate(life: Life, event: Event, _limits: Limits) -> None:
    """Let a suspended or prosecuted member take part again."""
    if not (life.is_suspended or life.is_prosecuted):
        raise RuleBroken(
            "Chỉ cho trở lại sinh hoạt đảng viên đang bị đình chỉ hoặc bị khởi tố, tạm giam.",
            "kind",
        )
    life.is_suspended = life.is_prosecuted = False
    life.turn(event.happened_on, event.document_number)


def move(life: Life, event: Event, _limits: Limits) -> None:
    """Move a member to another cell of the Đảng bộ: one event, −1 there, +1 here, 0 in all."""
    _check_other_cell(event)
    _check_may_go(life)
    life.cell = event.other_cell
    life.turn(event.happened_on, event.document_number)


def reorganise(life: Life, event: Event, _limits: Limits) -> None:
    """Follow the reorganisation of a cell: everybody moves as they stand, guests too.

    Somebody who was a guest in the very cell their own one becomes part of is a guest no more.
    """
    _check_other_cell(event)
    if life.guest is not None and life.guest.cell == event.cell:
        other = event.other_cell or event.cell
        life.see_off(event.happened_on)
        life.welcome(other, event)
    else:
        life.cell = event.other_cell
        life.turn(event.happened_on, event.document_number)
    if life.guest is not None and life.guest.cell == life.cell and life.leave is Leave.AWAY:
        life.see_off(event.happened_on)
        life.leave = None
        life.turn(event.happened_on, event.document_number)


def _check_other_cell(event: Event) -> None:
    if event.other_cell is None or event.other_cell == event.cell:
        raise RuleBroken(
            "Hãy chọn chi bộ đến, khác chi bộ đang sinh hoạt.", "other_organisation_id"
        )


def _check_may_go(life: Life) -> None:
    """Refuse a transfer while a case or a temporary stay is open; practice, no text was read."""
    if life.is_suspended or life.is_prosecuted:
        raise RuleBroken(
            "Không chuyển sinh hoạt đảng khi đảng viên đang bị đình chỉ sinh hoạt hoặc bị khởi "
            "tố, tạm giam; hãy ghi «Cho trở lại sinh hoạt» trước.",
            "kind",
        )
    if life.leave is Leave.AWAY:
        raise RuleBroken(
            "Đồng chí đang sinh hoạt tạm thời nơi khác; hãy ghi «Hết sinh hoạt tạm thời» trước.",
            "kind",
        )


def leave(life: Life, event: Event, _limits: Limits) -> None:
    """End a membership here by transfer, striking off, resignation or expulsion.

    A probationary member is struck off, never expelled (296-QĐ/TW: for probationary members
    khiển trách and cảnh cáo only).
    """
    if event.kind is EventKind.TRANSFERRED_OUT:
        _check_may_go(life)
    if event.kind in (EventKind.STRUCK_OFF, EventKind.EXPELLED) and not life.is_official:
        raise RuleBroken(
            "Đảng viên dự bị không khai trừ, không xóa tên như đảng viên chính thức "
            "(Quy định 296-QĐ/TW); hãy ghi «Xóa tên đảng viên dự bị».",
            "kind",
        )
    if event.kind is EventKind.PROBATIONER_STRUCK_OFF and life.is_official:
        raise RuleBroken("Đồng chí không phải đảng viên dự bị.", "kind")
    life.end(event, _LEFT[event.kind])
    life.stage = Stage.LEFT


def die(life: Life, event: Event, _limits: Limits) -> None:
    """End a life; of the dead only badges, commendations and papers are still written down."""
    life.end(event, LeavingReason.DIED)
    life.stage = Stage.DEAD
