from datetime import date

import pytest

from partywork.core.errors import RuleBroken
from partywork.documents.terms import DocumentKind
from partywork.resolutions.rules import check_edit, check_issue_day, check_scan
from partywork.resolutions.terms import ResolutionStatus as Status

SIGNED_ON, TODAY = date(2026, 11, 6), date(2026, 11, 8)


@pytest.mark.parametrize("day", [SIGNED_ON, date(2026, 11, 7), TODAY])
def test_a_paper_is_dated_from_its_signature_until_today(day):
    check_issue_day(signed_on=SIGNED_ON, issued_on=day, today=TODAY)


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2026, 11, 5), "trước ngày ký"), (date(2026, 11, 9), "tương lai")],
)
def test_other_days_are_refused(day, reason):
    with pytest.raises(RuleBroken, match=reason) as refusal:
        check_issue_day(signed_on=SIGNED_ON, issued_on=day, today=TODAY)

    assert refusal.value.field == "issued_on"


@pytest.mark.parametrize("name", ["a.pdf", "a.JPG", "a.jpeg", "a.png"])
def test_a_scan_is_a_picture_or_a_pdf(name):
    check_scan(name)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a"])
def test_a_text_that_can_be_edited_is_no_scan(name):
    with pytest.raises(RuleBroken, match="PDF, JPG hoặc PNG"):
        check_scan(name)


@pytest.mark.parametrize("changes_text", [True, False])
@pytest.mark.parametrize("status", list(Status))
def test_only_drafts_change_and_adopted_papers_only_their_recipients(status, changes_text):
    may = status is Status.DRAFT or (status is Status.ADOPTED and not changes_text)

    if may:
        check_edit(DocumentKind.RESOLUTION, status, changes_text=changes_text)
    else:
        with pytest.raises(RuleBroken):
            check_edit(DocumentKind.RESOLUTION, status, changes_text=changes_text)
