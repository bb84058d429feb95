"""Everybody around a cell, for the tests of who may see and do what."""

from collections.abc import Callable, Mapping
from datetime import date

from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from tests.support.make import Make


def around(make: Make, here: Organisation, day: date) -> dict[str, Actor]:
    """Return one actor for each role around a cell and another one."""
    elsewhere = make.cell()
    return {
        "secretary": make.secretary(here),
        "deputy": make.deputy(here),
        "member": make.plain_member(here),
        "other secretary": make.secretary(elsewhere),
        "other member": make.plain_member(elsewhere),
        "office": make.office(),
        "committee": make.committee(),
        "inspector": make.inspector(),
        "inspector with a case": make.inspector(case_for=here),
        "administrator": make.administrator(),
        "nobody": Actor(user_id=None, member_id=None, name="", day=day),
    }


def who(people: Mapping[str, Actor], question: Callable[[Actor], object]) -> set[str]:
    """Return of whom something is true."""
    return {name for name, actor in people.items() if question(actor)}
