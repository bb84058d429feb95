"""Letters and slips once issued: the same file whatever changes afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.cells.service import events
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.transfers.jobs import JOBS
from partywork.transfers.models import Transfer, TransferPaper
from partywork.transfers.policy import visible_papers
from partywork.transfers.service import coming, going, papers, staying, undoing
from partywork.transfers.service.typed import Paper, Stay
from tests.support.make import Make
from tests.support.reorganising import rename
from tests.support.storing import no_room
from tests.transfers.test_service import ARRIVAL, DECISION, LETTER, STAY, TODAY, words_of
from tests.transfers.test_undoing import event_of

LATER = TODAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _on_a_day_in_may(today: Callable[..., None]) -> None:
    today(TODAY)


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


def rename_member(member: Member, name: str) -> None:
    with transaction():
        found = db.session.scalars(visible_members(system(TODAY)).where(Member.id == member.id))
        found.one().full_name = name


def run_the_job() -> None:
    next(one for one in JOBS if one.name == "transfers.lay-out").run()


def test_a_letter_that_cannot_be_laid_out_says_later_what_it_said_when_it_was_issued(
    make: Make, today: Callable[..., None], app: Flask, tmp_path: Path
) -> None:
    cell, desk = make.cell("Chi bộ Tên cũ"), make.office()
    member = make.member(cell, name="Lê Thị Ân")
    with no_room(app, tmp_path):
        made = issued(desk, member.id)
    (waiting,) = kept(made)
    assert waiting.sha256 is None

    today(LATER)
    rename_member(member, "Lê Thị Ấn")
    rename(desk, cell, LATER)
    run_the_job()
    db.session.expire_all()

    (laid_out,) = kept(made)
    assert (laid_out.content, laid_out.sha256 is None) == ({}, False)
    name, content = papers.letter(make.secretary(cell), made.id)
    assert name == "Giấy giới thiệu Lê Thị Ân.pdf"
    assert "Lê Thị Ân" in words_of(content)
    assert "Chi bộ Tên cũ" in words_of(content)


def test_what_waits_for_its_file_is_laid_out_when_it_is_opened(
    make: Make, app: Flask, tmp_path: Path
) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell, name="Lê Thị Ân")
    with no_room(app, tmp_path):
        made = issued(desk, member.id)
    rename_member(member, "Lê Thị Ấn")

    first = papers.letter(desk, made.id)
    run_the_job()

    assert "Lê Thị Ân" in words_of(first[1])
    assert papers.letter(desk, made.id) == first


def test_a_letter_issued_within_a_longer_use_case_is_kept_when_that_is(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell, name="Lê Thị Ân")

    with transaction():
        made = issued(desk, member.id)
        (within,) = kept(made)
        assert within.sha256 is None
    rename_member(member, "Lê Thị Ấn")
    db.session.expire_all()

    assert [one.sha256 is None for one in kept(made)] == [False]
    assert "Lê Thị Ân" in words_of(papers.letter(desk, made.id)[1])


def test_nothing_is_kept_of_a_letter_whose_longer_use_case_is_refused(make: Make) -> None:
    cell, desk = make.cell(), make.office()
    member = make.member(cell)

    def refused() -> None:
        with transaction():
            issued(desk, member.id)
            raise RuleBroken("Không được.")

    with pytest.raises(RuleBroken):
        refused()

    assert list(db.session.scalars(visible_papers(system(TODAY)))) == []
