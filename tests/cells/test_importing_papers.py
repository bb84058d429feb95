from datetime import date

import pytest

from partywork.cells.rules.importing.cell_names import CellNames
from partywork.cells.rules.importing.columns import Cell
from partywork.cells.rules.importing.messages import Fault, Finding, ImportField, Repair, Rule
from partywork.cells.rules.importing.rows import held_to, read_fields
from partywork.cells.rules.importing.values import Reading, read_card_kind, read_email
from partywork.cells.terms import CardKind
from tests.cells.lives import LIMITS

LIST_DAY = date(2026, 10, 31)
SOUND = {
    ImportField.FULL_NAME: "Lê Văn An",
    ImportField.BORN_ON: "05/09/1976",
    ImportField.SEX: "Nam",
    ImportField.ADMITTED_ON: "03/02/2000",
    ImportField.CEREMONY_ON: "20/02/2000",
    ImportField.OFFICIAL_ON: "20/02/2001",
    ImportField.PARTY_AGE_FROM: "03/02/2000",
    ImportField.CARD_ISSUED_ON: "07/11/2001",
    ImportField.CELL: "Chi bộ Hội Cầu đường",
    ImportField.STATUS: "Chính thức",
}


def rules(reading: Reading[object]) -> list[Rule]:
    return [found.rule for found in reading.findings]


def said_of(**changed: str) -> list[Rule]:
    cells = SOUND | {ImportField(name): text for name, text in changed.items()}
    row = read_fields(2, cells, CellNames.of(["Chi bộ Hội Cầu đường"]), LIST_DAY)
    return [found.rule for found in row.findings]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("an@hoicauduong.vn", "an@hoicauduong.vn", []),
        (None, None, []),
        (" an@hoi.org.vn ", "an@hoi.org.vn", [Repair.SPACES]),
        ("an@hoi", None, [Fault.EMAIL_IMPOSSIBLE]),
        ("an hoi", None, [Fault.EMAIL_IMPOSSIBLE]),
        ("an@hoi.vn, binh@hoi.vn", None, [Fault.EMAIL_IMPOSSIBLE]),
        ("a@" + "hoi." * 70 + "vn", None, [Fault.EMAIL_IMPOSSIBLE]),
    ],
)
def test_addresses_of_mail(cell: Cell, value: str | None, said: list[Rule]) -> None:
    reading = read_email(cell)
    assert reading.value == value
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("Thẻ cũ", CardKind.OLD, []),
        ("mới", CardKind.NEW, []),
        ("thẻ mới", CardKind.NEW, []),
        ("", None, []),
        ("thẻ nhựa", None, [Fault.CARD_KIND_UNKNOWN]),
    ],
)
def test_kinds_of_cards(cell: Cell, value: CardKind | None, said: list[Rule]) -> None:
    reading = read_card_kind(cell)
    assert reading.value is value
    assert rules(reading) == said


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"ceremony_on": "02/02/2000"}, Fault.CEREMONY_BEFORE_ADMISSION),
        ({"official_on": "19/02/2000"}, Fault.OFFICIAL_BEFORE_CEREMONY),
        ({"party_age_from": "04/09/1994"}, Fault.PARTY_AGE_TOO_EARLY),
        ({"card_issued_on": "19/02/2001"}, Fault.CARD_BEFORE_OFFICIAL),
        ({"retired_on": "05/09/1976"}, Fault.RETIRED_BEFORE_BIRTH),
        ({"birth_name": "Lê Văn 4n"}, Fault.NAME_UNREADABLE),
    ],
)
def test_a_row_that_contradicts_itself_or_the_form_of_the_record_is_refused(
    changed: dict[str, str], rule: Fault
) -> None:
    assert said_of() == []
    assert said_of(**changed) == [rule]


