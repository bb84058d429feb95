from contextlib import suppress
from datetime import date

import pytest

from partywork.accounts.service import accounts, sessions
from partywork.accounts.service.actors import person_of
from partywork.accounts.service.sign_in import sign_in
from partywork.accounts.terms import AccountStatus
from partywork.audit import service as audit
from partywork.cells.service import events
from partywork.cells.terms import EventKind
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.ids import new_id
from partywork.core.submissions import once
from partywork.notifications.service import unread
from tests.accounts.people import ADDRESS, OTHER_PASSWORD, PASSWORD, with_password
from tests.support.queries import count_queries


def own(make, cell=None):
    member = make.member(cell or make.cell())
    user = with_password(make.user(member))
    return user, sign_in(user.user_name, PASSWORD, address=ADDRESS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Đỗ Minh Hưng", "hung.do.minh"), ("H'Hen Niê", "nie.hhen"), ("Sơn", "son")],
)
def test_a_user_name_is_the_name_without_marks_given_name_first(make, name, expected):
    member = make.member(make.cell(), name=name)

    user, _code = accounts.open_account(make.office(), member.id)

    assert user.user_name == expected


def test_a_second_person_of_the_same_name_gets_a_number(make):
    office, cell = make.office(), make.cell()
    people = [make.member(cell, name="Đỗ Minh Hưng") for _ in range(3)]

    names = [accounts.open_account(office, person.id)[0].user_name for person in people]

    assert names == ["hung.do.minh", "hung.do.minh.2", "hung.do.minh.3"]


@pytest.mark.parametrize("who", ["secretary", "plain_member"])
def test_people_of_a_cell_open_no_accounts(make, who):
    cell = make.cell()
    member = make.member(cell)

    with pytest.raises(NotAllowed):
        accounts.open_account(getattr(make, who)(cell), member.id)


@pytest.mark.parametrize("who", ["administrator", "inspector", "committee"])
def test_others_open_no_accounts(make, who):
    member = make.member(make.cell())

    with pytest.raises(NotAllowed):
        accounts.open_account(getattr(make, who)(), member.id)


def test_desks_without_that_work_open_no_accounts(make):
    member = make.member(make.cell())

    with pytest.raises(NotAllowed):
        accounts.open_account(make.office(Desk.PROPAGANDA), member.id)


def test_a_member_who_is_not_there_cannot_get_an_account(make):
    with pytest.raises(NotVisible):
        accounts.open_account(make.office(), new_id())


def test_a_reset_takes_the_password_away_ends_sessions_and_tells_the_owner(make):
    user, entered = own(make)

    accounts.open_account(make.office(), user.member_id)

    assert sessions.person_by_token(entered.token) is None
    assert unread(entered.person.actor) == 1
    with pytest.raises(RuleBroken):
        sign_in(user.user_name, PASSWORD, address=ADDRESS)


def test_the_office_does_not_open_what_the_administrator_locked(make):
    user, _entered = own(make)
    accounts.set_locked(make.administrator(), user.id, locked=True)

    with pytest.raises(RuleBroken, match="khóa"):
        accounts.open_account(make.office(), user.member_id)


def test_unlocking_gives_back_what_was_there(make):
    administrator = make.administrator()
    user, _entered = own(make)
    other, _code = accounts.open_account(make.office(), make.member(make.cell()).id)

    for one, expected in ((user, AccountStatus.ACTIVE), (other, AccountStatus.NEW)):
        accounts.set_locked(administrator, one.id, locked=True)
        after = accounts.set_locked(administrator, one.id, locked=False)
        again = accounts.set_locked(administrator, one.id, locked=False)
        assert after.status is again.status is expected


def test_nobody_locks_their_own_account(make):
    administrator = make.administrator()

    with pytest.raises(RuleBroken):
        accounts.set_locked(administrator, administrator.user_id, locked=True)


def test_only_the_administrator_locks(make):
    user, _entered = own(make)

    with pytest.raises(NotAllowed):
        accounts.set_locked(make.office(), user.id, locked=True)
    with pytest.raises(NotVisible):
        accounts.set_locked(make.administrator(), new_id(), locked=True)


def test_a_new_own_password_signs_the_other_browsers_out(make):
    user, here = own(make)
    there = sign_in(user.user_name, PASSWORD, address=ADDRESS)

    accounts.change_own_password(
        here.person.actor, current=PASSWORD, new=OTHER_PASSWORD, keep_token=here.token
    )

    assert sessions.person_by_token(here.token)
    assert sessions.person_by_token(there.token) is None
    assert sign_in(user.user_name, OTHER_PASSWORD, address=ADDRESS)


def test_the_present_password_is_asked_for(make):
    _user, here = own(make)

    with pytest.raises(RuleBroken) as refusal:
        accounts.change_own_password(here.person.actor, current="sai", new=OTHER_PASSWORD)

    assert refusal.value.field == "current"


def test_confirming_asks_for_the_own_password(make):
    _user, here = own(make)

    accounts.check_own_password(here.person.actor, PASSWORD)
    with pytest.raises(RuleBroken) as refusal:
        accounts.check_own_password(here.person.actor, OTHER_PASSWORD)

    assert refusal.value.field == "password"


