"""What waits about people: proposals, files, offices, lists and clocks, as lines of the first page.

Numbers with the page where one acts; names stay on those pages.
"""

from collections.abc import Iterator
from uuid import UUID

from partywork.cells.policy import may_confirm_offices
from partywork.cells.service import nominations
from partywork.conduct.policy import may_see_prompts
from partywork.conduct.service import prompts
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.dues.service.sheets import month_sheet
from partywork.home import queries
from partywork.home.pages import Item, Link
from partywork.transfers.policy import may_follow
from partywork.transfers.service import reading as transfers

_NOW, _LATE, _ASK = ("now", "Chờ xử lý"), ("late", "Quá hạn"), ("none", "Cần xem xét")


def waiting_of_cell(actor: Actor, cell_id: UUID) -> tuple[Item, ...]:
    """Return what an officer of a cell has to do about its people."""
    return (
        *_dues(actor, cell_id),
        *_proposals(actor),
        *_transfers(actor),
        *_to_consider(actor, cell_id),
    )


def waiting_above(actor: Actor, *, has_month: bool) -> tuple[Item, ...]:
    """Return what waits for those above the cells: each only what they may act on.

    Who runs a cell besides has proposals and transfers in its month, and is not told twice.
    """
    return (
        *_offices(actor),
        *_line(len(queries.procedures_to_decide(actor)), *_PROCEDURES),
        *(() if has_month else _proposals(actor)),
        *_line(len(queries.exports_to_decide(actor)), *_EXPORTS),
        *_line(len(queries.requests_to_answer(actor)), *_REQUESTS),
        *(() if has_month else _transfers(actor)),
    )


_PROCEDURES = ("hồ sơ kết nạp, chuyển chính thức chi bộ gửi lên", "/admissions/")
_PROPOSALS = ("đề nghị đính chính hồ sơ chờ trả lời", "/privacy/corrections")
_EXPORTS = ("đề nghị xuất danh sách chờ phê duyệt", "/members/exports")
_REQUESTS = ("yêu cầu về dữ liệu cá nhân chờ trả lời", "/privacy/requests")
_OFFICES = ("chức vụ chờ người thứ hai xác nhận", "/cells/nominations")
_OVERDUE = ("hồ sơ chuyển sinh hoạt quá hạn", "/transfers/")
_CONSIDERED = ("đồng chí chi bộ cần xem xét", "/conduct/to-consider")


def _line(count: int, words: str, address: str, tag: tuple[str, str] = _NOW) -> Iterator[Item]:
    if count:
        yield Item(tag, Link(f"{count} {words}", address))


def _proposals(actor: Actor) -> Iterator[Item]:
    return _line(len(queries.corrections_to_decide(actor)), *_PROPOSALS)


def _offices(actor: Actor) -> Iterator[Item]:
    if may_confirm_offices(actor):
        yield from _line(len(nominations.waiting(actor)), *_OFFICES)


def _transfers(actor: Actor) -> Iterator[Item]:
    if may_follow(actor):
        late = sum(one.is_late for one in transfers.open_list(actor))
        yield from _line(late, *_OVERDUE, tag=_LATE)


def _dues(actor: Actor, cell_id: UUID) -> Iterator[Item]:
    """Say how many have not paid this month, with the register where one enters it."""
    month = Month.of(actor.day)
    try:
        to_come = month_sheet(actor, cell_id, month).totals.to_come
    except NotVisible:
        return
    words = f"đồng chí chưa nộp đảng phí tháng {month.month}"
    yield from _line(
        to_come, words, f"/dues/cells/{cell_id}/{month.year}/{month.month}", ("none", "Đảng phí")
    )


def _to_consider(actor: Actor, cell_id: UUID) -> Iterator[Item]:
    """Ask the cell to consider people after months of absence or debt; never more than that."""
    if may_see_prompts(actor):
        people = {one.member_id for one in prompts.to_consider(actor, cell_id)}
        yield from _line(len(people), *_CONSIDERED, tag=_ASK)
