from datetime import date

import pytest

from partywork.cells.terms import RecordField, Sex
from partywork.core.errors import RuleBroken
from partywork.privacy.rules import check_waiting, value_of
from partywork.privacy.terms import CorrectionStatus


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        (RecordField.PHONE, "0912 345 678", "0912345678"),
        (RecordField.BORN_ON, " 05/09/1976 ", date(1976, 9, 5)),
        (RecordField.SEX, "nữ", Sex.FEMALE),
        (RecordField.WORKPLACE, "Viện Cơ học", "Viện Cơ học"),
    ],
)
def test_a_proposal_means_what_the_record_would_keep(field, typed, meant):
    assert value_of(field, typed) == meant


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (RecordField.BORN_ON, "1976"),
        (RecordField.SEX, "khác"),
        (RecordField.CITIZEN_ID, "123"),
    ],
)
def test_a_proposal_that_could_not_be_saved_is_refused_at_its_field(field, typed):
    with pytest.raises(RuleBroken) as refused:
        value_of(field, typed)

    assert refused.value.field == "value"


def test_a_proposal_is_decided_once():
    check_waiting(CorrectionStatus.WAITING)

    with pytest.raises(RuleBroken, match="Không sửa"):
        check_waiting(CorrectionStatus.REFUSED)
