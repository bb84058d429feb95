"""The first page as frozen values: what is due, what needs a look, the one next step."""

from dataclasses import dataclass

from partywork.home.rules import Step
from partywork.home.terms import StepState


@dataclass(frozen=True, slots=True)
class Link:
    """Where a thing leads: its words and its address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line that needs a look: a tag, what it is, where it leads, who and when."""

    tag: tuple[str, str]
    link: Link
    note: str = ""


@dataclass(frozen=True, slots=True)
class CellTasks:
    """The tasks of a cell in the running quarter."""

    running: int
    overdue: int
    done: int
    late: tuple[Item, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return self.running + self.overdue + self.done


@dataclass(frozen=True, slots=True)
class CellMonth:
    """An officer's month: its steps in order and what stands beside them."""

    title: str
    place: str
    words: str
    steps: tuple[Step, ...]
    empty: str
    tasks: CellTasks
    attention: tuple[Item, ...]

    @property
    def next_step(self) -> Step | None:
        """The one step that can be done now."""
        return next((step for step in self.steps if step.state is StepState.NOW), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """What those above see of all cells: the counts of a month and the reports that wait."""

    month: str
    due: str
    accepted: int
    waiting: int
    returned: int
    missing: int
    is_due: bool
    reports: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What every member has to answer, to do and to read."""

    going_on: tuple[Item, ...]
    invitations: tuple[Item, ...]
    minutes: tuple[Item, ...]
    tasks: tuple[Item, ...]
    resolutions: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The parts of the first page that the person's roles call for."""

    title: str
    month: CellMonth | None
    overview: Overview | None
    people: tuple[Item, ...]
    own: Own | None
    links: tuple[Link, ...]
    primary: Link | None
