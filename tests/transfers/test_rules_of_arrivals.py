"""Whose record goes on when somebody comes: the number decides, else the desk says."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.rules.identity import Likeness
from partywork.cells.terms import Sex
from partywork.core.errors import RuleBroken
from partywork.transfers.rules.arrivals import Known, whose_record
from partywork.transfers.terms import SamePerson

YES, NO = SamePerson.YES, SamePerson.NO
GONE = Known(
    Likeness.ALIKE,
    agrees=True,
    sex=Sex.FEMALE,
    has_number=False,
    is_here=False,
    left_on=date(2020, 2, 1),
)
HERE = replace(GONE, is_here=True, left_on=None)
SAME = replace(GONE, likeness=Likeness.SAME, has_number=True)
OTHER = replace(HERE, likeness=Likeness.OTHER, has_number=True)


def asked(
    *known: Known,
    answer: SamePerson | None = None,
    sex: Sex = Sex.FEMALE,
    has_number: bool = True,
) -> int | None:
    """Ask whose record goes on."""
    return whose_record(known, answer, sex=sex, has_number=has_number)


def test_an_equal_number_goes_on_with_that_record_and_another_person_has_a_new_one() -> None:
    assert asked(GONE, SAME) == 1
    assert asked(SAME, answer=YES) == 0
    assert asked() is None
    assert asked(OTHER) is None


def test_who_came_back_goes_on_with_the_record_and_a_namesake_is_new() -> None:
    assert asked(HERE, GONE, answer=YES) == 1
    assert asked(replace(GONE, has_number=True), answer=YES, has_number=False) == 0
    assert asked(GONE, answer=NO) is None
    assert asked(replace(HERE, has_number=True), answer=NO) is None


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ([GONE], r"không còn sinh hoạt ở Đảng bộ từ ngày 01/02/2020\. Có phải là đồng chí đó"),
        ([replace(GONE, left_on=None)], r"ngày sinh\. Có phải là đồng chí đó"),
        ([HERE], "đang sinh hoạt ở Đảng bộ.*«Không, là người khác trùng tên»"),
        ([GONE, HERE], "Có phải là đồng chí đó"),
    ],
)
def test_equal_name_and_birthday_ask(known: list[Known], words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        asked(*known)

    assert refused.value.field == "same_person"


@pytest.mark.parametrize(
    ("known", "facts", "words", "field"),
    [
        ([replace(SAME, agrees=False)], {}, "một đồng chí khác", "citizen_id"),
        ([SAME], {"answer": NO}, "một đồng chí khác", "citizen_id"),
        ([replace(SAME, is_here=True)], {}, "đang sinh hoạt ở Đảng bộ", "citizen_id"),
        ([HERE], {"answer": YES}, "đang sinh hoạt ở Đảng bộ", "full_name"),
        ([GONE, GONE], {"answer": YES}, "nhiều hồ sơ cũ", "citizen_id"),
        ([replace(GONE, has_number=True)], {"answer": YES}, "khác với số ở hồ sơ", "citizen_id"),
        ([GONE], {"answer": YES, "sex": Sex.MALE}, "Giới tính khác", "sex"),
        ([GONE], {"answer": NO, "has_number": False}, "phân biệt", "citizen_id"),
        ([HERE], {"answer": NO}, "bổ sung vào hồ sơ ấy", "same_person"),
    ],
)
def test_an_answer_that_the_records_contradict_is_refused(
    known: list[Known], facts: dict[str, object], words: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        asked(*known, **facts)

    assert refused.value.field == field
