from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.terms import BodyKind
from partywork.core.errors import RuleBroken
from partywork.documents.terms import DocumentKind
from partywork.resolutions.rules import (
    check_authority,
    check_issue,
    check_replaces,
    check_signing,
    check_step,
)
from partywork.resolutions.terms import ResolutionStatus as Status

ADOPTED_ON = date(2026, 11, 5)
SIGNED_ON = date(2026, 11, 6)
TODAY = date(2026, 11, 7)
FIRST, SECOND, THIRD, FOURTH = (UUID(int=n) for n in range(1, 5))


@pytest.mark.parametrize("current", list(Status))
@pytest.mark.parametrize("following", list(Status))
def test_a_paper_goes_forward_one_step_at_a_time(current: Status, following: Status) -> None:
    allowed = {
        (Status.DRAFT, Status.ADOPTED),
        (Status.DRAFT, Status.REJECTED),
        (Status.ADOPTED, Status.AWAITING_SIGNATURE),
        (Status.AWAITING_SIGNATURE, Status.SIGNED),
        (Status.SIGNED, Status.ISSUED),
        (Status.ISSUED, Status.REPLACED),
    }

    if (current, following) in allowed:
        check_step(current, following)
    else:
        with pytest.raises(RuleBroken, match=current.label):
            check_step(current, following)


def test_a_paper_is_signed_after_it_was_adopted_and_not_in_the_future() -> None:
    check_signing(adopted_on=ADOPTED_ON, signed_on=ADOPTED_ON, today=ADOPTED_ON)

    with pytest.raises(RuleBroken, match="trước ngày thông qua"):
        check_signing(adopted_on=SIGNED_ON, signed_on=ADOPTED_ON, today=TODAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_signing(adopted_on=ADOPTED_ON, signed_on=TODAY, today=SIGNED_ON)


def test_a_signed_paper_with_its_signed_copy_may_take_a_number() -> None:
    check_issue(
        Status.SIGNED,
        has_signed_copy=True,
        adopted_on=ADOPTED_ON,
        signed_on=SIGNED_ON,
        today=TODAY,
    )


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.SIGNED])
def test_no_number_before_the_signature_and_none_twice(status: Status) -> None:
    with pytest.raises(RuleBroken, match=status.label):
        check_issue(
            status, has_signed_copy=True, adopted_on=ADOPTED_ON, signed_on=SIGNED_ON, today=TODAY
        )


def test_no_number_without_the_signed_copy() -> None:
    with pytest.raises(RuleBroken, match="bản ký"):
        check_issue(
            Status.SIGNED,
            has_signed_copy=False,
            adopted_on=ADOPTED_ON,
            signed_on=SIGNED_ON,
            today=TODAY,
        )


@pytest.mark.parametrize(
    ("adopted_on", "signed_on"), [(None, SIGNED_ON), (ADOPTED_ON, None), (None, None)]
)
def test_no_number_without_both_days(adopted_on: date | None, signed_on: date | None) -> None:
    with pytest.raises(RuleBroken, match="ngày thông qua và ngày ký"):
        check_issue(
            Status.SIGNED,
            has_signed_copy=True,
            adopted_on=adopted_on,
            signed_on=signed_on,
            today=TODAY,
        )


def test_no_number_for_a_paper_signed_before_it_was_adopted() -> None:
    with pytest.raises(RuleBroken, match="trước ngày thông qua"):
        check_issue(
            Status.SIGNED,
            has_signed_copy=True,
            adopted_on=SIGNED_ON,
            signed_on=ADOPTED_ON,
            today=TODAY,
        )


def test_a_body_issues_what_the_table_names_and_nothing_else() -> None:
    matrix = {
        "cell": {"resolution": True, "regulation": False},
        "committee": {"regulation": True},
    }

    check_authority(matrix, BodyKind.CELL, DocumentKind.RESOLUTION)
    check_authority(matrix, BodyKind.COMMITTEE, DocumentKind.REGULATION)
    with pytest.raises(RuleBroken, match="Chi bộ không có thẩm quyền ban hành «Quy định»"):
        check_authority(matrix, BodyKind.CELL, DocumentKind.REGULATION)
    with pytest.raises(RuleBroken, match="Chi bộ không có thẩm quyền ban hành «Kế hoạch»"):
        check_authority(matrix, BodyKind.CELL, DocumentKind.PLAN)
    with pytest.raises(RuleBroken, match="Chi ủy không có thẩm quyền"):
        check_authority(matrix, BodyKind.CELL_COMMITTEE, DocumentKind.RESOLUTION)


def test_a_paper_may_replace_an_older_one_that_replaced_another() -> None:
    check_replaces(FIRST, SECOND, {SECOND: THIRD})


def test_a_paper_cannot_replace_itself() -> None:
    with pytest.raises(RuleBroken, match="chính mình"):
        check_replaces(FIRST, FIRST, {})


def test_a_paper_cannot_replace_one_that_came_after_it() -> None:
    with pytest.raises(RuleBroken, match="chính mình"):
        check_replaces(FIRST, SECOND, {SECOND: THIRD, THIRD: FIRST})


def test_a_loop_among_older_papers_does_not_hang_the_check() -> None:
    check_replaces(FIRST, SECOND, {SECOND: THIRD, THIRD: FOURTH, FOURTH: SECOND})


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=40))
def test_accepted_replacements_never_form_a_loop(steps: list[tuple[int, int]]) -> None:
    replaces: dict[UUID, UUID] = {}
    for newer, older in steps:
        try:
            check_replaces(UUID(int=newer), UUID(int=older), replaces)
        except RuleBroken:
            continue
        replaces.setdefault(UUID(int=newer), UUID(int=older))

    for start in replaces:
        walked = [start]
        while walked[-1] in replaces:
            walked.append(replaces[walked[-1]])
            assert len(set(walked)) == len(walked)
