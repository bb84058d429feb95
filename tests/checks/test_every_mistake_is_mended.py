"""Every kind of mistake: shown, led to a page, mended there, and gone from the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, LeavingReason, MembershipStatus, OfficeTitle
from partywork.checks.terms import CheckKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.meetings.terms import MeetingStatus
from tests.checks.doubles import add, attended, closed, line, meeting, task
from tests.support.browser import Browser
from tests.support.make import Make

TODAY = date(2026, 11, 22)
OFFICIAL, YOUNG, CELL = "Lê Văn An", "Đỗ Thị Sen", "Chi bộ Hội Cầu đường"
OTHER_CELL = "Chi bộ Hội Biển"


@dataclass
class World:
    """A cell with its secretary, an official member and a probationary one; the desk that mends."""

    make: Make
    actor: Actor
    desk: Browser
    cell: Organisation
    official: Member
    young: Member

    def write(self, record: Any, **values: Any) -> None:
        """Write what older data has wrong, past every rule."""
        with transaction():
            for name, value in values.items():
                setattr(record, name, value)

    def retell(self, event: MemberEvent, **values: Any) -> None:
        """Let an event always have said something else; what is recorded cannot be changed."""
        table = MemberEvent.__table__
        with transaction():
            row = db.session.execute(table.select().where(table.c.id == event.id)).mappings().one()
            db.session.execute(table.delete().where(table.c.id == event.id))
            db.session.execute(table.insert().values({**row, **values}))
        db.session.expire(event)

    def list_said(self, member: Member, **details: Any) -> None:
        """Let the list that brought a member have said something else, which the record follows."""
        query = db.select(MemberEvent).where(MemberEvent.member_id == member.id)
        enrolled = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
        said = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in details.items()
        }
        self.retell(enrolled, details={**enrolled.details, **said})
        self.write(member, **details)

    def standing(self, member: Member) -> Membership:
        """Return where a member stands."""
        query = db.select(Membership).where(Membership.member_id == member.id)
        return db.session.scalars(query.execution_options(partywork_scoped=True)).one()

    def found(self, kind: CheckKind) -> dict[str, str]:
        """About whom, or which cell, mistakes of a kind are shown, and where each row leads."""
        rows = self.desk.get(f"/checks/?loai={kind.value}").soup.select("tbody tr")
        leads = {}
        for row in (one for one in rows if one.select("td a")):
            name, cell = row.th.get_text(strip=True), row.td.get_text(strip=True)
            leads[cell if name == "Cả chi bộ" else name] = row.select("td a")[-1]["href"]
        return leads

    def send(self, path: str, **changed: str) -> str:
        """Send the form of a page as it stands but for what is changed; return where it leads."""
        soup = self.desk.get(path).soup
        typed = {}
        for one in soup.select("main input, main textarea, main select"):
            if one.name == "select":
                chosen = one.find("option", selected=True)
                typed[one["name"]] = chosen["value"] if chosen else ""
            elif one.name == "textarea":
                typed[one["name"]] = one.get_text()
            elif one["type"] not in ("radio", "checkbox", "file") or one.has_attr("checked"):
                typed[one["name"]] = one.get("value", "")
        return self.desk.post(path, typed | changed).location

    def through(self, path: str, end: str, *words: str) -> str:
        """Return the address of a link of the page at `path`, by its end and words beside it."""
        links = self.desk.get(path).soup.select("main a[href]")
        wanted = (one for one in links if one["href"].endswith(end))
        return next(one["href"] for one in wanted if all(word in one.get_text() for word in words))


Act = Callable[[World], None]
Mend = Callable[[World, str], None]


@pytest.fixture
def world(make, today, browse):
    today(TODAY)
    actor, cell = make.office(), make.cell(CELL)
    make.member(cell, office=OfficeTitle.SECRETARY)
    official = make.member(cell, name=OFFICIAL)
    young = make.member(
        cell,
        name=YOUNG,
        status=MembershipStatus.PROBATIONARY,
        admitted_on=date(2026, 3, 1),
        since=date(2026, 3, 1),
    )
    world = World(make, actor, browse(actor), cell, official, young)
    world.write(official, citizen_id="001160000016")
    world.list_said(young, ceremony_on=date(2026, 3, 10), card_number=None)
    return world


# What is wrong.


def of_official(**values: Any) -> Act:
    return lambda world: world.write(world.official, **values)


def of_list(**details: Any) -> Act:
    return lambda world: world.list_said(world.official, **details)


def of_young(**details: Any) -> Act:
    return lambda world: world.list_said(world.young, **details)


def twin(name: str) -> Act:
    def act(world: World) -> None:
        other = world.make.member(world.cell, name=name)
        world.write(other, born_on=world.official.born_on)

    return act


def both_took_part(world: World) -> None:
    """Give both records an account, a task, an attendance and dues of a closed month."""
    query = db.select(Member).where(Member.full_name == OFFICIAL)
    query = query.execution_options(partywork_scoped=True)
    held = meeting(world.make, world.cell, MeetingStatus.CLOSED)
    for one in db.session.scalars(query).all():
        world.make.user(one)
        attended(held, one)
        task(world.cell, one)
        add(line(world.cell, one, date(2026, 10, 1)))
    add(closed(world.cell, date(2026, 10, 1)))


def same_phone(world: World) -> None:
    for one in (world.make.member(world.cell), world.official):
        world.write(one, phone="0912345678")


def same_citizen_id(world: World) -> None:
    world.write(world.make.member(world.cell), citizen_id="001160000017")
    world.write(world.official, citizen_id="1160000017")


def same_card(world: World) -> None:
    world.list_said(world.make.member(world.cell), card_number="12345678")
    world.list_said(world.official, card_number="012345678")


def event_on(day: date) -> Act:
    def act(world: World) -> None:
        supplied = NewEvent(
            EventKind.FILE_SUPPLEMENTED,
            date(2021, 3, 1),
            world.cell.id,
            details={"paper": "Lý lịch"},
        )
        event = events.record(world.actor, world.official.id, supplied)
        world.retell(event, happened_on=day)

    return act


def struck_off(world: World) -> None:
    day = date(2026, 11, 2)
    paper = {"document_number": "8-QĐ/ĐU", "decided_on": day, "deciding_body": "Đảng ủy"}
    left = NewEvent(EventKind.STRUCK_OFF, day, world.cell.id, **paper)
    events.record(world.actor, world.official.id, left)


def second_secretary(world: World) -> None:
    world.make.appointment(world.official, world.cell, OfficeTitle.ACTING_SECRETARY)


def young_officer(world: World) -> None:
    world.make.appointment(world.young, world.cell, OfficeTitle.CELL_COMMITTEE_MEMBER)


def outsider(world: World) -> None:
    there = world.make.cell(OTHER_CELL)
    world.make.appointment(world.official, there, OfficeTitle.CELL_COMMITTEE_MEMBER)


def other_cell(people: int) -> Act:
    def act(world: World) -> None:
        there = world.make.cell(OTHER_CELL)
        for _ in range(people):
            world.make.member(there)

    return act


def standing(**values: Any) -> Act:
    return lambda world: world.write(world.standing(world.official), **values)


def came_back(world: World) -> None:
    first = world.standing(world.official)
    world.write(first, ends_on=date(2026, 10, 1), leaving_reason=LeavingReason.TRANSFERRED)
    with transaction():
        again = Membership(
            organisation_id=world.cell.id,
            member_id=world.official.id,
            status=MembershipStatus.OFFICIAL,
            starts_on=date(2026, 11, 3),
        )
        db.session.add(again)


# How it is mended, from the page the row leads to.


def by(**typed: str) -> Mend:
    return lambda world, href: world.send(href, **typed)


def by_papers(**typed: str) -> Mend:
    return by(paper="Lý lịch đảng viên", **typed)


def by_groups(**groups: dict[str, str]) -> Mend:
    def mend(world: World, href: str) -> None:
        for group, typed in groups.items():
            world.send(world.through(href, f"/edit/{group}"), **typed)

    return mend


def by_merging(world: World, href: str) -> None:
    """Both records took part; what the one that goes holds is none of the list's business."""
    verdict = "keep_second" if href.endswith(str(world.official.id)) else "keep_first"
    both_took_part(world)
    world.send(href, verdict=verdict, reason="Nhập trùng")


