"""A renamed cell keeps its old name wherever a page or paper speaks of a day before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from bs4 import Tag

from partywork.admissions.models import ClassPlace, PartyClass, Procedure, Prospect
from partywork.admissions.terms import ClassKind, ProcedureKind, ProcedureState, ProspectStage
from partywork.badges.models import BadgeNomination
from partywork.badges.terms import Ground, NominationStatus
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import carrying_out, events, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, ReorganisationKind, Sex
from partywork.core.db import db, transaction
from partywork.core.text import fold, name_sort_key
from partywork.privacy.models import Correction
from partywork.privacy.terms import CorrectionStatus
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus
from partywork.transfers.models import Transfer
from partywork.transfers.terms import TransferKind, TransferState

OLD, NEW = "Chi bộ Hội Cầu đường", "Chi bộ Hội Giao thông"
TODAY, RENAMED_ON = date(2026, 11, 20), date(2026, 11, 16)
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
    wanted = Wanted(
        ReorganisationKind.RENAMED, RENAMED_ON, date(2026, 11, 10), new=NewCell(name=NEW)
    )
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
    prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)
    return cell, desk, secretary, left


def said(page, mark: str = "") -> str:
    """Return what a page or paper says of its matter: no menus, or the line with a mark."""
    if page.answer.mimetype == "application/pdf":
        document = pypdfium2.PdfDocument(page.answer.data)
        text = " ".join(one.get_textpage().get_text_range() for one in document)
        return fold(" ".join(text.split()))
    main = page.soup.main
    assert isinstance(main, Tag)
    if mark:
        lines = [one for one in main.find_all(["tr", "li"]) if mark in one.get_text()]
        assert lines, f"no line with {mark}"
        return fold(" ".join(one.get_text(" ") for one in lines))
    for menu in main.find_all("select"):
        menu.decompose()
    return fold(" ".join(main.get_text(" ").split()))


def test_every_page_and_paper_names_the_cell_as_on_its_day(browse, renamed):
    cell, desk, secretary, left = renamed
    office, officer = browse(desk), browse(secretary)
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
        (
            officer,
            f"/conduct/residence/forms.pdf{asked}2025",
            f"/conduct/residence/forms.pdf{asked}2026",
        ),
        (officer, f"/conduct/commitments/{asked}2025", f"/conduct/commitments/{asked}2026"),
        (office, "/checks/movements?thang=2026-10-01", "/checks/movements?thang=2026-11-01"),
    ]
    one, other = left[BEFORE], left[AFTER]
    of_records = [
        (officer, "/tasks/{}/", "task"),
        (officer, "/admissions/files/{}", "file"),
        (officer, "/admissions/files/{}/checklist.pdf", "file"),
        (officer, "/admissions/classes/{}", "party_class"),
        (officer, "/admissions/classes/{}/letter.pdf", "party_class"),
        (officer, "/admissions/prospects/{}", "prospect"),
        (office, "/badges/nominations/{}/", "nomination"),
        (office, "/transfers/{}", "transfer"),
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

    assert wrong == []


def test_what_a_merged_cell_did_is_told_under_its_own_name(make, today, browse):
    today(TODAY)
    cell, heir, desk = make.cell(OLD), make.cell(NEW), make.office()
    left = traces(make, desk, cell, BEFORE)
    secretary = make.secretary(heir)
    wanted = Wanted(ReorganisationKind.MERGED, RENAMED_ON, date(2026, 11, 10), target=heir.id)
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
    prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)
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
