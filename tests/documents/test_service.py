import logging
from datetime import date
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.cells.queries import term_on
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import service, store
from partywork.documents.models import Document, DocumentFile
from partywork.documents.pages import Paragraph
from partywork.documents.policy import visible, visible_files, visible_readers
from partywork.documents.service.words import clauses_of
from partywork.documents.terms import AccessClass, DocumentKind, DocumentStatus, FileRole
from tests.support.papers import docx, pdf

DAY = date(2026, 11, 6)
SYSTEM = system(DAY)


@pytest.fixture
def cell(make):
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def secretary(make, cell):
    return make.secretary(cell)


def draft(actor, cell, kind=DocumentKind.RESOLUTION, summary="về chuyển đổi số", **fields):
    return service.draft(actor, organisation_id=cell.id, kind=kind, summary=summary, **fields)


def attach(actor, document, name, content):
    file = service.inspected(actor, name, content)
    return service.attach(actor, document, role=FileRole.ATTACHMENT, file=file)


def fresh(document):
    query = visible(SYSTEM).where(Document.id == document.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def test_a_draft_has_no_number_and_is_found_without_marks(secretary, cell):
    document = draft(secretary, cell)

    assert document.symbol is None
    assert document.status is DocumentStatus.DRAFT
    assert document.folded_text == "nghi quyet ve chuyen doi so"


def test_clauses_are_replaced_in_order_and_searched(secretary, cell):
    document = draft(secretary, cell)
    service.set_clauses(secretary, document, [Paragraph("I", "Cũ")])

    service.set_clauses(
        secretary, document, [Paragraph("I", "Kết quả"), Paragraph("II", "Phương hướng")]
    )

    clauses = clauses_of(document)
    assert [(c.position, c.part, c.text) for c in clauses] == [
        (1, "I", "Kết quả"),
        (2, "II", "Phương hướng"),
    ]
    assert "phuong huong" in document.folded_text
    assert "cu" not in document.folded_text.split()


def test_a_number_is_taken_at_issue_in_the_term_of_the_day(secretary, cell):
    document = draft(secretary, cell)

    symbol = service.issue(secretary, document, issued_on=DAY)

    kept = service.get(secretary, document.id)
    assert symbol == kept.symbol == "01-NQ/CB"
    assert kept.issued_on == DAY
    assert kept.status is DocumentStatus.AVAILABLE
    assert kept.term.name == "2025-2030"
    assert "01-nq/cb" in kept.folded_text


def test_numbers_continue_from_the_last_one_used_on_paper(make, secretary, cell):
    term = term_on(SYSTEM, cell.id, DAY)
    service.set_last_numbers(SYSTEM, cell, {"NQ": 21, "BC": 9}, term)

    expected = service.next_number(secretary, cell.id, DocumentKind.RESOLUTION, DAY)
    symbol = service.issue(secretary, draft(secretary, cell), issued_on=DAY)

    assert symbol == expected.symbol == "22-NQ/CB"
    assert expected.term_name == "2025-2030"
    report = service.next_number(secretary, cell.id, DocumentKind.REPORT, DAY)
    assert report.symbol == "10-BC/CB"


def test_a_register_in_use_is_not_set_back(secretary, cell):
    service.issue(secretary, draft(secretary, cell), issued_on=DAY)

    service.set_last_numbers(SYSTEM, cell, {"NQ": 0}, term_on(SYSTEM, cell.id, DAY))

    assert service.issue(secretary, draft(secretary, cell), issued_on=DAY) == "02-NQ/CB"


def test_last_numbers_told_again_leave_no_second_trace(cell):
    term = term_on(SYSTEM, cell.id, DAY)

    for _ in range(2):
        service.set_last_numbers(SYSTEM, cell, {"NQ": 21}, term)

    actions = [entry.action for entry in audit.entries(SYSTEM)]
    assert actions.count("document.set-last-numbers") == 1


@pytest.mark.parametrize("wrong", [{"XX": 1}, {"NQ": -1}])
def test_a_last_number_that_makes_no_sense_is_refused(cell, wrong):
    with pytest.raises(RuleBroken, match="Số đã dùng gần nhất"):
        service.set_last_numbers(SYSTEM, cell, wrong, term_on(SYSTEM, cell.id, DAY))


def test_decisions_and_regulations_share_one_series(make):
    organisation = make.organisation()
    office = make.office()

    symbols = [
        service.issue(office, draft(office, organisation, kind), issued_on=DAY)
        for kind in (DocumentKind.DECISION, DocumentKind.REGULATION, DocumentKind.RESOLUTION)
    ]

    assert symbols == ["01-QĐ/ĐU", "02-QĐ/ĐU", "01-NQ/ĐU"]


def test_each_organisation_has_its_own_series(make, cell, secretary):
    other = make.cell()
    service.issue(secretary, draft(secretary, cell), issued_on=DAY)

    document = draft(SYSTEM, other)

    assert service.issue(SYSTEM, document, issued_on=DAY) == "01-NQ/CB"


def test_a_refusal_after_the_number_gives_it_back(secretary, cell):
    document = draft(secretary, cell)

    def issue_and_fail():
        with transaction():
            service.issue(secretary, document, issued_on=DAY)
            raise RuleBroken("việc sau đó không được")

    with pytest.raises(RuleBroken, match="sau đó"):
        issue_and_fail()

    other = draft(secretary, cell)
    assert service.issue(secretary, other, issued_on=DAY) == "01-NQ/CB"


def test_a_paper_takes_one_number_and_then_does_not_change(secretary, cell):
    document = draft(secretary, cell)
    service.issue(secretary, document, issued_on=DAY)

    for attempt in (
        lambda: service.issue(secretary, document, issued_on=DAY),
        lambda: service.set_clauses(secretary, document, [Paragraph("I", "Khác")]),
        lambda: service.reword(secretary, document, summary="khác"),
    ):
        with pytest.raises(RuleBroken, match="đã phát hành"):
            attempt()


def test_a_draft_may_be_reworded(secretary, cell):
    document = draft(secretary, cell)

    service.reword(secretary, document, summary="về công tác cán bộ")

    assert fresh(document).folded_text == "nghi quyet ve cong tac can bo"


def test_there_is_no_number_outside_a_term(secretary, cell):
    with pytest.raises(RuleBroken, match="Chưa có nhiệm kỳ"):
        service.issue(secretary, draft(secretary, cell), issued_on=date(2020, 1, 1))


def test_there_is_no_number_for_a_paper_without_a_code(secretary, cell):
    document = draft(secretary, cell, DocumentKind.MEETING_PAPER)

    with pytest.raises(RuleBroken, match="không lấy số"):
        service.issue(secretary, document, issued_on=DAY)


def test_there_is_no_number_without_a_symbol_code(secretary, cell):
    with transaction():
        cell.symbol_code = ""

    with pytest.raises(RuleBroken, match="chưa có ký hiệu"):
        service.issue(secretary, draft(secretary, cell), issued_on=DAY)


def test_an_attached_file_keeps_its_bytes_and_a_clean_name(secretary, cell):
    document = draft(secretary, cell)
    content = pdf("Tờ trình")

    kept = attach(secretary, document, "..\\C:\\Tờ trình<1>.pdf", content)

    found, opened = service.open_file(secretary, kept.id)
    assert opened == content
    assert "/" not in found.file_name
    assert "\\" not in found.file_name
    assert found.file_name.endswith(".pdf")
    assert (found.size, found.media_type) == (len(content), "application/pdf")
    assert found.added_by == secretary.name


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("trang.html", b"<html>", "Chỉ nhận tệp", id="web page"),
        pytest.param("hinh.svg", b"<svg/>", "Chỉ nhận tệp", id="drawing"),
        pytest.param("quet.pdf", b"MZ\x90", "không phải là PDF", id="programme named pdf"),
        pytest.param("quet.pdf", b"", "Tệp rỗng", id="empty"),
        pytest.param("quet.pdf", b"%PDF-1.7 broken", "Không mở", id="broken"),
        pytest.param(
            "a.docx", docx("a") + b"word/vbaProject.bin", "macro", id="document with macros"
        ),
    ],
)
def test_files_of_the_wrong_kind_are_refused_and_not_kept(secretary, cell, name, content, reason):
    document = draft(secretary, cell)

    with pytest.raises(RuleBroken, match=reason):
        attach(secretary, document, name, content)

    assert db.session.scalars(visible_files(SYSTEM)).all() == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("bao cao.pdf", pdf("TỐI MẬT\nBáo cáo"), id="text layer of a pdf"),
        pytest.param("bao cao.docx", docx("Báo cáo", "TUYỆT MẬT"), id="text document"),
        pytest.param("TUYỆT MẬT.pdf", pdf("Báo cáo"), id="file name"),
    ],
)
def test_a_file_with_a_secret_mark_is_refused_and_nothing_is_kept(
    make, database, caplog, name, content
):
    cell = make.cell()
    secretary = make.secretary(cell)
    document = draft(secretary, cell)

    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"), caplog.at_level(logging.WARNING):
        attach(secretary, document, name, content)

    assert db.session.scalars(visible_files(SYSTEM)).all() == []
    assert not [path for path in (database.data / "files").rglob("*") if path.is_file()]
    assert str(secretary.user_id) in caplog.text
    assert "Báo cáo" not in caplog.text