def by_voiding(world: World, href: str) -> None:
    world.send(world.through(href, "/void"), reason="Ghi nhầm")


def by_relieving(name: str) -> Mend:
    return lambda world, href: world.send(
        world.through(href, "/relieve", name),
        ends_on="21/11/2026",
        decision_number="9-QĐ/ĐU",
        decided_on="20/11/2026",
    )


def by_recording(kind: EventKind, **typed: str) -> Mend:
    def mend(world: World, href: str) -> None:
        world.send(world.through(href, f"/events/new/{kind.value}"), **typed)

    return mend


def by_appointing(world: World, href: str) -> None:
    people = world.desk.get(href).soup.select("select[name=member_id] option")
    world.send(
        href,
        member_id=people[-1]["value"],
        office="secretary",
        starts_on="21/11/2026",
        decision_kind="assigned",
        decision_number="9-QĐ/ĐU",
        decided_on="20/11/2026",
    )


def by_dissolving(world: World, href: str) -> None:
    prepared = world.send(
        world.through(world.through(href, "/reorganise"), "/dissolve"),
        decision_number="9-QĐ/ĐU",
        decided_on="20/11/2026",
        deciding_body="Đảng ủy",
        effective_on="21/11/2026",
    )
    world.send(prepared)


OLD = {"document_number": "7-QĐ/ĐU", "decided_on": "12/03/2026", "deciding_body": "Đảng ủy"}
RIGHT_ID = {"citizen_id": "001160000018"}
LACKING = {
    "contact": {"phone": "0912345678", "residence": "Số 1 phố A, Hà Nội"},
    "origin": {"native_place": "Hà Nội"},
    "papers": {"file_number": "012345AB"},
}

