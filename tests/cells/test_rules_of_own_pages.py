from datetime import date

import pytest

from partywork.cells.rules.event_fields import ASKED, EventField
from partywork.cells.rules.own_pages import (
    check_grounded,
    check_retold,
    check_undone_here,
    own_page_of,
)
from partywork.cells.terms import OWN_PAGES, WITHOUT_DECISION, EventKind, OwnPage
from partywork.core.errors import RuleBroken

SINCE = date(2026, 11, 5)
PAPER = {
    "document_number": "12-QĐ/ĐU",
    "decided_on": date(2020, 5, 1),
    "deciding_body": "Đảng ủy",
}


def test_a_kind_with_stricter_rules_has_its_own_page_and_others_have_none():
    def page(kind, *, of_a_list=False):
        return own_page_of(kind, ends_a_stay_of_a_list=of_a_list)

    assert page(EventKind.SUSPENDED) is OwnPage.CONDUCT
    assert page(EventKind.MOVED) is OwnPage.TRANSFERS
    assert page(EventKind.CONFIRMED) is OwnPage.ADMISSIONS
    assert page(EventKind.CARD_LOST) is OwnPage.BADGES
    assert page(EventKind.DIED) is None
    assert page(EventKind.TEMPORARY_ENDED) is OwnPage.TRANSFERS
    assert page(EventKind.TEMPORARY_ENDED, of_a_list=True) is None
    assert page(EventKind.MOVED, of_a_list=True) is OwnPage.TRANSFERS


def test_the_form_of_an_old_event_asks_for_its_paper():
    needed = {EventField.DOCUMENT_NUMBER, EventField.DECIDED_ON, EventField.DECIDING_BODY}

    for kind in set(OWN_PAGES) - {EventKind.TEMPORARY_ENDED}:
        assert needed <= set(ASKED[kind].needed), kind


def test_only_what_happened_before_the_record_is_written_down_afterwards():
    page, kind = OwnPage.CONDUCT, EventKind.DISCIPLINED

    check_retold(kind, page, date(2026, 11, 4), SINCE, **PAPER)
    with pytest.raises(RuleBroken, match=r"05/11/2026.*«Khen thưởng, kỷ luật»") as refused:
        check_retold(kind, page, SINCE, SINCE, **PAPER)

    assert refused.value.field == "happened_on"


def test_a_new_decision_on_an_old_official_day_goes_through_its_page():
    page, day = OwnPage.ADMISSIONS, date(2026, 3, 15)

    check_retold(EventKind.CONFIRMED, page, day, SINCE, **PAPER)
    with pytest.raises(RuleBroken, match="«Phát triển đảng viên»"):
        check_retold(EventKind.CONFIRMED, page, day, SINCE, **PAPER | {"decided_on": SINCE})


@pytest.mark.parametrize("missing", sorted(PAPER))
def test_an_old_event_rests_on_its_paper(missing):
    paper = PAPER | {missing: None}

    with pytest.raises(RuleBroken, match="số văn bản, ngày ký và cơ quan") as refused:
        check_retold(EventKind.COMMENDED, OwnPage.CONDUCT, date(2020, 5, 1), SINCE, **paper)

    assert refused.value.field == missing


@pytest.mark.parametrize("kind", sorted(OWN_PAGES))
@pytest.mark.parametrize("missing", sorted(PAPER))
def test_an_event_of_an_own_page_names_its_paper_or_why_it_has_none(kind, missing):
    paper = PAPER | {missing: None}
    check_grounded(kind, **PAPER)

    if kind in WITHOUT_DECISION:
        check_grounded(kind, **paper)
        assert WITHOUT_DECISION[kind].endswith(".")
        return
    with pytest.raises(RuleBroken, match=f"«{kind.label}» phải có số văn bản") as refused:
        check_grounded(kind, **paper)
    assert refused.value.field == missing


def test_an_event_is_undone_where_it_was_recorded():
    check_undone_here(None, None)
    check_undone_here(OwnPage.BADGES, OwnPage.BADGES)

    for elsewhere in (None, OwnPage.CONDUCT):
        with pytest.raises(RuleBroken, match="«Chuyển sinh hoạt»"):
            check_undone_here(OwnPage.TRANSFERS, elsewhere)
