"""Letters and slips once issued: the same file whatever changes afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from partywork.cells.models import Organisation
from partywork.cells.rules.reorganisation import NewCell, Wanted
from partywork.cells.service import carrying_out, events, reorganising
from partywork.cells.terms import EventKind, ReorganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.transfers.models import Transfer, TransferPaper
from partywork.transfers.policy import visible_papers
from partywork.transfers.service import coming, going, papers, staying, undoing
from partywork.transfers.service.going import Paper, Stay
from tests.support.make import Make
from tests.transfers.test_service import ARRIVAL, DECISION, LETTER, STAY, TODAY, words_of
from tests.transfers.test_undoing import event_of

LATER = TODAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


def rename(desk: Actor, cell: Organisation, on: date) -> None:
    desk = replace(desk, day=on)
    wanted = Wanted(
        ReorganisationKind.RENAMED, effective_on=on, decided_on=on, new=NewCell("Chi bộ Tên mới")
    )
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
    prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
    carrying_out.carry_out(desk, prepared.id, version=prepared.version)


def issued(desk: Actor, member_id: UUID, place: str = "Đảng bộ phường X") -> Transfer:
    made = going.begin_out(desk, member_id, to_place=place, effective_on=TODAY, decision=DECISION)
    made = going.prepare(
        desk, made.id, version=made.version, dues_paid_to=Month(2026, 5), has_self_review=True
    )
    return going.issue_letter(
        desk, made.id, version=made.version, letter=LETTER, addressed_to=place
    )


def kept(transfer: Transfer) -> list[TransferPaper]:
    query = visible_papers(system(TODAY)).where(TransferPaper.transfer_id == transfer.id)
    return list(db.session.scalars(query))


def test_an_issued_letter_keeps_the_name_the_card_and_the_signer_of_its_day(
    make: Make, today: Callable[..., None]
) -> None:
    cell = make.cell("Chi bộ Tên cũ")
    member, desk = make.member(cell, name="Lê Thị Ân"), make.office()
    made = issued(desk, member.id)

    today(LATER)
    later: dict[str, Any] = {"cell_id": cell.id, "happened_on": LATER, "document_number": "9"}
    with transaction():
        card = {"number": "12345678", "kind": "new"}
        events.apply(
            desk, member.id, events.NewEvent(kind=EventKind.CARD_EXCHANGED, details=card, **later)
        )
    signer = make.committee_secretary()
    rename(desk, cell, LATER)
    db.session.expire_all()

    for reader in (desk, make.secretary(cell)):
        text = words_of(papers.letter(reader, made.id)[1])
        assert "Chi bộ Tên cũ" in text
        for new in ("Tên mới", "12345678", signer.name):
            assert new not in text
    assert [one.file_name for one in kept(made)] == ["Giấy giới thiệu Lê Thị Ân.pdf"]


def test_a_draft_has_the_name_of_today_and_is_not_kept(
    make: Make, today: Callable[..., None]
) -> None:
    cell, desk = make.cell("Chi bộ Tên cũ"), make.office()
    made = going.begin_out(
        desk, make.member(cell).id, to_place="X", effective_on=TODAY, decision=DECISION
    )
    papers.letter(desk, made.id)
    today(LATER)
    rename(desk, cell, LATER)
    db.session.expire_all()

    desk = replace(desk, day=LATER)
    assert "Chi bộ Tên mới" in words_of(papers.letter(desk, made.id)[1])
    assert kept(made) == []


def test_a_letter_issued_before_files_were_kept_is_laid_out_once_under_its_old_name(
    make: Make, today: Callable[..., None]
) -> None:
    cell, desk = make.cell("Chi bộ Tên cũ"), make.office()
    made = issued(desk, make.member(cell).id)
    with transaction():
        for one in kept(made):
            db.session.delete(one)
    today(LATER)
    rename(desk, cell, LATER)
    db.session.expire_all()

    name, content = papers.letter(make.secretary(cell), made.id)

    assert "Chi bộ Tên cũ" in words_of(content)
    assert "Tên mới" not in words_of(content)
    assert papers.letter(desk, made.id) == (name, content)
    assert len(kept(made)) == 1


def test_slips_of_who_came_and_of_guests_are_kept_and_go_with_a_mistake(
    make: Make, today: Callable[..., None]
) -> None:
    cell, other, desk = make.cell("Chi bộ Tên cũ"), make.cell("Chi bộ Gửi đi"), make.office()
    into = coming.take_in(
        desk, ARRIVAL, cell_id=cell.id, from_place="Y", received_on=TODAY, letter=LETTER
    )
    coming.send_slip(desk, into.id, version=into.version, slip=Paper("03-PB/ĐU", TODAY))
    stay = Stay(STAY.starts_on, STAY.until_on, is_study=False, to_cell=cell.id)
    away = going.send_away(desk, make.member(other).id, stay=stay, letter=LETTER)
    staying.end(desk, away.id, version=away.version, ended_on=TODAY, slip=Paper("04-PB/ĐU", TODAY))

    today(LATER)
    rename(desk, cell, LATER)
    db.session.expire_all()

    for transfer in (into, away):
        text = words_of(papers.slip(desk, transfer.id)[1])
        assert "Chi bộ Tên cũ" in text
        assert "Tên mới" not in text
    assert len(kept(away)) == 2
    undoing.undo(desk, event_of(away), "Ghi nhầm ngày")
    assert [one.kind.value for one in kept(away)] == ["letter"]