def test_guessing_in_a_browser_left_open_is_slowed_down_like_guessing_at_the_door(make):
    _user, here = own(make)
    actor = here.person.actor
    for _ in range(5):
        with pytest.raises(RuleBroken, match="không đúng"):
            accounts.check_own_password(actor, OTHER_PASSWORD)

    with pytest.raises(RuleBroken, match="thử lại sau") as slow:
        accounts.change_own_password(actor, current=PASSWORD, new=OTHER_PASSWORD)

    assert slow.value.field == "current"


def test_a_wrong_own_password_is_counted_and_the_same_form_may_come_again(make):
    _user, here = own(make)
    actor, key = here.person.actor, new_id()

    for attempt in (OTHER_PASSWORD, PASSWORD):
        with suppress(RuleBroken), once(key, actor.user_id, "test", "một"):
            accounts.check_own_password(actor, attempt)
            accounts.change_own_password(actor, current=attempt, new=OTHER_PASSWORD)

    accounts.check_own_password(actor, OTHER_PASSWORD)


def test_a_wrong_password_is_never_noted_inside_a_use_case_that_forgets_it(make):
    _user, here = own(make)

    with pytest.raises(RuntimeError), transaction():
        accounts.check_own_password(here.person.actor, OTHER_PASSWORD)


def test_nobody_has_no_account(app):
    with pytest.raises(NotVisible):
        accounts.own_user(system(date(2026, 11, 5)))


def test_the_office_lists_members_and_finds_them_without_marks(make):
    office, cell = make.office(), make.cell("Chi bộ Hội Cơ học")
    hung = make.member(cell, name="Đỗ Minh Hưng")
    accounts.open_account(office, hung.id)

    by_name, _total = accounts.list_accounts(office, words="do minh hung", limit=50)
    by_cell, _total = accounts.list_accounts(office, words="co hoc", limit=50)
    without, _total = accounts.list_accounts(
        office, words="do minh hung", without_account=True, limit=50
    )

    assert [row.user_name for row in by_name] == ["hung.do.minh"]
    assert [row.place for row in by_cell] == ["Chi bộ Hội Cơ học"]
    assert without == []


def test_the_administrator_lists_sign_ins_without_anything_of_the_party(make):
    cell = make.cell("Chi bộ Hội Cơ học")
    user, _entered = own(make, cell)

    rows, total = accounts.list_accounts(make.administrator(), words=user.user_name, limit=50)

    assert total == 1
    assert (rows[0].user_name, rows[0].place, rows[0].member_id) == (user.user_name, "", None)


def test_members_list_no_accounts(make):
    with pytest.raises(NotAllowed):
        accounts.list_accounts(make.plain_member(make.cell()), limit=50)


def test_the_list_asks_the_same_number_of_questions_for_2_and_for_30_people(make):
    office, cell = make.office(), make.cell()
    make.user(make.member(cell))
    with count_queries() as few:
        accounts.list_accounts(office, limit=50)
    for _ in range(30):
        make.user(make.member(cell))
    with count_queries() as many:
        rows, _total = accounts.list_accounts(office, limit=50)

    assert len(rows) > 30
    assert len(few) == len(many)


def test_an_administrator_is_named_by_a_decision(app):
    user = accounts.create_administrator(
        "Quantri-2", full_name="Trần Thu Hà", password=PASSWORD, decision_number="03-QĐ/ĐU"
    )

    entered = sign_in("quantri-2", PASSWORD, address=ADDRESS)
    assert entered.person.actor.user_id == user.id
    assert entered.person.office_label == "Quản trị hệ thống"
    with pytest.raises(RuleBroken, match="đã có"):
        accounts.create_administrator(
            "quantri-2", full_name="Người khác", password=PASSWORD, decision_number="04-QĐ/ĐU"
        )


@pytest.mark.parametrize(
    ("user_name", "full_name", "decision"),
    [("có dấu", "Trần Thu Hà", "1"), ("quantri", " ", "1"), ("quantri", "Trần Thu Hà", " ")],
)
def test_an_administrator_without_particulars_is_refused(app, user_name, full_name, decision):
    with pytest.raises(RuleBroken):
        accounts.create_administrator(
            user_name, full_name=full_name, password=PASSWORD, decision_number=decision
        )


def test_the_trail_of_accounts_reaches_the_committee(make):
    committee, cell = make.committee(), make.cell()
    user, _entered = own(make, cell)
    accounts.open_account(make.office(), user.member_id)

    actions = [entry.action for entry in audit.entries(committee)]

    assert {"account.open", "account.sign_in"} <= set(actions)


def test_a_new_name_of_a_member_is_the_name_of_their_account(make):
    desk, cell = make.office(), make.cell()
    member = make.member(cell, name="Trần Thị Thu")
    user = make.user(member)
    new = events.NewEvent(
        EventKind.RENAMED,
        date(2026, 11, 20),
        cell.id,
        document_number="12-GKS",
        details={"full_name": "Trần Thu"},
    )

    events.record(desk, member.id, new)
    db.session.expire_all()

    assert person_of(user, date(2026, 11, 20)).actor.name == "Trần Thu"
    rows, _count = accounts.list_accounts(make.administrator(), words=user.user_name, limit=5)
    assert [one.full_name for one in rows] == ["Trần Thu"]