CASES: dict[CheckKind, tuple[str, Act, Mend]] = {
    CheckKind.SAME_PERSON: (
        OFFICIAL,
        twin(OFFICIAL),
        by_merging,
    ),
    CheckKind.SWAPPED_NAME: (OFFICIAL, twin("An Lê Văn"), by(born_on="05/09/1961")),
    CheckKind.SAME_CITIZEN_ID: (OFFICIAL, same_citizen_id, by(**RIGHT_ID)),
    CheckKind.SAME_CARD: (OFFICIAL, same_card, by_papers(card_number="38001234")),
    CheckKind.SAME_PHONE: (OFFICIAL, same_phone, by(phone="0987654321")),
    CheckKind.BAD_CITIZEN_ID: (OFFICIAL, of_official(citizen_id="12"), by(**RIGHT_ID)),
    CheckKind.DOUBTFUL_CITIZEN_ID: (
        OFFICIAL,
        of_official(citizen_id="001099000017"),
        by(**RIGHT_ID),
    ),
    CheckKind.BAD_CARD: (OFFICIAL, of_list(card_number="AB-12"), by_papers(card_number="38001234")),
    CheckKind.BIRTH: (
        OFFICIAL,
        of_official(born_on=date(1890, 1, 1)),
        by(born_on="05/09/1961"),
    ),
    CheckKind.TOO_YOUNG: (
        OFFICIAL,
        of_list(admitted_on=date(1970, 3, 2)),
        by_papers(admitted_on="02/03/1990"),
    ),
    CheckKind.DAYS_OUT_OF_ORDER: (
        OFFICIAL,
        of_list(ceremony_on=date(1989, 3, 2)),
        by_papers(ceremony_on="02/03/1990"),
    ),
    CheckKind.PARTY_AGE: (
        OFFICIAL,
        of_list(party_age_from=date(1970, 3, 2)),
        by_papers(party_age_from=""),
    ),
    CheckKind.EVENT_TOO_EARLY: (OFFICIAL, event_on(date(1950, 1, 1)), by_voiding),
    CheckKind.EVENT_IN_FUTURE: (OFFICIAL, event_on(date(2027, 1, 1)), by_voiding),
    CheckKind.NO_CELL: (
        OFFICIAL,
        standing(ends_on=date(2026, 11, 1)),
        by_recording(EventKind.FILE_SUPPLEMENTED, happened_on="20/11/2026", paper="Lý lịch"),
    ),
    CheckKind.OFFICIAL_WITHOUT_DAY: (
        OFFICIAL,
        of_list(official_on=None),
        by_papers(official_on="02/03/1991"),
    ),
    CheckKind.PROBATIONARY_WITH_DAY: (
        YOUNG,
        of_young(official_on=date(2026, 6, 1)),
        by_papers(official_on=""),
    ),
    CheckKind.PROBATIONARY_WITH_CARD: (
        YOUNG,
        of_young(card_number="38001234"),
        by_papers(card_number=""),
    ),
    CheckKind.NO_CEREMONY_DAY: (
        YOUNG,
        of_young(ceremony_on=None),
        by_papers(ceremony_on="10/03/2026"),
    ),
    CheckKind.PROBATION_OVERDUE: (
        YOUNG,
        of_young(admitted_on=date(2025, 3, 1), ceremony_on=date(2025, 3, 10)),
        by_recording(EventKind.CONFIRMED, happened_on="10/03/2026", **OLD),
    ),
    CheckKind.CARD_NOT_RETURNED: (
        OFFICIAL,
        struck_off,
        by(done_on="20/11/2026", words="Biên bản số 3-BB/CB"),
    ),
    CheckKind.OFFICE_NOT_ALLOWED: (YOUNG, young_officer, by_relieving(YOUNG)),
    CheckKind.OFFICE_OF_OUTSIDER: (OFFICIAL, outsider, by_relieving(OFFICIAL)),
    CheckKind.TWO_SECRETARIES: (CELL, second_secretary, by_relieving(OFFICIAL)),
    CheckKind.NO_SECRETARY: (OTHER_CELL, other_cell(3), by_appointing),
    CheckKind.EMPTY_CELL: (OTHER_CELL, other_cell(0), by_dissolving),
    CheckKind.UNEXPLAINED_JOIN: (
        OFFICIAL,
        came_back,
        by_recording(EventKind.FILE_SUPPLEMENTED, happened_on="20/11/2026", paper="Lý lịch"),
    ),
    CheckKind.UNEXPLAINED_LEAVE: (
        OFFICIAL,
        standing(ends_on=date(2026, 11, 1), leaving_reason=None),
        by_recording(EventKind.FILE_SUPPLEMENTED, happened_on="20/11/2026", paper="Lý lịch"),
    ),
    CheckKind.MISSING_FIELDS: (OFFICIAL, of_official(), by_groups(**LACKING)),
}


@pytest.mark.parametrize("kind", CheckKind)
def test_a_mistake_is_shown_leads_to_its_page_and_is_gone_once_it_is_mended(world, kind):
    about, go_wrong, mend = CASES[kind]
    assert kind is CheckKind.MISSING_FIELDS or about not in world.found(kind)
    go_wrong(world)

    href = world.found(kind)[about]
    world.desk.get(href)
    mend(world, href)

    assert about not in world.found(kind)