def test_no_file_is_read_while_the_database_is_held(secretary):
    with transaction(), pytest.raises(RuntimeError, match="inside a transaction"):
        service.inspected(secretary, "a.pdf", pdf("a"))


def test_a_typed_text_with_a_secret_mark_is_refused(secretary, cell):
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        draft(secretary, cell, summary="TỐI MẬT")
    document = draft(secretary, cell)
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        service.set_clauses(secretary, document, [Paragraph("I", "Một\nMẬT\nHai")])
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        service.reword(secretary, document, summary="(TUYỆT MẬT) về cán bộ")

    assert clauses_of(document) == []


def test_a_corrupt_file_is_not_served(secretary, cell):
    document = draft(secretary, cell)
    kept = attach(secretary, document, "a.pdf", pdf("a"))
    path = store.path_of(kept.sha256)
    path.chmod(0o640)
    path.write_bytes(pdf("b"))

    with pytest.raises(RuleBroken, match="đã bị hỏng"):
        service.open_file(secretary, kept.id)


def test_publishing_and_filing_happen_once(secretary, cell):
    document = draft(secretary, cell)

    service.publish(document)
    service.file_up(document)
    first = (document.published_at, document.filed_at)
    service.publish(document)
    service.file_up(document)

    assert (document.published_at, document.filed_at) == first
    assert document.status is DocumentStatus.AVAILABLE


