from datetime import date

import pytest

from partywork.copies import rules
from partywork.copies.terms import CopyKind
from partywork.core.errors import RuleBroken
from partywork.documents.terms import DocumentKind

DAY = date(2026, 11, 5)


def test_confirmed_minutes_and_issued_resolutions_and_decisions_are_copied() -> None:
    for kind in rules.SOURCES:
        rules.check_source(kind, is_final=True)


def test_nothing_else_and_no_draft_is_copied() -> None:
    with pytest.raises(RuleBroken, match="biên bản, nghị quyết và quyết định"):
        rules.check_source(DocumentKind.COPY, is_final=True)
    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        rules.check_source(DocumentKind.MINUTES, is_final=False)


def test_an_extract_names_parts_that_are_there() -> None:
    rules.check_chosen(CopyKind.EXTRACT, [2], [1, 2])
    with pytest.raises(RuleBroken, match="ít nhất một"):
        rules.check_chosen(CopyKind.EXTRACT, [], [1, 2])
    with pytest.raises(RuleBroken, match="không có trong"):
        rules.check_chosen(CopyKind.EXTRACT, [3], [1, 2])


@pytest.mark.parametrize("kind", [CopyKind.CERTIFIED, CopyKind.RELAYED])
def test_a_whole_copy_leaves_nothing_out(kind: CopyKind) -> None:
    rules.check_chosen(kind, [], [1, 2])


def test_a_numbered_copy_stays() -> None:
    rules.check_unnumbered(None)
    with pytest.raises(RuleBroken, match="đã lấy số"):
        rules.check_unnumbered("01-BS/CB")


def test_a_copy_is_signed_between_the_day_of_its_paper_and_today() -> None:
    rules.check_signed(DAY, source_day=DAY, today=DAY)
    with pytest.raises(RuleBroken, match="không được trước"):
        rules.check_signed(date(2026, 11, 4), source_day=DAY, today=DAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        rules.check_signed(date(2026, 11, 6), source_day=DAY, today=DAY)
