"""The report among the papers of a meeting: what would be sent, then what was sent."""

from collections.abc import Callable
from datetime import date

import pytest

from partywork.accounts.models import User
from partywork.accounts.service.passwords import hash_of
from partywork.closing.service import papers, steps
from partywork.closing.terms import Paper
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible
from partywork.core.periods import Month
from partywork.reports.models import Report
from partywork.reports.service import drafting, open_draft, return_for_more, send, sending
from partywork.tasks.terms import TaskStatus
from tests.closing.samples import words_of
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.month import CellMonth

PASSWORD = "mot mat khau du dai"
WORD = "closing/report.docx"


@pytest.fixture
def month(make: Make, today: Callable[..., None]) -> CellMonth:
    today(date(2026, 11, 20))
    found = CellMonth(make)
    with transaction():
        query = db.select(User).where(User.id == found.secretary.user_id)
        user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
        user.password_hash = hash_of(PASSWORD)
    return found


def sent(month: CellMonth, report: Report) -> Report:
    shown = sending.for_sending(month.secretary, report.id)
    return send(
        month.secretary,
        report.id,
        version=shown.report.version,
        password=PASSWORD,
        seal=shown.seal,
    )


def test_the_page_leads_to_what_was_sent_and_never_again_to_the_draft_of_it(
    month: CellMonth, make: Make, browse: Callable[..., Browser]
) -> None:
    meeting = month.meeting()
    report = open_draft(month.secretary, month.cell.id, Month(2026, 11))

    def links() -> list[str]:
        after = steps.after_meeting(month.secretary, meeting.id)
        (fact,) = (one.fact for one in after.steps if one.fact.paper is Paper.REPORT)
        return [link.address for link in fact.links]

    page, word = f"/reports/{report.id}/", f"/meetings/{meeting.id}/{WORD}"
    draft = [page, f"{page}draft.pdf", word]
    assert links() == draft

    report = sent(month, report)
    (kept,) = report.document.files
    as_sent = links()
    opened = browse(month.secretary).client.get(as_sent[1])
    return_for_more(
        make.office(), report.id, version=report.version, comments={None: "Bổ sung số liệu."}
    )

    assert as_sent == [page, f"/documents/files/{kept.id}", word]
    assert (opened.status_code, opened.mimetype) == (200, "application/pdf")
    assert links() == draft


def test_a_paper_that_is_still_being_laid_out_is_not_offered(month: CellMonth) -> None:
    meeting = month.meeting()
    report = sent(month, open_draft(month.secretary, month.cell.id, Month(2026, 11)))
    with transaction():
        drafting.get(month.secretary, report.id).document_id = None

    after = steps.after_meeting(month.secretary, meeting.id)

    (fact,) = (one.fact for one in after.steps if one.fact.paper is Paper.REPORT)
    assert [link.words for link in fact.links] == ["Mở báo cáo", "Tải bản Word"]


def test_the_word_report_tells_the_figures_that_were_sent(month: CellMonth, make: Make) -> None:
    meeting = month.meeting()
    month.task()
    report = open_draft(month.secretary, month.cell.id, Month(2026, 11))
    sent(month, report)
    before = words_of(papers.word(month.secretary, meeting.id, Paper.REPORT)[1])

    month.task("Việc ghi sau khi gửi", status=TaskStatus.DONE, done_on=date(2026, 11, 9))
    after = words_of(papers.word(month.secretary, meeting.id, Paper.REPORT)[1])

    assert after == before
    with pytest.raises((NotAllowed, NotVisible)):
        papers.word(make.office(), meeting.id, Paper.REPORT)
