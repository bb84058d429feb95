import pytest

from partywork.audit.models import AuditEntry
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from tests.support.queries import count_queries

CITIZEN_ID, PHONE, CARD = "001080012345", "0912345678", "98765432"


@pytest.fixture
def people(make):
    """Return a cell with the one person who is looked for, among others with other numbers."""
    cell = make.cell()
    sought = make.member(cell, name="Đỗ Quang Đạt")
    other = make.member(cell, name="Lê Văn Ân")
    with transaction():
        sought.citizen_id, sought.phone, sought.card_number = CITIZEN_ID, PHONE, CARD
        other.citizen_id, other.phone = "001080054321", "0987654321"
    return cell, sought


def trail() -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == "member.find")
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def ask(browser, typed):
    """Return the address one is led to, what the page says and how many statements it took."""
    address = browser.post("/members", {"tim": typed}).location
    with count_queries() as sent:
        page = browser.get(address)
    return address, page, len(sent)


@pytest.mark.parametrize(
    "typed", [CITIZEN_ID, "001 080 012 345", PHONE, "+84 912.345.678", CARD, "987 654 32"]
)
def test_the_organisation_desk_finds_one_person_by_each_number(typed, make, people, browse):
    browser = browse(make.office())

    address, page, _sent = ask(browser, typed)

    assert "Quang Đạt" in page.words
    assert "Văn Ân" not in page.words
    assert not any(number in address for number in (CITIZEN_ID, PHONE, CARD, "912"))


def test_a_hit_is_told_to_the_person_without_the_number(make, people, browse):
    _cell, sought = people
    desk = make.office()

    ask(browse(desk), CITIZEN_ID)

    (entry,) = trail()
    assert (entry.subject_id, entry.actor_id) == (sought.id, desk.user_id)
    assert CITIZEN_ID not in str(entry.changes)
    words = browse(make.actor(sought)).get(f"/privacy/members/{sought.id}/readers").words
    assert "Tìm ra hồ sơ đảng viên theo số" in words


def test_a_name_or_a_number_of_nobody_leaves_no_trace(make, people, browse):
    browser = browse(make.office())

    ask(browser, "quang dat")
    ask(browser, "001080099999")

    assert trail() == []


def test_who_leads_the_cell_finds_by_telephone_and_not_by_identity_number(make, people, browse):
    cell, _sought = people
    browser = browse(make.secretary(cell))

    assert "Quang Đạt" in ask(browser, PHONE)[1].words
    assert "Quang Đạt" not in ask(browser, CITIZEN_ID)[1].words


def test_who_may_not_see_a_number_learns_nothing_by_trying_it(make, people, browse):
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.inspector()):
        browser = browse(actor)
        for held, of_nobody in ((CITIZEN_ID, "001080099999"), (PHONE, "0912345679")):
            tried, nobody = ask(browser, held), ask(browser, of_nobody)

            shown = [
                page.words.replace(typed, "")
                for typed, (_address, page, _sent) in ((held, tried), (of_nobody, nobody))
            ]
            assert shown[0] == shown[1]
            assert tried[2] == nobody[2]
            assert "Quang Đạt" not in tried[1].words
    assert trail() == []


def test_a_secretary_of_another_cell_finds_nobody_by_any_number(make, people, browse):
    browser = browse(make.secretary(make.cell()))

    for typed in (CITIZEN_ID, PHONE, CARD):
        assert "Không có đồng chí nào" in ask(browser, typed)[1].words
