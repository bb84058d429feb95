"""Nobody belongs to a cell on a day on which the cell was not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.rules.history.events import Event, in_order
from partywork.cells.rules.history.life import Spell
from partywork.cells.rules.history.limits import CellDays
from partywork.cells.terms import OWN_PAGES, EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken


def check_cells(spells: Iterable[Spell], cells: Mapping[UUID, CellDays]) -> None:
    """Refuse standings on days before a cell was founded or after it ended.

    Cells are formed and dissolved by decision of the committee above (Điều lệ Đảng, Điều 10 and
    13, as quoted), so no membership outlives the cell.
    """
    for spell in spells:
        cell = cells.get(spell.cell)
        if cell is None:
            continue
        if cell.first is not None and spell.starts_on < cell.first:
            raise RuleBroken(
                f"«{cell.name}» thành lập ngày {display.day(cell.first)}; không ai sinh hoạt ở đó "
                "trước ngày này.",
                "happened_on",
            )
        if cell.last is not None and (spell.ends_on is None or spell.ends_on > cell.last):
            raise RuleBroken(
                f"«{cell.name}» đã kết thúc hoạt động ngày {display.day(cell.last)}; không ai sinh "
                "hoạt ở đó sau ngày này.",
                "happened_on",
            )


@dataclass(frozen=True, slots=True)
class Awaited:
    """The cell that will hold somebody's ceremony, and since which day it is that cell."""

    cell: UUID
    since: date


def awaited(events: Iterable[Event]) -> Awaited | None:
    """Return where a ceremony is still to come, if the admission is decided and nothing else.

    Nobody is a member before the ceremony (Điều lệ Đảng, Điều 5), yet the cell has somebody who
    is about to be one.
    """
    found = None
    for event in in_order(events):
        if event.kind is EventKind.ADMISSION_DECIDED:
            found = Awaited(event.cell, event.happened_on)
        elif event.kind is EventKind.REORGANISED:
            found = Awaited(event.other_cell or event.cell, event.happened_on)
        elif event.kind is not EventKind.FILE_SUPPLEMENTED:
            return None
    return found


def check_mended_alone(kind: EventKind) -> None:
    """Refuse to correct or void what one decision did to a whole cell for one member alone.

    Cells are divided, merged and dissolved by decision (Điều lệ Đảng, Điều 10 and 13, as quoted);
    another decision undoes it, for all who moved.
    """
    if kind is EventKind.REORGANISED:
        raise RuleBroken(
            "Chuyển theo quyết định sắp xếp tổ chức không đính chính, không hủy riêng cho một đồng "
            "chí. Việc sắp xếp chỉ thay đổi được bằng một quyết định mới cho cả chi bộ."
        )


def check_stand(contradicting: Iterable[Event]) -> None:
    """Refuse what lets recorded events happen in a cell to which the member did not belong.

    They are named one by one, each with where it is mended.
    """
    told = [_told(event) for event in contradicting]
    if told:
        raise RuleBroken(
            f"Trái với sự kiện đã ghi ở chi bộ mà ngày ấy đồng chí không sinh hoạt: "
            f"{'; '.join(told)}. Hãy xem lại ngày; nếu ngày đúng thì hủy từng việc ấy, ghi việc "
            "này, rồi ghi lại ở chi bộ đúng.",
            "happened_on",
        )


def _told(event: Event) -> str:
    page = OWN_PAGES.get(event.kind)
    where = f"trang «{page.label}»" if page is not None else "hồ sơ, «Sửa» ở dòng ấy"
    return f"«{event.kind.label}» ngày {display.day(event.happened_on)} ({where})"