_NEW = {"official_on": "", "card_issued_on": ""}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"status": "Đình chỉ sinh hoạt", "office": "Bí thư"}, [Fault.NOT_VOTING_IN_OFFICE]),
        (
            {"status": "Đình chỉ sinh hoạt", "office": "Ủy viên Ủy ban Kiểm tra"},
            [Fault.NOT_VOTING_IN_OFFICE],
        ),
        (
            {"status": "Bị khởi tố, tạm giam", "office": "Chi ủy viên"},
            [Fault.NOT_VOTING_IN_OFFICE],
        ),
        (
            {"status": "Tạm thời đến sinh hoạt", "office": "Phó bí thư"},
            [Fault.NOT_VOTING_IN_OFFICE],
        ),
        ({"status": "Miễn SH", "office": "Chi ủy viên"}, []),
        ({"status": "Tạm thời đến sinh hoạt"}, []),
        (_NEW | {"status": "Dự bị", "office": "Bí thư"}, [Fault.PROBATIONARY_IN_OFFICE]),
        (
            {
                "card_issued_on": "",
                "status": "Dự bị, được tạm miễn sinh hoạt",
                "office": "Chi ủy viên",
            },
            [Fault.PROBATIONARY_WITH_OFFICIAL_DAY, Fault.PROBATIONARY_IN_OFFICE],
        ),
        (_NEW | {"status": "Dự bị", "card_number": "93524993"}, [Fault.PROBATIONARY_WITH_CARD]),
        (_NEW | {"status": "Dự bị", "card_kind": "thẻ mới"}, [Fault.PROBATIONARY_WITH_CARD]),
        ({"status": "Dự bị", "official_on": ""}, [Fault.PROBATIONARY_WITH_CARD]),
        (_NEW | {"status": "Dự bị, đình chỉ sinh hoạt đảng"}, []),
        ({"official_on": ""}, [Repair.OFFICIAL_DAY_MISSING]),
        ({"status": "Tạm thời đến sinh hoạt", "official_on": ""}, []),
    ],
)
def test_office_card_and_days_agree_with_what_the_standing_allows(
    changed: dict[str, str], found: list[Rule]
) -> None:
    assert said_of(**changed) == found


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"official_on": "20/02/2000"}, "sớm nhất là ngày 20/02/2001"),
        ({"official_on": "19/02/2001"}, "sớm nhất là ngày 20/02/2001"),
        ({"ceremony_on": "", "official_on": "02/02/2001"}, "sớm nhất là ngày 03/02/2001"),
    ],
)
def test_an_official_day_before_the_probation_was_over_is_refused(
    changed: dict[str, str], words: str
) -> None:
    (said,) = held(**changed)

    assert said.rule is Fault.OFFICIAL_TOO_EARLY
    assert said.field is ImportField.OFFICIAL_ON
    assert words in said.text


@pytest.mark.parametrize(
    "changed",
    [{}, {"ceremony_on": "", "official_on": "03/02/2001"}, {"official_on": "21/03/2005"}],
)
def test_an_official_day_when_the_probation_was_over_is_taken(changed: dict[str, str]) -> None:
    assert held(**{"card_issued_on": "", **changed}) == ()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"official_on": "19/02/2000"}, Fault.OFFICIAL_BEFORE_CEREMONY),
        ({"official_on": ""}, Repair.OFFICIAL_DAY_MISSING),
        ({"ceremony_on": "", "admitted_on": ""}, Fault.MISSING),
    ],
)
def test_where_another_mistake_is_told_the_months_of_probation_are_not_counted(
    changed: dict[str, str], rule: Rule
) -> None:
    assert [one.rule for one in held(**changed)] == [rule]


def held(**changed: str) -> tuple[Finding, ...]:
    cells = SOUND | {ImportField(name): text for name, text in changed.items()}
    row = read_fields(2, cells, CellNames.of(["Chi bộ Hội Cầu đường"]), LIST_DAY)
    return held_to(row, LIMITS).findings


def test_the_name_in_the_birth_certificate_is_read_as_names_are_and_may_be_left_out() -> None:
    assert said_of(birth_name="LÊ VĂN ÂN") == [Repair.CAPITALS]
    assert said_of(birth_name="-") == []
