"""Renaming, splitting, merging and dissolving a cell: what must hold before and after."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from partywork.cells.terms import ReorganisationKind
from partywork.core import display
from partywork.core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class NewCell:
    """The facts of a cell that a decision founds, or of a new name."""

    name: str = ""
    code: str = ""
    heading_lines: str = ""
    symbol_code: str = ""

    @classmethod
    def read(cls, told: Mapping[str, str]) -> "NewCell":
        """Take the facts from what was kept of them."""
        return cls(**told)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision as it was written down: what happens to a cell from which day on."""

    kind: ReorganisationKind
    effective_on: date
    decided_on: date
    target: UUID | None = None
    new: NewCell = field(default_factory=NewCell)
    people: tuple[UUID, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day of the old order."""
        return self.effective_on - timedelta(days=1)

    @property
    def ends_the_cell(self) -> bool:
        """Say whether the cell is no more afterwards."""
        return self.kind in (ReorganisationKind.MERGED, ReorganisationKind.DISSOLVED)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the rules need of the cell a decision is about.

    `people` belong to it on the first day of the new order; `came_later` only after that day.
    `awaiting` are decided by then, with the ceremony still to come. `official` of the people are
    official members; with fewer than `minimum` of them no cell is formed.
    """

    key: UUID
    name: str
    people: Collection[UUID]
    came_later: Collection[UUID] = ()
    awaiting: Collection[UUID] = ()
    official: Collection[UUID] = ()
    minimum: int = 0
    since: date | None = None
    dissolved_on: date | None = None


def check(wanted: Wanted, cell: Cell, today: date) -> None:
    """Refuse a decision that could not be carried out.

    Cells are formed, divided, merged and dissolved by decision of the committee that founded them
    (Điều lệ Đảng, Điều 10 and 13, as quoted). Here a decision is recorded once it counts: what was
    filed before stays with the old cell, under its old name.
    """
    if cell.dissolved_on is not None:
        raise RuleBroken(
            f"«{cell.name}» đã kết thúc hoạt động ngày {display.day(cell.dissolved_on)}."
        )
    _check_days(wanted, cell, today)
    {
        ReorganisationKind.RENAMED: _check_new_name,
        ReorganisationKind.SPLIT: _check_split,
        ReorganisationKind.MERGED: _check_merger,
        ReorganisationKind.DISSOLVED: _check_end,
    }[wanted.kind](wanted, cell)


def _check_days(wanted: Wanted, cell: Cell, today: date) -> None:
    if wanted.effective_on > today:
        raise RuleBroken(
            "Chỉ ghi khi quyết định đã có hiệu lực; hãy ghi từ ngày đó.", "effective_on"
        )
    if wanted.effective_on < wanted.decided_on:
        raise RuleBroken("Ngày có hiệu lực không được trước ngày quyết định.", "effective_on")
    if cell.since is not None and wanted.effective_on <= cell.since:
        raise RuleBroken(
            f"Chi bộ thành lập ngày {display.day(cell.since)}; ngày có hiệu lực phải sau ngày đó.",
            "effective_on",
        )


def _check_new_name(wanted: Wanted, cell: Cell) -> None:
    if wanted.new.name == cell.name:
        raise RuleBroken("Tên mới giống tên hiện nay.", "name")


def _check_split(wanted: Wanted, cell: Cell) -> None:
    if not wanted.people:
        raise RuleBroken("Hãy chọn ít nhất một đồng chí chuyển sang chi bộ mới.", "people")
    if not set(wanted.people) <= set(cell.people):
        raise RuleBroken("Có đồng chí không sinh hoạt ở chi bộ này vào ngày đó.", "people")
    if set(wanted.people) == set(cell.people):
        raise RuleBroken(
            "Chia tách phải để lại người ở chi bộ cũ; nếu tất cả cùng chuyển, hãy chọn «Sáp nhập, "
            "hợp nhất».",
            "people",
        )
    going = len(set(wanted.people) & set(cell.official))
    if going < cell.minimum:
        raise RuleBroken(
            f"Lập chi bộ phải có ít nhất {cell.minimum} đảng viên chính thức (Điều lệ Đảng, Điều "
            f"24.1, 21.2); trong những đồng chí đã chọn có {going} chính thức.",
            "people",
        )


def warnings(wanted: Wanted, *, going: int, staying: int, minimum: int) -> tuple[str, ...]:
    """Return what a decision leaves below the least number of official members.

    At least 3 official members form a cell (Điều lệ Đảng, Điều 24.1, 21.2). A new cell of a
    division is refused below it; a cell that stays may be in order again soon, and one that a
    merger founds may be joined by others, so of these people are only told.
    """
    words = f"ít hơn {minimum} (Điều lệ Đảng, Điều 24.1, 21.2)"
    if wanted.kind is ReorganisationKind.SPLIT and staying < minimum:
        return (
            f"Chi bộ cũ chỉ còn {staying} đảng viên chính thức, {words}: không đủ điều kiện duy "
            "trì chi bộ. Hãy để thêm người ở lại, hoặc chuẩn bị sáp nhập chi bộ này.",
        )
    if wanted.ends_the_cell and wanted.new.name and going < minimum:
        return (
            f"Chi bộ mới chỉ có {going} đảng viên chính thức, {words}: cần có chi bộ khác cùng "
            "sáp nhập vào.",
        )
    return ()


def _check_merger(wanted: Wanted, cell: Cell) -> None:
    if (wanted.target is None) == (not wanted.new.name):
        raise RuleBroken(
            "Hãy chọn một chi bộ có sẵn, hoặc ghi tên chi bộ mới thành lập.", "target_id"
        )
    _check_other(wanted, cell)


def _check_end(wanted: Wanted, cell: Cell) -> None:
    if wanted.target is None and (cell.people or cell.awaiting):
        counted = {
            f"{len(cell.people)} đồng chí": cell.people,
            f"{len(cell.awaiting)} người đã có quyết định kết nạp, chờ lễ kết nạp": cell.awaiting,
        }
        words = " và ".join(said for said, people in counted.items() if people)
        raise RuleBroken(f"Chi bộ còn {words}; hãy chọn chi bộ tiếp nhận.", "target_id")
    _check_other(wanted, cell)


def _check_other(wanted: Wanted, cell: Cell) -> None:
    if cell.came_later:
        raise RuleBroken(
            f"Có {len(cell.came_later)} đồng chí về chi bộ sau ngày có hiệu lực; hãy ghi ngày có "
            "hiệu lực muộn hơn, hoặc sửa nơi sinh hoạt của các đồng chí đó trước.",
            "effective_on",
        )
    if wanted.target == cell.key:
        raise RuleBroken("Chi bộ tiếp nhận phải là chi bộ khác.", "target_id")


def check_target(name: str, since: date | None, ended_on: date | None, wanted: Wanted) -> None:
    """Refuse to move people into a cell that was not there on the day."""
    if ended_on is not None:
        raise RuleBroken(f"«{name}» đã kết thúc hoạt động.", "target_id")
    if since is not None and since > wanted.effective_on:
        raise RuleBroken(f"«{name}» thành lập ngày {display.day(since)}.", "target_id")


def check_new_cell(new: NewCell, names: Collection[str], codes: Collection[str]) -> None:
    """Refuse a name or code that another organisation has."""
    if new.name.casefold() in {name.casefold() for name in names}:
        raise RuleBroken("Đã có chi bộ mang tên này.", "name")
    if new.code and new.code in codes:
        raise RuleBroken("Mã này đã dùng cho tổ chức khác.", "code")
