"""Groups of a cell, its term, who holds which office, cells renamed, merged and about to split."""

from uuid import UUID

from partywork.cells import policy, queries
from partywork.cells.models import (
    Appointment,
    CellGroup,
    Organisation,
    Reorganisation,
    TermOfOffice,
)
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import (
    appointments,
    carrying_out,
    groups,
    handing_over,
    nominations,
    relieving,
    reorganising,
    terms_of_office,
    withdrawing,
)
from partywork.cells.service.proposing import Decision
from partywork.cells.terms import (
    DecisionKind,
    MembershipStatus,
    OfficeTitle,
    ReorganisationKind,
)
from partywork.cli.demo.lives.stage import COMMITTEE, SECOND, Person, Stage
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.periods import Month

_RENAMED, _MERGED, _SUCCESSOR, _SPLIT, _KEPT = "CB41", "CB56", "CB55", "CB47", "CB34"
_BOARD = OfficeTitle.INSPECTION_MEMBER


def tell(stage: Stage) -> None:
    """Form and end groups, extend a term, hand offices over, reorganise cells."""
    _groups(stage)
    _term(stage, "CB12")
    _withdrawn_entries(stage)
    _offices(stage)
    _waiting_offices(stage)
    _reorganise(stage)


def _groups(stage: Stage) -> None:
    officer, cell = stage.secretary("CB12"), stage.cells["CB12"]
    people = _always_there(stage, cell)
    former = groups.form(officer, cell, name="Tổ đảng Dự án", starts_on=stage.ago(320))
    _fill(stage, former, people[:3], 320)
    groups.end(officer, former.id, version=former.version, ends_on=stage.ago(200))
    half = len(people) // 2
    for name, members in (("Tổ đảng số 1", people[:half]), ("Tổ đảng số 2", people[half:])):
        made = groups.form(officer, cell, name=name, starts_on=stage.ago(190))
        _fill(stage, made, members, 190)


def _always_there(stage: Stage, cell: UUID) -> list[UUID]:
    """Return who is an official member since before the groups and today, by name."""
    then, now = (
        queries.memberships_on(system(stage.today), cell, day)
        for day in (stage.ago(320), stage.today)
    )
    official = [one for one in now if one.status is MembershipStatus.OFFICIAL]
    official.sort(key=lambda one: (one.member.name_sort_key, one.member.born_on))
    before = {one.member_id for one in then if one.status is MembershipStatus.OFFICIAL}
    return [one.member_id for one in official if one.member_id in before]


def _fill(stage: Stage, group: CellGroup, members: list[UUID], ago: int) -> None:
    groups.fill(
        stage.secretary("CB12"),
        group.id,
        version=group.version,
        on=stage.ago(ago),
        members=members,
        leader=members[0],
        deputy=members[1],
    )


def _term(stage: Stage, code: str) -> None:
    """Write down until when a term runs, and prolong it by two papers."""
    query = policy.visible_terms(system(stage.today)).where(
        TermOfOffice.organisation_id == stage.cells[code]
    )
    term = db.session.scalars(query).one()
    for months, number, days in ((30, "88-QĐ/ĐU", 200), (36, "97-CV/ĐU", 60)):
        terms_of_office.extend(
            stage.desk(),
            term.id,
            version=term.version,
            ends_on=Month.of(term.starts_on).shift(months).last_day,
            number=number,
            decided_on=stage.ago(days),
            deciding_body="Ban Thường vụ Đảng ủy",
        )


def _offices(stage: Stage) -> None:
    """One bí thư hands over to another; another post stands vacant with a «phụ trách»."""
    for code, has_successor in (("CB39", True), ("CB41", False)):
        held = _held(stage, code, OfficeTitle.SECRETARY)
        follower = stage.take(code).id
        handing_over.hand_over(
            stage.desk(),
            held.id,
            version=held.version,
            starts_on=stage.ago(3),
            decision=Decision(stage.decision(), stage.ago(6), DecisionKind.RECOGNISED)
            if has_successor
            else Decision(stage.decision(), stage.ago(6), DecisionKind.ASSIGNED),
            successor_id=follower if has_successor else None,
            acting_id=None if has_successor else follower,
        )


def _withdrawn_entries(stage: Stage) -> None:
    """A hand-over written down with the wrong year is taken back before the right one."""
    held = _held(stage, "CB39", OfficeTitle.SECRETARY)
    decision = Decision(stage.decision(), stage.ago(6), DecisionKind.RECOGNISED)
    handing_over.hand_over(
        stage.desk(),
        held.id,
        version=held.version,
        starts_on=stage.ago(-300),
        decision=decision,
        successor_id=stage.take("CB39").id,
    )
    withdrawing.withdraw(
        stage.desk(),
        held.id,
        version=held.version,
        reason="Ghi nhầm ngày bàn giao; quyết định ghi ngày khác.",
        paper=decision,
    )


