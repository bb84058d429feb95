from datetime import date

import pytest

from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.record import (
    GROUPS,
    KEPT_BY_CELL,
    SEALED,
    check_days,
    citizen_id_doubts,
    clean,
    masked,
    may_be_told,
)
from partywork.cells.terms import RecordField, RecordGroup, Sex
from partywork.core.errors import RuleBroken

BORN = date(1976, 9, 5)


def test_every_field_belongs_to_one_group():
    grouped = [field for fields in GROUPS.values() for field in fields]

    assert sorted(grouped) == sorted(RecordField)
    assert set(GROUPS) == set(RecordGroup)


def test_the_record_and_the_lists_that_are_imported_call_every_field_the_same():
    in_lists = {field.value: field.label for field in ImportField}

    assert {f.value: f.label for f in RecordField}.items() <= in_lists.items()


def test_a_cell_keeps_neither_identity_nor_health():
    assert RecordField.PHONE in KEPT_BY_CELL
    assert not KEPT_BY_CELL & {
        RecordField.CITIZEN_ID,
        RecordField.FULL_NAME,
        RecordField.RELIGION,
        RecordField.HEALTH,
        RecordField.NOTES,
    }


@pytest.mark.parametrize("field", [*sorted(SEALED), RecordField.FAMILY_BACKGROUND])
def test_the_trail_tells_no_personal_value(field):
    assert not may_be_told(field)


def test_the_trail_tells_plain_values():
    assert may_be_told(RecordField.WORKPLACE)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (RecordField.CITIZEN_ID, "001076012345", "•••••••••345"),
        (RecordField.PHONE, "0912345678", "•••••••678"),
        (RecordField.RESIDENCE, "Số 5, phố Huế, Hà Nội", "•••, Hà Nội"),
        (RecordField.EMAIL, "hoa@thuhoi.vn", "•••@thuhoi.vn"),
        (RecordField.RELIGION, "Không", "•••"),
        (RecordField.HEALTH, "", ""),
    ],
)
def test_a_sealed_field_shows_its_end_or_nothing(field, value, shown):
    assert masked(field, value) == shown


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (RecordField.WORKPLACE, "  Viện   Cơ học ", "Viện Cơ học"),
        (RecordField.WORKPLACE, "", None),
        (RecordField.PHONE, "-", None),
        (RecordField.PHONE, "+84 912 345 678", "0912345678"),
        (RecordField.CITIZEN_ID, "001 076 012 345", "001076012345"),
        (RecordField.FULL_NAME, "Nguye\u0302\u0303n Thi\u0323 Hoa", "Nguyễn Thị Hoa"),
        (RecordField.NOTES, "Dòng một\nDòng hai", "Dòng một\nDòng hai"),
        (RecordField.SEX, Sex.FEMALE, Sex.FEMALE),
        (RecordField.RETIRED_ON, None, None),
        (RecordField.BORN_ON, BORN, BORN),
    ],
)
def test_what_is_typed_is_kept_composed_and_trimmed(field, typed, kept):
    assert clean(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (RecordField.CITIZEN_ID, "12345678901", "12 chữ số"),
        (RecordField.PHONE, "12345", "Số điện thoại"),
        (RecordField.EMAIL, "hoa@", "Thư điện tử"),
        (RecordField.FULL_NAME, "", "không được để trống"),
        (RecordField.BORN_ON, None, "không được để trống"),
        (RecordField.WORKPLACE, "a" * 301, "300 ký tự"),
        (RecordField.NOTES, "a" * 2001, "2000 ký tự"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field, typed, words):
    with pytest.raises(RuleBroken) as refused:
        clean(field, typed)

    assert words in refused.value.message
    assert refused.value.field == field.value


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"born_on": date(2027, 1, 1)}, "born_on"),
        ({"admitted_on": date(1994, 9, 4)}, "born_on"),
        ({"retired_on": BORN}, "retired_on"),
    ],
)
def test_days_that_contradict_each_other_are_refused(days, field):
    told = {"born_on": BORN, "retired_on": None, "admitted_on": None, "day": date(2026, 11, 5)}

    with pytest.raises(RuleBroken) as refused:
        check_days(**told | days)

    assert refused.value.field == field


def test_somebody_admitted_on_the_eighteenth_birthday_and_retired_later_is_possible():
    check_days(
        born_on=BORN,
        retired_on=date(2036, 10, 1),
        admitted_on=date(1994, 9, 5),
        day=date(2026, 11, 5),
    )


@pytest.mark.parametrize(
    ("citizen_id", "sex", "born_on", "doubts"),
    [
        (None, Sex.MALE, BORN, 0),
        ("001076012345", Sex.MALE, BORN, 0),
        ("001176012345", Sex.FEMALE, BORN, 0),
        ("001302012345", Sex.FEMALE, date(2002, 1, 1), 0),
        ("001076012345", Sex.FEMALE, BORN, 1),
        ("001077012345", Sex.MALE, BORN, 1),
        ("001276012345", Sex.MALE, BORN, 1),
        ("001377012345", Sex.MALE, BORN, 2),
    ],
)
def test_an_identity_number_that_does_not_fit_sex_or_year_is_only_doubted(
    citizen_id, sex, born_on, doubts
):
    assert len(citizen_id_doubts(citizen_id, sex, born_on)) == doubts