def test_opening_a_restricted_paper_leaves_a_trace_and_an_ordinary_one_does_not(secretary, cell):
    limited = draft(secretary, cell, access=AccessClass.RESTRICTED)
    ordinary = draft(secretary, cell)
    files = [
        service.store_rendered(secretary, paper, content=pdf("a"), file_name="a.pdf")
        for paper in (limited, ordinary)
    ]

    for one in files:
        service.open_file(secretary, one.id)

    opened = [e.subject_id for e in audit.entries(SYSTEM) if e.action == "document.open"]
    assert opened == [files[0].id]


def test_an_absent_paper_and_an_absent_file_are_not_visible(secretary):
    with pytest.raises(NotVisible):
        service.get(secretary, uuid4())
    with pytest.raises(NotVisible):
        service.open_file(secretary, uuid4())


def test_the_rendered_file_is_a_pdf_of_the_paper(secretary, cell):
    document = draft(secretary, cell)

    kept = service.store_rendered(secretary, document, content=pdf("a"), file_name="Nghị quyết.pdf")

    query = visible_files(SYSTEM).where(DocumentFile.document_id == document.id)
    assert [one.id for one in db.session.scalars(query)] == [kept.id]
    assert kept.role is FileRole.RENDERED


def test_a_paper_with_limited_access_is_given_to_people_by_name(make, secretary, cell):
    document = draft(secretary, cell, access=AccessClass.RESTRICTED)
    guest, other = make.inspector(), make.plain_member(cell)

    service.publish_to(document, [guest.member_id])
    service.publish_to(document, [guest.member_id])

    assert db.session.scalar(visible(guest)).id == document.id
    assert db.session.scalar(visible(other)) is None
    assert [one.member_id for one in db.session.scalars(visible_readers(guest))] == [
        guest.member_id
    ]
    assert list(db.session.scalars(visible_readers(other))) == []

    service.name_readers(document, [other.member_id])
    service.take_back(document, [guest.member_id])

    assert db.session.scalar(visible(guest)) is None
    assert db.session.scalar(visible(other)).id == document.id
