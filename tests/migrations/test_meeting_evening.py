"""Revision 0007 keeps what older meetings were, and gives back what it can."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from partywork.ballots.models import RollEntry, Vote
from partywork.ballots.terms import VoteKind
from partywork.cli.database import MIGRATIONS
from partywork.core.db import SCOPED, db
from partywork.core.ids import new_id
from partywork.documents.models import Document, NumberSeries
from partywork.documents.terms import Issuer
from partywork.meetings.models import Guest, Meeting, MeetingPaper, Minutes
from partywork.meetings.terms import MeetingKind
from tests.migrations.rows import COMMON, grown_to, insert, one
from tests.migrations.test_migrations import empty_installation
from tests.support.databases import POSTGRESQL, SQLITE

NAMES = (
    "term",
    "series",
    "taken",
    "vote",
    "entry",
    "item",
    "minutes",
    "few",
    "rules",
    "series_of_few",
    "guest",
)
# A paper of the whole cell, one of a body of a few, and a meeting of each.
BODIES = {"cell": "cell", "few": "inspection_commission"}


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, object]]:
    """An installation of the sixth revision with a filed meeting, its vote and its papers."""
    with empty_installation(request.param, tmp_path):
        organisation, member = grown_to("0006")
        keys: dict[str, object] = {"organisation": organisation, "member": member}
        keys |= {name: new_id() for name in NAMES}
        keys |= {
            f"{part}_{kind}": new_id() for part in ("body", "meeting", "paper") for kind in BODIES
        }
        _meetings(keys)
        _guest(keys)
        _vote(keys)
        _numbers(keys)
        db.session.commit()
        yield keys


def _meetings(keys: dict[str, object]) -> None:
    """A meeting of the cell and one of the inspection commission, each with a paper."""
    own = {"organisation_id": keys["organisation"], **COMMON}
    for kind, body in BODIES.items():
        insert("bodies", id=keys[f"body_{kind}"], kind=body, name=body, **own)
        insert(
            "meetings",
            id=keys[f"meeting_{kind}"],
            body_id=keys[f"body_{kind}"],
            kind="regular",
            year=2026,
            month=11,
            title="Sinh hoạt tháng 11",
            starts_at="2026-11-05 12:00:00+00:00",
            place="Phòng họp",
            mode="in_person",
            status="filed",
            dues_note="",
            quality_points=93,
            quality_level="Tốt",
            **own,
        )
        insert(
            "documents",
            id=keys[f"paper_{kind}"],
            kind="minutes",
            status="available",
            access="internal",
            summary="tháng 11",
            folded_text="thang 11",
            **own,
        )
        meeting = {"meeting_id": keys[f"meeting_{kind}"], **own}
        insert("meeting_papers", id=new_id(), document_id=keys[f"paper_{kind}"], **meeting)
    insert(
        "minutes",
        id=keys["minutes"],
        meeting_id=keys["meeting_cell"],
        status="filed",
        confirmed_text="Nhất trí.",
        document_id=keys["paper_cell"],
        **own,
    )


def _guest(keys: dict[str, object]) -> None:
    insert(
        "guests",
        id=keys["guest"],
        organisation_id=keys["organisation"],
        meeting_id=keys["meeting_cell"],
        full_name="Lê Khách",
        title="",
        **COMMON,
    )


def _vote(keys: dict[str, object]) -> None:
    own = {"organisation_id": keys["organisation"], **COMMON}
    insert(
        "votes",
        id=keys["vote"],
        body_id=keys["body_cell"],
        question="Thông qua nghị quyết",
        kind="open",
        subject="resolution",
        status="passed",
        threshold="majority",
        roll=1,
        needed=1,
        in_favour=1,
        **own,
    )
    insert(
        "roll_entries",
        id=keys["entry"],
        vote_id=keys["vote"],
        member_id=keys["member"],
        status="official",
        is_present=True,
        counts=True,
        may_vote=True,
        **own,
    )
    insert(
        "agenda_items",
        id=keys["item"],
        meeting_id=keys["meeting_cell"],
        position=1,
        code="C4",
        title="Biểu quyết",
        notes="",
        conclusion="",
        vote_id=keys["vote"],
        **own,
    )


def _numbers(keys: dict[str, object]) -> None:
    own = {"organisation_id": keys["organisation"], **COMMON}
    insert("terms_of_office", id=keys["term"], name="2025-2027", starts_on="2025-03-01", **own)
    insert(
        "number_series", id=keys["series"], term_id=keys["term"], code="BB", last_number=7, **own
    )
    insert(
        "taken_numbers",
        id=keys["taken"],
        series_id=keys["series"],
        number=7,
        document_id=keys["paper_cell"],
        **own,
    )


def test_an_old_meeting_with_its_vote_and_minutes_reads_as_before(
    before: dict[str, object],
) -> None:
    upgrade(MIGRATIONS)

    meeting = one(Meeting, before["meeting_cell"])
    assert (meeting.kind, meeting.quality_points, meeting.quality_level) == (
        MeetingKind.REGULAR,
        93,
        "Tốt",
    )
    assert (meeting.theme, meeting.calendar_sequence, meeting.is_marked_on_sheet) == ("", 0, False)
    minutes = one(Minutes, before["minutes"])
    assert (minutes.confirmed_text, minutes.recommendations) == ("Nhất trí.", [])
    vote = one(Vote, before["vote"])
    assert (vote.kind, vote.roll, vote.in_favour, vote.position) == (VoteKind.OPEN, 1, 1, 1)
    assert vote.path == f"/meetings/{before['meeting_cell']}/votes/{before['vote']}"
    assert not one(RollEntry, before["entry"]).is_online
    guest = one(Guest, before["guest"])
    assert (guest.member_id, guest.is_present) == (None, True)


def test_papers_stand_in_the_name_of_their_body_and_are_first_versions(
    before: dict[str, object],
) -> None:
    upgrade(MIGRATIONS)

    assert one(Document, before["paper_cell"]).issuer is Issuer.ORGANISATION
    assert one(Document, before["paper_few"]).issuer is Issuer.INSPECTION_COMMISSION
    query = db.select(MeetingPaper.number, MeetingPaper.item_id, MeetingPaper.replaces_id)
    papers = db.session.execute(query.execution_options(**{SCOPED: True})).all()
    assert [tuple(paper) for paper in papers] == [(1, None, None)] * 2
    series = one(NumberSeries, before["series"])
    assert (series.issuer, series.last_number) == (Issuer.ORGANISATION, 7)


def test_the_way_back_keeps_old_meetings_and_puts_new_words_into_old_ones(
    before: dict[str, object],
) -> None:
    upgrade(MIGRATIONS)
    own = {"organisation_id": before["organisation"], **COMMON}
    db.session.execute(text("UPDATE meetings SET kind = 'combined', theme = 'Học tập'"))
    db.session.execute(text("UPDATE votes SET kind = 'secret', subject = 'strike_off'"))
    db.session.execute(text("UPDATE votes SET status = 'stopped'"))
    insert(
        "documents",
        id=before["few"],
        kind="copy",
        status="draft",
        access="internal",
        issuer="inspection_commission",
        summary="trích",
        folded_text="trich",
        **own,
    )
    insert(
        "copies",
        id=new_id(),
        document_id=before["few"],
        source_id=before["paper_few"],
        body_id=before["body_few"],
        kind="certified",
        chosen="[]",
        recipients="",
        signer_id=before["member"],
        signer_office="",
        **own,
    )
    insert(
        "number_series",
        id=before["series_of_few"],
        term_id=before["term"],
        code="BB",
        issuer="inspection_commission",
        last_number=1,
        **own,
    )
    insert(
        "taken_numbers",
        id=new_id(),
        series_id=before["series_of_few"],
        number=1,
        document_id=before["few"],
        **own,
    )
    insert(
        "provisions",
        id=before["rules"],
        key="quality.good",
        valid_from=date(2025, 1, 1).isoformat(),
        value="90",
        article="",
        certainty="proposed",
        note="",
        **COMMON,
    )
    db.session.commit()

    downgrade(MIGRATIONS, revision="0006")

    ask = db.session.execute
    assert ask(text("SELECT DISTINCT kind FROM meetings")).scalar_one() == "regular"
    assert ask(text("SELECT kind, subject, status FROM votes")).one() == (
        "open",
        "ordinary",
        "failed",
    )
    assert ask(text("SELECT count(*) FROM documents")).scalar_one() == 2
    assert ask(text("SELECT code, last_number FROM number_series")).one() == ("BB", 7)
    assert ask(text("SELECT count(*) FROM taken_numbers")).scalar_one() == 1
    assert ask(text("SELECT count(*) FROM provisions")).scalar_one() == 0
    db.session.rollback()
    upgrade(MIGRATIONS)
    assert one(Meeting, before["meeting_cell"]).title == "Sinh hoạt tháng 11"
    db.session.rollback()
