"""The stage of the meeting evening: a cell, and six people at screens of their own.

Chair, minutes taker, one in the hall with a phone, two who take part from afar (one with a phone),
and the member of the Đảng ủy who attends. The other members are in the hall without a device.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, time

from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import joinedload

from partywork.accounts.models import UserSession
from partywork.cells.terms import OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.meetings.models import AgendaItem
from partywork.rooms.models import Room
from tests.journeys.keyboard import press_by_keys
from tests.meetings.minuting import PASSWORD, give_password
from tests.support.live import Person, cookie_of, serving
from tests.support.looks import Looks
from tests.support.make import Make

SOON = 20_000
LATER = 40_000
HERE = "● Trực tiếp"
BAR = "form .bar"
MEETS_ON = date(2026, 11, 5)
WITHOUT_DEVICE = 8

Today = Callable[..., None]


@dataclass
class Evening:
    """The cell that meets and its six people, each in a browser of their own."""

    actors: dict[str, Actor]
    names: dict[str, str]
    others: list[str]
    today: Today
    app: Flask
    people: dict[str, Person] = field(default_factory=dict)
    room: str = ""

    @property
    def meeting(self) -> str:
        """The address of the meeting's page."""
        return self.room.removesuffix("/room")

    def at(self, hour: int, minute: int, day: date = MEETS_ON) -> None:
        """Let it be that hour for everybody."""
        self.today(day, time(hour, minute))

    def __getattr__(self, name: str) -> Person:
        """Return one of the six."""
        if name not in self.people:
            raise AttributeError(name)
        return self.people[name]

    def enter(self, *who: str) -> None:
        """Open the room and wait until it is live."""
        for one in who:
            self.people[one].visit(self.room)
            is_live(self.people[one])


def build(app: Flask, make: Make, today: Today) -> Evening:
    """Return a cell with its people on the morning of the invitation."""
    today(date(2026, 11, 2), time(8, 30))
    cell = make.cell("Chi bộ Hội Tự động hóa Việt Nam")
    members = {
        "chair": make.member(cell, name="Ông Thùy Uyên", office=OfficeTitle.SECRETARY),
        "taker": make.member(cell, name="Nguyễn Đức Đông", office=OfficeTitle.DEPUTY_SECRETARY),
        "hall": make.member(cell, name="Trần Hồng Bích"),
        "afar": make.member(cell, name="Lý Công Hiếu"),
        "abroad": make.member(cell, name="Võ Quốc Toàn"),
        "upper": make.member(make.cell(), name="Phạm Kim Mai"),
    }
    make.appointment(members["upper"], make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    others = [make.member(cell).full_name for _ in range(WITHOUT_DEVICE)]
    actors = {who: make.actor(member) for who, member in members.items()}
    for who in ("chair", "taker"):
        give_password(actors[who])
    names = {who: member.full_name for who, member in members.items()}
    # A test that still reads would keep the database from those who write.
    db.session.remove()
    return Evening(actors, names, others, today, app)


@contextmanager
def playing(evening: Evening, chrome: Browser, looks: Looks) -> Iterator[Evening]:
    """Serve the pages and give each of the six a browser with an open session."""
    with ExitStack() as stack:
        address = stack.enter_context(serving(evening.app))
        for who, actor in evening.actors.items():
            person = Person(
                chrome,
                looks,
                address,
                user_name=actor.name,
                password=PASSWORD,
                phone=who in ("hall", "abroad"),
            )
            evening.people[who] = person
            stack.callback(person.leave)
            open_again(evening, who)
        yield evening


def is_live(person: Person) -> None:
    """Wait until the page hears of changes."""
    expect(person.page.locator("[data-live-state]")).to_have_text(HERE, timeout=SOON)


def sees(person: Person, words: str, *, within: str = "main", timeout: int = SOON) -> None:
    """Wait until the page says so without having been asked."""
    found = person.page.locator(within)
    expect(found).to_contain_text(words, use_inner_text=True, timeout=timeout)


def all_see(words: str, *people: Person) -> None:
    """Wait until it stands on every one of these screens."""
    for one in people:
        sees(one, words)


def goes_to_item(person: Person, code: str) -> None:
    """Go to an item on the page of the minutes by its contents, with the keyboard alone."""
    press_by_keys(person, "Đến các mục của biên bản")
    press_by_keys(person, f"{code}.", within="nav[aria-label='Các mục của biên bản']")


def item(code: str) -> str:
    """Return where an item of the agenda stands on the page of the minutes."""
    return f"section.card:has(h2:text-matches('^{code}\\\\.'))"


def says(person: Person, code: str, words: str) -> None:
    """Wait until the page of the minutes says so of the saving of an item."""
    state = person.page.locator(f"{item(code)} [data-save-state]")
    expect(state).to_contain_text(words, timeout=LATER)


def cut_off(person: Person, *, is_off: bool = True) -> None:
    """Take the network away from somebody, or give it back."""
    person.page.context.set_offline(is_off)


def hall_code(evening: Evening) -> str:
    """Return what the code on the wall of the hall leads to, as a phone reads it."""
    query = db.select(Room).execution_options(partywork_scoped=True)
    code = db.session.scalars(query).one().hall_code
    db.session.commit()
    return f"{evening.room}/hall/{code}"


def end_session_of(actor: Actor) -> None:
    """Let somebody's session have ended."""
    with transaction():
        query = db.select(UserSession).where(UserSession.user_id == actor.user_id)
        for one in db.session.scalars(query.execution_options(partywork_scoped=True)):
            one.seen_at = clock.instant_of(date(2026, 11, 1), time(8, 0))


def agenda() -> list[AgendaItem]:
    """Return the agenda of the meeting as it is kept, with its texts and votes."""
    query = db.select(AgendaItem).options(joinedload(AgendaItem.vote))
    query = query.order_by(AgendaItem.position).execution_options(partywork_scoped=True)
    items = list(db.session.scalars(query))
    db.session.expunge_all()
    db.session.rollback()
    return items


def title_of(code: str) -> str:
    """Return what an item of the agenda is called."""
    return next(one.title for one in agenda() if one.code == code)


def text_of(code: str) -> str:
    """Return what is kept of an item of the minutes."""
    return next(one.notes for one in agenda() if one.code == code)


def open_again(evening: Evening, *who: str) -> None:
    """Let people come back on another day."""
    for one in who:
        token = cookie_of(evening.app, evening.actors[one])
        db.session.commit()
        evening.people[one].carry("partywork", token)
