from datetime import date
from uuid import uuid4

import pytest

from partywork.core.actor import system
from partywork.documents import service, store
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from tests.support.papers import pdf

DAY = date(2026, 11, 6)
SYSTEM = system(DAY)


@pytest.fixture
def cell(make):
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def paper(cell):
    """Return a published announcement of the cell."""
    document = service.draft(
        SYSTEM,
        organisation_id=cell.id,
        kind=DocumentKind.ANNOUNCEMENT,
        summary="về lịch sinh hoạt",
    )
    service.issue(SYSTEM, document, issued_on=DAY)
    service.publish(document)
    return document


@pytest.fixture
def file(paper):
    """Return a file of that paper."""
    sent = service.inspected(SYSTEM, "Lịch sinh hoạt.pdf", pdf("Lịch"))
    return service.attach(SYSTEM, paper, role=FileRole.ATTACHMENT, file=sent)


def test_a_member_reads_a_paper_and_its_file(make, cell, paper, file, browse):
    browser = browse(make.plain_member(cell))

    page = browser.get(f"/documents/{paper.id}/")
    link = page.soup.find("a", string="Lịch sinh hoạt.pdf")["href"]
    answer = browser.get(link).answer

    assert page.soup.h1.get_text(strip=True) == "Thông báo số 01-TB/CB"
    assert "01-TB/CB (Chi bộ Văn phòng, nhiệm kỳ 2025-2030)" in page.words
    assert answer.data == pdf("Lịch")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "L%E1%BB%8Bch%20sinh%20ho%E1%BA%A1t.pdf" in answer.headers["Content-Disposition"]


def test_another_cell_gets_the_same_answer_as_for_nonsense(make, paper, file, browse):
    browser = browse(make.secretary(make.cell()))

    hidden = browser.get(f"/documents/{paper.id}/", expect=404).words
    absent = browser.get(f"/documents/{uuid4()}/", expect=404).words

    assert hidden == absent
    browser.get(f"/documents/files/{file.id}", expect=404)
    browser.get(f"/documents/files/{uuid4()}", expect=404)


def test_a_limited_paper_is_not_for_plain_members(make, cell, browse):
    document = service.draft(
        SYSTEM,
        organisation_id=cell.id,
        kind=DocumentKind.REPORT,
        summary="a",
        access=AccessClass.RESTRICTED,
    )
    service.publish(document)

    browse(make.plain_member(cell)).get(f"/documents/{document.id}/", expect=404)
    page = browse(make.secretary(cell)).get(f"/documents/{document.id}/")

    assert "Văn bản chưa có tệp nào." in page.words


def test_a_corrupt_file_is_refused_with_words(make, cell, file, browse):
    path = store.path_of(file.sha256)
    path.chmod(0o640)
    path.write_bytes(b"%PDF-1.7 changed")

    page = browse(make.plain_member(cell)).get(f"/documents/files/{file.id}", expect=422)

    assert "đã bị hỏng" in page.words


def test_the_administrator_sees_no_content(make, paper, file, browse):
    browser = browse(make.administrator())

    browser.get(f"/documents/{paper.id}/", expect=404)
    browser.get(f"/documents/files/{file.id}", expect=404)
