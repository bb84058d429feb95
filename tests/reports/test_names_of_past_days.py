"""Pages and papers about a day name the cell as it was called then, whatever became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from bs4 import Tag

from partywork.admissions.models import ClassPlace, PartyClass, Procedure, Prospect
from partywork.admissions.terms import ClassKind, ProcedureKind, ProcedureState, ProspectStage
from partywork.badges.models import BadgeNomination
from partywork.badges.terms import Ground, NominationStatus
from partywork.cells.policy import visible_members
from partywork.cells.queries import memberships_on
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, ReorganisationKind, Sex
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.text import fold, name_sort_key
from partywork.privacy.models import Correction
from partywork.privacy.terms import CorrectionStatus
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus
from partywork.transfers.models import Transfer
from partywork.transfers.service import going
from partywork.transfers.terms import TransferKind, TransferState
from tests.pdf.measure import words_of
from tests.support.reorganising import rename, reorganise

OLD, NEW = "Chi bộ Hội Cầu đường", "Chi bộ Hội Giao thông"
TODAY, RENAMED_ON = date(2026, 11, 20), date(2026, 11, 16)
DECIDED_ON, LEFT_ON = date(2026, 11, 10), date(2026, 11, 19)
BEFORE, AFTER = date(2026, 10, 20), date(2026, 11, 18)


@dataclass
class Traces:
    """What happened in a cell on one day, to be read later."""

    task: UUID
    file: UUID
    party_class: UUID
    prospect: UUID
    nomination: UUID
    transfer: UUID
    member: UUID
    number: str
    day: str


def traces(make, desk, cell, day: date) -> Traces:
    """Leave one finished thing of each kind on a day."""
    member, number = make.member(cell), f"{day:%d%m}-QĐ/ĐU"
    own = {"organisation_id": cell.id}
    of_member = {**own, "member_id": member.id}
    with transaction():
        task = Task(
            **own,
            title="Chuẩn bị hội thảo",
            lead_id=member.id,
            given_on=day,
            due_on=day,
            done_on=day,
            status=TaskStatus.DONE,
        )
        file = Procedure(
            **of_member,
            kind=ProcedureKind.CONFIRMATION,
            state=ProcedureState.COMPLETED,
            opened_on=day,
            decided_on=day,
            decision_number=number,
        )
        party_class = PartyClass(
            **own,
            kind=ClassKind.AWARENESS,
            host="Trung tâm chính trị",
            starts_on=day,
            letter_on=day,
        )
        party_class.places = [ClassPlace(cell_id=cell.id, member_id=member.id)]
        prospect = Prospect(
            **own,
            full_name="Phạm Thu Ngân",
            name_sort_key=name_sort_key("Phạm Thu Ngân"),
            folded_name=fold("Phạm Thu Ngân"),
            sex=Sex.FEMALE,
            listed_on=day,
            notice_given_on=day,
            helper_id=member.id,
            stage=ProspectStage.DROPPED,
            closed_on=day,
        )
        nomination = BadgeNomination(
            **of_member,
            years=30,
            ground=Ground.DUE,
            status=NominationStatus.AWARDED,
            batch_on=day,
            awarded_on=day,
            decided_on=day,
            decision_number=number,
            deciding_body="Thành ủy",
        )
        transfer = Transfer(
            **of_member,
            kind=TransferKind.OUT,
            state=TransferState.COMPLETED,
            effective_on=day,
            closed_on=day,
            other_place="Đảng bộ phường X",
        )
        correction = Correction(
            **of_member,
            proposed_on=day,
            status=CorrectionStatus.REFUSED,
            decided_on=day,
        )
        made = (task, file, party_class, prospect, nomination, transfer)
        db.session.add_all([*made, correction])
        db.session.flush()
        events.apply(
            desk,
            member.id,
            NewEvent(
                kind=EventKind.COMMENDED,
                happened_on=day,
                cell_id=cell.id,
                document_number=number,
                decided_on=day,
                deciding_body="Đảng ủy",
                details={"form": "certificate_of_committee", "level": "committee"},
                has_paper=True,
            ),
        )
    return Traces(*(one.id for one in made), member.id, number, f"{day:%d/%m/%Y}")


@pytest.fixture
def renamed(make, today):
    """A cell with finished work from before and from after it took a new name."""
    today(TODAY)
    cell, desk = make.cell(OLD), make.office()
    secretary = make.secretary(cell)
    left = {day: traces(make, desk, cell, day) for day in (BEFORE, AFTER)}
    rename(desk, cell, RENAMED_ON, NEW)
    return cell, desk, secretary, left


def said(page, mark: str = "") -> str:
    """Return what a page or paper says of its matter: no menus, or the line with a mark."""
    if page.answer.mimetype == "application/pdf":
        return fold(words_of(page.answer.data))
    main = page.soup.main
    assert isinstance(main, Tag)
    if mark:
        lines = [one for one in main.find_all(["tr", "li"]) if mark in one.get_text()]
        assert lines, f"no line with {mark}"
        return fold(" ".join(one.get_text(" ") for one in lines))
    for menu in main.find_all("select"):
        menu.decompose()
    return fold(" ".join(main.get_text(" ").split()))


def misnamed(office, officer, cell, left, *, has_officers=True):
    """Return the pages and papers that name the cell otherwise than on their day.

    A cell without officers has nobody to print forms for and nobody who reads all its tasks.
    """
    dues = f"/dues/cells/{cell.id}"
    asked = f"?chi-bo={cell.id}&nam="
    of_days = [
        (officer, f"{dues}/2026/10", f"{dues}/2026/11"),
        (officer, f"{dues}/2026/10/list.pdf", f"{dues}/2026/11/list.pdf"),
        (officer, f"{dues}/years/2025", f"{dues}/years/2026"),
        (officer, f"{dues}/quarters/2026/3", f"{dues}/quarters/2026/4"),
        (
            officer,
            f"{dues}/quarters/2026/3/settlement.pdf",
            f"{dues}/quarters/2026/4/settlement.pdf",
        ),
        (officer, f"/conduct/residence/{asked}2025", f"/conduct/residence/{asked}2026"),
        (officer, f"/conduct/commitments/{asked}2025", f"/conduct/commitments/{asked}2026"),
        (office, "/checks/movements?thang=2026-10-01", "/checks/movements?thang=2026-11-01"),
    ]
    if has_officers:
        forms = f"/conduct/residence/forms.pdf{asked}"
        of_days.append((officer, f"{forms}2025", f"{forms}2026"))
    one, other = left[BEFORE], left[AFTER]
    of_records = [
        (officer, "/admissions/files/{}", "file"),
        (officer, "/admissions/files/{}/checklist.pdf", "file"),
        (officer, "/admissions/classes/{}", "party_class"),
        (officer, "/admissions/classes/{}/letter.pdf", "party_class"),
        (officer, "/admissions/prospects/{}", "prospect"),
        (office, "/badges/nominations/{}/", "nomination"),
        (office, "/transfers/{}", "transfer"),
        *([(officer, "/tasks/{}/", "task")] if has_officers else []),
    ]
    for browser, address, name in of_records:
        pair = [address.format(getattr(traced, name)) for traced in (one, other)]
        of_days.append((browser, *pair))

    wrong = []
    for browser, before, after in of_days:
        for address, right, not_right in ((before, OLD, NEW), (after, NEW, OLD)):
            words = said(browser.get(address))
            if fold(right) not in words or fold(not_right) in words:
                wrong.append(address)
    for traced, right, not_right in ((one, OLD, NEW), (other, NEW, OLD)):
        for address, mark in (
            ("/conduct/?nam=2026", traced.number),
            (f"/members/{traced.member}", traced.number),
            ("/privacy/corrections", traced.day),
            ("/transfers/book?nam=2026", traced.day),
            ("/admissions/classes", traced.day),
            (f"/admissions/members/{traced.member}", traced.day),
        ):
            line = said(office.get(address), mark)
            if fold(right) not in line or fold(not_right) in line:
                wrong.append(f"{address}: {mark}")
    return wrong


def test_every_page_and_paper_names_the_cell_as_on_its_day(browse, renamed):
    cell, desk, secretary, left = renamed

    assert misnamed(browse(desk), browse(secretary), cell, left) == []


def test_a_cell_that_ended_without_a_successor_keeps_its_names(make, browse, renamed):
    cell, desk, _secretary, left = renamed
    other = make.cell("Chi bộ Hội Hóa học")
    people = {one.id: one for one in db.session.scalars(visible_members(system(TODAY)))}
    leads = {day: people[traced.member] for day, traced in left.items()}
    for one in memberships_on(system(TODAY), cell.id, TODAY):
        going.move(
            desk,
            one.member_id,
            to_cell=other.id,
            effective_on=LEFT_ON,
            decision=going.Paper("131-QĐ/ĐU", DECIDED_ON, "Ban Thường vụ Đảng ủy"),
        )
    reorganise(desk, cell, ReorganisationKind.DISSOLVED, TODAY, decided_on=DECIDED_ON)
    db.session.expire_all()
    assert cell.succeeded_by_id is None
    office = browse(desk)

    assert misnamed(office, office, cell, left, has_officers=False) == []
    for day, right, not_right in ((BEFORE, OLD, NEW), (AFTER, NEW, OLD)):
        lead = browse(make.actor(leads[day]))
        words = said(lead.get(f"/tasks/{left[day].task}/"))
        assert fold(right) in words
        assert fold(not_right) not in words


def test_what_a_merged_cell_did_is_told_under_its_own_name(make, today, browse):
    today(TODAY)
    cell, heir, desk = make.cell(OLD), make.cell(NEW), make.office()
    left = traces(make, desk, cell, BEFORE)
    secretary = make.secretary(heir)
    kind = ReorganisationKind.MERGED
    reorganise(desk, cell, kind, RENAMED_ON, decided_on=DECIDED_ON, target=heir.id)
    office, officer = browse(desk), browse(secretary)

    pages = [
        (officer, f"/dues/cells/{cell.id}/2026/10"),
        (officer, f"/dues/cells/{cell.id}/2026/10/list.pdf"),
        (officer, f"/dues/cells/{cell.id}/quarters/2026/3"),
        (officer, f"/dues/cells/{cell.id}/quarters/2026/3/settlement.pdf"),
        (officer, f"/tasks/{left.task}/"),
        (office, f"/admissions/files/{left.file}"),
        (office, f"/admissions/files/{left.file}/checklist.pdf"),
        (office, f"/badges/nominations/{left.nomination}/"),
        (office, f"/transfers/{left.transfer}"),
    ]
    for browser, address in pages:
        words = said(browser.get(address))
        assert fold(OLD) in words, address
        assert fold(NEW) not in words, address
    for address in ("/conduct/?nam=2026", f"/members/{left.member}"):
        line = said(office.get(address), left.number)
        assert fold(OLD) in line, address
        assert fold(NEW) not in line, address
