"""Cells that take another name, are merged or end, decided and carried out in one go."""

from dataclasses import replace
from datetime import date
from typing import Any

from partywork.cells.models import Organisation
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import carrying_out, reorganising
from partywork.cells.terms import ReorganisationKind
from partywork.core.actor import Actor

_PAPER = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")


def reorganise(
    desk: Actor, cell: Organisation, kind: ReorganisationKind, on: date, **wanted: Any
) -> None:
    """Carry out what was decided on that day with effect from it."""
    decided = Wanted(kind, on, wanted.pop("decided_on", on), **wanted)
    prepared = reorganising.prepare(desk, cell.id, wanted=decided, paper=_PAPER)
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)


def rename(desk: Actor, cell: Organisation, on: date, name: str = "Chi bộ Tên mới") -> None:
    """Give the cell another name from a day."""
    kind = ReorganisationKind.RENAMED
    reorganise(replace(desk, day=on), cell, kind, on, new=NewCell(name))
