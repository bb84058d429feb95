"""A member is no candidate, nobody is listed twice, nobody vouches for themselves."""

import pytest

from partywork.admissions.rules import identity as rules
from partywork.admissions.rules.identity import Claim, Found
from partywork.admissions.terms import ProcedureKind
from partywork.cells.rules.identity import Likeness
from partywork.core.errors import RuleBroken

SILENT = Claim(has_number=False, is_namesake=False)
NUMBERED = Claim(has_number=True, is_namesake=False)
TOLD_APART = Claim(has_number=True, is_namesake=True)
WORD_ALONE = Claim(has_number=False, is_namesake=True)


def found(likeness: Likeness, *, is_gone: bool = False, has_number: bool = True) -> list[Found]:
    """Return one record that may be the candidate's."""
    return [Found(likeness, is_gone, has_number)]


@pytest.mark.parametrize(
    ("record", "claim", "words", "field"),
    [
        (found(Likeness.SAME), TOLD_APART, "không được kết nạp lần nữa", "citizen_id"),
        (found(Likeness.ALIKE), SILENT, "Nếu là người khác", "is_namesake"),
        (found(Likeness.ALIKE), NUMBERED, "Nếu là người khác", "is_namesake"),
        (found(Likeness.ALIKE), WORD_ALONE, "ghi số căn cước", "citizen_id"),
        (found(Likeness.ALIKE, has_number=False), TOLD_APART, "bổ sung số căn cước", "is_namesake"),
    ],
)
def test_a_living_member_is_no_candidate_and_a_namesake_is_told_apart_by_numbers(
    record: list[Found], claim: Claim, words: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        rules.check_not_member(record, claim)

    assert refused.value.field == field


def test_who_left_or_is_told_apart_may_be_looked_after() -> None:
    rules.check_not_member([], SILENT)
    rules.check_not_member(found(Likeness.ALIKE), TOLD_APART)
    for likeness in Likeness:
        rules.check_not_member(found(likeness, is_gone=True, has_number=False), SILENT)


@pytest.mark.parametrize(
    ("likeness", "claim", "field"),
    [
        (Likeness.SAME, TOLD_APART, "citizen_id"),
        (Likeness.ALIKE, NUMBERED, "is_namesake"),
        (Likeness.ALIKE, WORD_ALONE, "citizen_id"),
    ],
)
def test_nobody_is_listed_twice(likeness: Likeness, claim: Claim, field: str) -> None:
    with pytest.raises(RuleBroken, match="anh sách quần chúng ưu tú") as no:
        rules.check_not_listed([Likeness.OTHER, likeness], claim)

    assert no.value.field == field
    rules.check_not_listed([Likeness.OTHER], SILENT)
    rules.check_not_listed([Likeness.ALIKE], TOLD_APART)


def test_who_has_a_former_record_is_admitted_again_not_for_the_first_time() -> None:
    first, again = ProcedureKind.ADMISSION, ProcedureKind.READMISSION
    for likeness, claim in (
        (Likeness.SAME, TOLD_APART),
        (Likeness.ALIKE, NUMBERED),
        (Likeness.ALIKE, WORD_ALONE),
    ):
        former = found(likeness, is_gone=True)
        with pytest.raises(RuleBroken, match="kết nạp lại"):
            rules.check_first_time(first, former, claim)
        rules.check_first_time(again, former, claim)

    rules.check_first_time(first, found(Likeness.ALIKE, is_gone=True), TOLD_APART)
    rules.check_first_time(first, found(Likeness.ALIKE), NUMBERED)


def test_nothing_is_decided_without_the_identity_number() -> None:
    rules.check_number_known(NUMBERED)
    with pytest.raises(RuleBroken, match="Chưa ghi số căn cước"):
        rules.check_number_known(WORD_ALONE)


def test_nobody_helps_or_introduces_themselves() -> None:
    for likeness, claim in ((Likeness.SAME, TOLD_APART), (Likeness.ALIKE, NUMBERED)):
        with pytest.raises(RuleBroken, match="chính người được xét") as refused:
            rules.check_not_self([likeness], claim, "member_id")
        assert refused.value.field == "member_id"

    rules.check_not_self([Likeness.ALIKE], TOLD_APART, "member_id")
    rules.check_not_self([Likeness.OTHER], SILENT, "member_id")
