"""The stage: the invented list of the demo, an open meeting in each cell, a session for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time
from importlib.resources import files
from time import monotonic, sleep
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import joinedload

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.accounts.service.sessions import open_session
from partywork.accounts.terms import AccountStatus
from partywork.app import create_app
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import Body, Member
from partywork.cells.queries import PersonOnDay, body_members_on
from partywork.cells.service import importing, organisations
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, Base, db, transaction
from partywork.core.periods import Month
from partywork.live import service as live
from partywork.meetings.service import (
    invitations,
    opening,
    planning,
    record,
    roll_call,
    votes,
)
from partywork.meetings.service.people import who_can_lead
from partywork.meetings.service.planning import Plan
from partywork.meetings.service.roll_call import Marking
from partywork.meetings.terms import AttendanceMark, MeetingKind, MeetingMode
from partywork.provisions.service import seed
from partywork.rooms.service import leading
from partywork.settings import from_environment

PEOPLE = 743
_INVENTED = files("partywork.cli.demo") / "invented"
_WORKBOOK = "members_20261031.xlsx"
_OFFICES_FROM = date(2025, 3, 27)
# The evening begins early enough for any hour at which somebody measures.
_BEGINS = time(0, 1)


@dataclass(frozen=True, slots=True)
class Guest:
    """One person in one room, signed in; a second screen of somebody only looks.

    Who leads the meeting hears of each voice and counts along.
    """

    meeting_id: UUID
    cookie: str
    leads: bool = False
    only_looks: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """An open meeting with the question that is put later."""

    meeting_id: UUID
    vote_id: UUID
    chair: Actor


@dataclass
class Stage:
    """Everything that was prepared, over one database."""

    app: Flask
    rooms: list[Room]
    guests: list[Guest]

    def tell_everybody(self, topic: str) -> None:
        """Let one change be heard in every room at once."""
        self._tell(self.rooms, topic)

    def tell(self, room: Room, topic: str) -> None:
        """Let a change be heard in one room."""
        self._tell([room], topic)

    def _tell(self, rooms: list[Room], topic: str) -> None:
        with self.app.app_context():
            with transaction():
                for room in rooms:
                    live.publish(room.meeting_id, topic)
            db.session.remove()

    def open_votes(self, over: float) -> None:
        """Let every chair open the question of the evening, one after the other at a steady pace.

        However long one opening takes, the next chair does not wait for it any longer.
        """
        began = monotonic()
        with self.app.app_context():
            for place, room in enumerate(self.rooms):
                sleep(max(began + place * over / len(self.rooms) - monotonic(), 0))
                votes.open_vote(room.chair, room.meeting_id, room.vote_id)
                db.session.remove()

    def voices(self) -> int:
        """Return how many voices are on record."""
        with self.app.app_context():
            found = db.session.scalar(sa.text("SELECT count(*) FROM voices"))
            db.session.remove()
        return int(found or 0)

    def backends(self) -> list[int]:
        """Return the processes of the database that work for this evening; a file has none."""
        with self.app.app_context():
            if db.engine.dialect.name != "postgresql":
                return []
            query = sa.text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            found = list(db.session.scalars(query))
            db.session.remove()
        return found

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def set_up(environment: dict[str, str]) -> Iterator[Stage]:
    """Make the evening in an empty folder and database."""
    stage = Stage(create_app(from_environment(environment)), [], [])
    try:
        with stage.app.app_context():
            Base.metadata.create_all(db.engine)
            seed()
            _import()
            users = _open_accounts()
            for body in _cells():
                _hold(stage, body, users)
            db.session.remove()
        # Who is away for a time or suspended is in no room: others have a second screen for them.
        for one in stage.guests[: PEOPLE - len(stage.guests)]:
            stage.guests.append(replace(one, leads=False, only_looks=True))
        yield stage
    finally:
        stage.close()


def _import() -> None:
    actor = system(clock.today())
    with transaction():
        organisations.import_organisations(
            actor, (_INVENTED / "organisations.csv").read_text("utf-8")
        )
    batch = importing.preview(
        actor,
        file_name=_WORKBOOK,
        content=(_INVENTED / _WORKBOOK).read_bytes(),
        offices_from=_OFFICES_FROM,
    )
    for _ in importing.commit_import(actor, batch.id):
        pass


def _all(kind: type) -> list:
    return list(db.session.scalars(sa.select(kind).execution_options(**{SCOPED: True})))


def _open_accounts() -> dict[UUID, User]:
    """Open an account for everybody on the list."""
    with transaction():
        db.session.add_all(
            User(user_name=f"dang-vien-{place}", member=one, status=AccountStatus.ACTIVE)
            for place, one in enumerate(_all(Member))
        )
    return {user.member_id: user for user in _all(User)}


def _cells() -> list[Body]:
    query = sa.select(Body).where(Body.kind == BodyKind.CELL).options(joinedload(Body.organisation))
    return list(db.session.scalars(query.execution_options(**{SCOPED: True})))


def _hold(stage: Stage, body: Body, users: dict[UUID, User]) -> None:
    """Hold the meeting of one cell: everybody there, the first item on, a question prepared."""
    today = clock.today()
    people = body_members_on(system(today), body, today)
    chair, taker = _leaders(people)
    actor = person_of(users[chair], today).actor
    meeting = planning.plan(
        actor,
        body.id,
        kind=MeetingKind.REGULAR,
        month=Month.of(today),
        facts=Plan(
            title="Sinh hoạt chi bộ",
            starts_at=clock.instant_of(today, _BEGINS),
            place="Hội trường",
            mode=MeetingMode.IN_PERSON,
            link="",
            chair_id=chair,
            minutes_taker_id=taker,
        ),
    )
    invited = invitations.invite(actor, meeting.id, version=meeting.version)
    opening.open_meeting(
        actor,
        meeting.id,
        version=invited.version,
        chair_id=chair,
        minutes_taker_id=taker,
        at=_BEGINS,
    )
    roll = roll_call.for_roll_call(actor, meeting.id)
    markings = [
        Marking(line.id, AttendanceMark.PRESENT)
        for line in roll.attendances
        if roll_call.may_be_called(line)
    ]
    roll_call.call_roll(actor, meeting.id, version=roll_call.roll_version(roll), markings=markings)
    first = record.whole(actor, meeting.id).agenda[0]
    leading.go_to(actor, meeting.id, first.id)
    vote = votes.prepare(
        actor, meeting.id, first.id, question="Thông qua", subject=VoteSubject.ORDINARY
    )
    stage.rooms.append(Room(meeting.id, vote.id, actor))
    with transaction():
        stage.guests += [
            Guest(
                meeting.id,
                _cookie(stage.app, open_session(users[person.member.id])),
                leads=person.member.id == chair,
            )
            for person in people
        ]


def _leaders(people: list[PersonOnDay]) -> tuple[UUID, UUID]:
    """Return who chairs and who writes: the bí thư first, then whoever may."""
    able = sorted(who_can_lead(people), key=lambda one: (one.office is None, one.member.id))
    chair = next((one for one in able if one.office is OfficeTitle.SECRETARY), able[0])
    taker = next(one for one in able if one is not chair)
    return chair.member.id, taker.member.id


def _cookie(app: Flask, token: str) -> str:
    """Return the cookie of a browser that has signed in."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    name = app.config["SESSION_COOKIE_NAME"]
    return f"{name}={signer.dumps({'_user_id': token, '_fresh': True})}"
