"""From a kept paper to its extract or copy, and from a year of minutes to their book."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pypdfium2
import pytest

from partywork.copies import jobs
from partywork.copies.models import Copy
from partywork.copies.service import books, issuing, writing
from partywork.copies.service.writing import Wanted
from partywork.copies.terms import CopyKind
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.jobs import BackgroundStatus, progress_of, run_waiting
from partywork.documents import service as documents
from partywork.meetings.service import papers, record
from tests.meetings.minuting import (
    MEETS_ON,
    ask,
    closed,
    confirmed,
    count,
    everybody_there,
    write,
)
from tests.pdf.measure import words_of
from tests.support.make import Make
from tests.support.meetings import Case
from tests.support.papers import Desk, pdf

NEXT_DAY = MEETS_ON + timedelta(days=1)


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    """A cell whose minutes are confirmed and laid out."""
    case = everybody_there(make)
    write(case, "B1", "Thông tin 03 văn bản mới.", "Nhất trí.")
    write(case, "B2", "Tư tưởng ổn định.")
    count(case, ask(case), 3, 0, 0)
    closed(case)
    confirmed(case)
    return case


def minutes_of(case: Case) -> UUID:
    minutes = record.whole(case.secretary, case.id).minutes
    assert minutes is not None
    assert minutes.document_id is not None
    return minutes.document_id


def wanted(case: Case, kind: CopyKind = CopyKind.EXTRACT, **facts: Any) -> Wanted:
    values: dict[str, Any] = {
        "kind": kind,
        "chosen": (1,) if kind is CopyKind.EXTRACT else (),
        "signer_id": case.secretary.member_id,
        "recipients": "- Đảng ủy (để báo cáo);\n- Lưu Chi bộ.",
    }
    return Wanted(**{**values, **facts})


def written(case: Case, kind: CopyKind = CopyKind.EXTRACT, **facts: Any) -> Copy:
    return writing.write(case.secretary, minutes_of(case), wanted(case, kind, **facts))


def issued(case: Case, copy: Copy, actor: Actor | None = None) -> Copy:
    return issuing.issue(
        actor or case.secretary,
        copy.id,
        version=copy.version,
        signed_on=MEETS_ON,
        file_name="ban ky.pdf",
        content=pdf(),
    )


def test_an_extract_of_minutes_shows_what_was_chosen_and_nothing_else(case: Case) -> None:
    copy = written(case)

    name, paper = issuing.open_paper(case.secretary, copy.id)

    words = words_of(paper)
    assert name.startswith("Dự thảo")
    assert "TRÍCH BIÊN BẢN" in words
    assert "Thông tin 03 văn bản mới." in words
    assert "Kết luận: Nhất trí." in words
    assert "Tư tưởng ổn định" not in words
    assert re.search(r"Số\s+-BS/CB", words)


def test_a_copy_has_its_number_of_its_own_series_only_once_it_is_signed(case: Case) -> None:
    first, second = written(case), written(case, CopyKind.CERTIFIED)
    first = writing.get(case.secretary, first.id)
    assert first.document.symbol is None
    assert issuing.next_number(case.secretary, first).symbol.startswith("01-BS/")

    assert issued(case, second).document.symbol == "01-BS/CB"
    assert issued(case, first).document.symbol == "02-BS/CB"

    name, paper = issuing.open_paper(case.secretary, first.id)
    assert name == f"Trích sao số 02-BS-CB ngày {MEETS_ON:%d-%m-%Y}.pdf"
    assert "Số 02-BS/CB" in words_of(paper)
    with pytest.raises(RuleBroken, match="đã lấy số"):
        issued(case, first)
    with pytest.raises(RuleBroken, match="đã lấy số"):
        writing.drop(case.secretary, first.id)


def test_a_whole_copy_is_the_kept_paper_with_one_sheet_more(case: Case) -> None:
    copy = written(case, CopyKind.CERTIFIED)
    minutes = documents.get(system(MEETS_ON), minutes_of(case))
    kept = documents.rendered(minutes)
    assert kept is not None
    original = documents.open_file(case.secretary, kept.id)[1]

    _, paper = issuing.open_paper(case.secretary, copy.id)

    with pypdfium2.PdfDocument(original) as before, pypdfium2.PdfDocument(paper) as after:
        assert len(after) == len(before) + 1
        for page in range(len(before)):
            said = [pdf[page].get_textpage().get_text_bounded() for pdf in (before, after)]
            assert said[0] == said[1]
        certified = " ".join(after[len(before)].get_textpage().get_text_bounded().split())
    assert "SAO Y" in certified
    assert f"Bản sao gồm 0{len(before_pages(original))} trang" in certified


def before_pages(paper: bytes) -> list[int]:
    with pypdfium2.PdfDocument(paper) as found:
        return list(range(len(found)))


def test_clauses_of_an_issued_resolution_are_extracted(
    make: Make, today: Callable[..., None]
) -> None:
    today(NEXT_DAY)
    cell = make.cell()
    desk = Desk(make, cell)
    resolution = desk.issued(is_laid_out=True)
    facts = {
        "chosen": (2,),
        "signer_id": desk.actor.member_id,
        "recipients": "Lưu Chi bộ",
    }

    copy = writing.write(desk.actor, resolution.document_id, Wanted(kind=CopyKind.EXTRACT, **facts))

    words = words_of(issuing.open_paper(desk.actor, copy.id)[1])
    assert "TRÍCH NGHỊ QUYẾT" in words
    assert "Đẩy mạnh chuyển đổi số." in words
    assert "Hoàn thành nhiệm vụ tháng 10." not in words


def test_who_it_is_given_to_reads_it_once_it_is_issued(make: Make, case: Case) -> None:
    reader, other = make.actor(case.members[0]), make.actor(make.member(case.organisation))
    copy = written(case, readers=(case.members[0].id,))

    with pytest.raises(NotVisible):
        writing.get(reader, copy.id)
    issued(case, copy)

    assert [one.id for one in writing.listed(reader)] == [copy.id]
    assert writing.listed(other) == []
    with pytest.raises(NotAllowed):
        writing.for_change(reader, copy.id)


def test_a_copy_without_a_number_is_thrown_away(case: Case) -> None:
    copy = written(case, readers=(case.members[0].id,))

    writing.drop(case.secretary, copy.id)

    assert writing.listed(case.secretary) == []


def test_only_kept_papers_are_copied_by_officers_and_signed_by_those_who_may(
    make: Make, case: Case
) -> None:
    other = make.secretary(make.cell())
    chosen = wanted(case)
    with pytest.raises(NotVisible):
        writing.write(other, minutes_of(case), chosen)
    with pytest.raises(NotAllowed):
        writing.for_beginning(make.actor(case.members[0]), minutes_of(case))
    with pytest.raises(RuleBroken, match="người ký"):
        writing.write(case.secretary, minutes_of(case), wanted(case, signer_id=case.members[0].id))
    with pytest.raises(RuleBroken, match="mật"):
        writing.write(case.secretary, minutes_of(case), wanted(case, recipients="TỐI MẬT"))
    draft = Desk(make, case.organisation, case.secretary).drafted()
    with pytest.raises(RuleBroken, match="chưa phát hành"):
        writing.for_beginning(case.secretary, draft.document_id)


def test_the_minutes_of_a_year_are_bound_with_contents_and_numbered_through(
    case: Case, today: Callable[..., None]
) -> None:
    today(NEXT_DAY)
    job = books.ask_to_bind(case.secretary, case.organisation.id, MEETS_ON.year)
    ran = run_waiting(jobs.HANDLERS)
    db.session.expire_all()

    assert ran == 1
    assert progress_of(case.secretary.user_id, job.id).status is BackgroundStatus.DONE
    (shelf,) = books.shelves(case.secretary)
    (book,) = shelf.books
    kept = documents.rendered(book.document)
    assert kept is not None
    paper = documents.open_file(case.secretary, kept.id)[1]
    with pypdfium2.PdfDocument(paper) as bound:
        said = [" ".join(one.get_textpage().get_text_bounded().split()) for one in bound]
    assert (book.meetings, book.sheets) == (1, len(said))
    assert "SỔ BIÊN BẢN" in said[0]
    assert f"1 {MEETS_ON:%d/%m/%Y}" in said[0]
    assert "Thông tin 03 văn bản mới." in " ".join(said[1:])
    for number, words in enumerate(said, start=1):
        assert f"Sổ biên bản năm {MEETS_ON.year}, trang {number}/{len(said)}" in words


def test_no_minutes_are_left_out_of_the_book_because_they_still_wait_to_be_laid_out(
    case: Case,
) -> None:
    minutes = record.whole(case.secretary, case.id).minutes
    assert minutes is not None
    assert minutes.document is not None
    with transaction():
        for one in minutes.document.files:
            db.session.delete(one)
    db.session.expire_all()

    list(books.bind(case.organisation.id, MEETS_ON.year))
    db.session.expire_all()

    (shelf,) = books.shelves(case.secretary)
    assert shelf.books[0].meetings == 1
    meeting = record.whole(case.secretary, case.id)
    assert papers.kept_paper(meeting) is not None


def test_binding_again_keeps_the_book_of_before(case: Case) -> None:
    for _ in range(2):
        list(books.bind(case.organisation.id, MEETS_ON.year))
    db.session.expire_all()

    (shelf,) = books.shelves(case.secretary)
    assert len(shelf.books) == 1
    assert len(shelf.books[0].document.files) == 2


def test_a_year_without_minutes_is_not_bound_and_nobody_binds_for_others(
    make: Make, case: Case
) -> None:
    with pytest.raises(RuleBroken, match="chưa có biên bản"):
        books.ask_to_bind(case.secretary, case.organisation.id, MEETS_ON.year + 5)
    member = make.actor(case.members[0])
    with pytest.raises(NotAllowed):
        books.ask_to_bind(member, case.organisation.id, MEETS_ON.year)
    assert books.shelves(member) == []
