"""What meetings leave behind is listed with as many questions for many rows as for few."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from partywork.bulletins.models import Bulletin, BulletinLine
from partywork.bulletins.terms import BulletinKind
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.copies.models import Copy, MinutesBook
from partywork.copies.terms import CopyKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.documents.models import Document, DocumentFile
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings.models import Attendance, Guest, Meeting
from partywork.meetings.terms import AttendanceMark, MeetingKind, MeetingStatus, Place
from partywork.quality.models import QualitySheet
from partywork.quality.terms import QualityLevel
from tests.support.make import Make
from tests.support.queries import count_queries

Case = tuple[Actor, Callable[[], object]]


def held(make: Make, cell: Organisation, *, status: MeetingStatus, at: datetime) -> UUID:
    """Write a meeting of a cell with one person on its roll."""
    member, key = make.member(cell), new_id()
    is_over = at if status is MeetingStatus.FILED else None
    own = {"organisation_id": cell.id, "meeting_id": key}
    db.session.add(
        Meeting(
            id=key,
            organisation_id=cell.id,
            body_id=make.body(cell, BodyKind.CELL).id,
            kind=MeetingKind.REGULAR,
            year=at.year,
            month=at.month,
            title="Sinh hoạt thường kỳ",
            starts_at=at,
            place="Phòng họp",
            status=status,
            invited_at=at - timedelta(days=3),
            opened_at=is_over,
            closed_at=is_over,
            filed_at=is_over,
            chair_id=member.id,
        )
    )
    db.session.flush()
    db.session.add(
        Attendance(
            member_id=member.id,
            status=MembershipStatus.OFFICIAL,
            mark=AttendanceMark.EXCUSED,
            place=Place.HALL,
            **own,
        )
    )
    db.session.add(Guest(full_name="Trần Văn Khách", member_id=member.id, **own))
    return key


def filed(make: Make, cell: Organisation) -> UUID:
    """Write a meeting of yesterday that went up to the Đảng ủy."""
    at = clock.now() - timedelta(days=1)
    return held(make, cell, status=MeetingStatus.FILED, at=at)


def meetings_of_a_cell(make: Make) -> Case:
    cell = make.cell()
    return make.secretary(cell), lambda: filed(make, cell)


def meetings_of_all(make: Make) -> Case:
    return make.office(), lambda: filed(make, make.cell())


def announced(make: Make) -> Case:
    office, now = make.office(), clock.now()
    return office, lambda: held(make, make.cell(), status=MeetingStatus.INVITED, at=now)


def marked(make: Make) -> Case:
    office = make.office()

    def add() -> None:
        cell = make.cell()
        sheet = QualitySheet(
            organisation_id=cell.id,
            meeting_id=filed(make, cell),
            template_from=clock.today(),
            tenths=930,
            level=QualityLevel.GOOD,
            marked_at=clock.now(),
        )
        db.session.add(sheet)

    return office, add


def bulletins(make: Make) -> Case:
    office, now = make.office(), clock.now()
    own = {"organisation_id": make.organisation().id}

    def add() -> None:
        bulletin = Bulletin(
            kind=BulletinKind.TEXTS,
            year=now.year,
            month=now.month,
            title="Văn bản mới",
            issued_at=now,
            issued_by="Văn phòng",
            lines=[BulletinLine(symbol="42-HD", issuer="BTCTW", about="sinh hoạt", **own)],
            **own,
        )
        db.session.add(bulletin)

    return office, add


def _paper(cell: Organisation, kind: DocumentKind) -> Document:
    own = {"organisation_id": cell.id}
    rendered = DocumentFile(
        role=FileRole.RENDERED,
        sha256="0" * 64,
        size=1,
        media_type="application/pdf",
        file_name="Bản sao.pdf",
        **own,
    )
    paper = Document(id=new_id(), kind=kind, summary="sinh hoạt tháng", files=[rendered], **own)
    db.session.add(paper)
    db.session.flush()
    return paper


def copies(make: Make) -> Case:
    cell = make.cell()
    secretary, body = make.secretary(cell), make.body(cell, BodyKind.CELL)

    def add() -> None:
        copy = Copy(
            organisation_id=cell.id,
            document_id=_paper(cell, DocumentKind.COPY).id,
            source_id=_paper(cell, DocumentKind.MINUTES).id,
            body_id=body.id,
            kind=CopyKind.CERTIFIED,
            signer_id=secretary.member_id,
            signer_office="Bí thư",
        )
        db.session.add(copy)

    return secretary, add


def books(make: Make) -> Case:
    cell, years = make.cell(), count(1950)

    def add() -> None:
        book = MinutesBook(
            organisation_id=cell.id,
            document_id=_paper(cell, DocumentKind.MINUTES).id,
            year=next(years),
            bound_on=clock.today(),
            meetings=12,
            sheets=40,
        )
        db.session.add(book)

    return make.secretary(cell), add


@pytest.mark.parametrize(
    ("path", "case"),
    [
        ("/meetings/", meetings_of_a_cell),
        ("/meetings/calendar", announced),
        ("/meetings/attendance", meetings_of_a_cell),
        ("/meetings/attendance", meetings_of_all),
        ("/quality/", marked),
        ("/handbook/", meetings_of_all),
        ("/bulletins/", bulletins),
        ("/copies/", copies),
        ("/copies/books", books),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_list_asks_as_often_for_many_rows_as_for_few(path, case, make, browse):
    actor, add = case(make)
    browser = browse(actor)

    def after(rows: int) -> tuple[list[str], int]:
        with transaction():
            for _ in range(rows):
                add()
        with count_queries() as sent:
            words = browser.get(path).words
        return sent, len(words)

    few, short = after(2)
    many, long = after(48)

    assert len(many) == len(few), "\n".join(many)
    assert long > short