def _held(stage: Stage, code: str, office: OfficeTitle) -> Appointment:
    query = policy.visible_appointments(system(stage.today)).where(
        Appointment.organisation_id == stage.cells[code],
        Appointment.office == office,
        Appointment.ends_on.is_(None),
    )
    return db.session.scalars(query).one()


def _waiting_offices(stage: Stage) -> None:
    """Three offices above the cells: one confirmed and to be withdrawn, one refused, one waits."""
    for code in ("CB37", "CB38", "CB43"):
        appointments.appoint(
            stage.desk(),
            organisation_id=stage.cells["DU"],
            member_id=stage.take(code).id,
            office=_BOARD,
            starts_on=stage.ago(5),
            decision=Decision(stage.decision(), stage.ago(8), DecisionKind.ASSIGNED),
        )
    second = stage.act(SECOND)
    first, other, _left = nominations.waiting(second)
    wrong = nominations.confirm(second, first.id, version=first.version)
    reason = "Chưa có ý kiến của Ban Thường vụ."
    nominations.refuse(second, other.id, version=other.version, reason=reason)
    withdrawing.withdraw(
        stage.desk(),
        wrong.id,
        version=wrong.version,
        reason="Ghi nhầm đồng chí cùng họ tên.",
        paper=Decision(stage.decision(), stage.ago(2)),
    )
    _ending_offices(stage)


def _ending_offices(stage: Stage) -> None:
    """Three committee members whose offices are about to end, each in another way."""
    query = policy.visible_appointments(system(stage.today)).where(
        Appointment.organisation_id == stage.cells["DU"],
        Appointment.office == OfficeTitle.COMMITTEE_MEMBER,
    )
    found = db.session.scalars(query.order_by(Appointment.starts_on, Appointment.member_id))
    relieved, replaced, vacated = list(found)[:3]
    desk, decision = stage.desk(), Decision(stage.decision(), stage.ago(4), DecisionKind.RECOGNISED)
    relieving.relieve(
        desk, relieved.id, version=relieved.version, ends_on=stage.ago(1), decision=decision
    )
    for held, successor in ((replaced, stage.take("CB36").id), (vacated, None)):
        handing_over.hand_over(
            desk,
            held.id,
            version=held.version,
            starts_on=stage.today,
            decision=decision,
            successor_id=successor,
        )


def _reorganise(stage: Stage) -> None:
    """Rename a cell, merge one into another, prepare a division, drop an idea."""
    old = _cell(stage, _RENAMED)
    new = NewCell(name=f"{old.name} và Môi trường nông thôn")
    _carry_out(stage, _RENAMED, ReorganisationKind.RENAMED, new=new)
    _carry_out(stage, _MERGED, ReorganisationKind.MERGED, target=_SUCCESSOR)
    leaving = stage.helpers(_SPLIT, 4)
    name = f"{_cell(stage, _SPLIT).name} cơ sở 2"
    _prepare(stage, _SPLIT, ReorganisationKind.SPLIT, new=NewCell(name=name), people=leaving)
    dropped = _prepare(stage, _KEPT, ReorganisationKind.DISSOLVED, target=_SUCCESSOR)
    reorganising.drop(stage.desk(), dropped.id, version=dropped.version)


def _cell(stage: Stage, code: str) -> Organisation:
    query = policy.visible_organisations(system(stage.today)).where(Organisation.code == code)
    return db.session.scalars(query).one()


def _prepare(
    stage: Stage,
    code: str,
    kind: ReorganisationKind,
    *,
    target: str | None = None,
    new: NewCell | None = None,
    people: list[Person] | None = None,
) -> Reorganisation:
    wanted = Wanted(
        kind,
        effective_on=stage.ago(1),
        decided_on=stage.ago(10),
        target=stage.cells[target] if target else None,
        new=new or NewCell(),
        people=tuple(one.id for one in people or ()),
    )
    paper = reorganising.Paper(stage.decision(), COMMITTEE)
    return reorganising.prepare(stage.desk(), stage.cells[code], wanted=wanted, paper=paper)


def _carry_out(
    stage: Stage,
    code: str,
    kind: ReorganisationKind,
    *,
    target: str | None = None,
    new: NewCell | None = None,
) -> None:
    prepared = _prepare(stage, code, kind, target=target, new=new)
    carrying_out.carry_out(stage.desk(), prepared.id, version=prepared.version)
