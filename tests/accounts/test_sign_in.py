from datetime import date, time, timedelta
from time import perf_counter

import pytest

from partywork.accounts import policy, queries
from partywork.accounts.service import accounts, sessions
from partywork.accounts.service.sign_in import activate, sign_in, sign_in_again, sign_out
from partywork.accounts.service.tries import Throttled, forget_old_tries
from partywork.accounts.terms import AccountStatus
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from tests.accounts.people import ADDRESS, OTHER_PASSWORD, PASSWORD, with_password

DAY = date(2026, 11, 5)


def try_in_vain(name, times, address=ADDRESS):
    for _ in range(times):
        with pytest.raises(RuleBroken):
            sign_in(name, "không phải mật khẩu này", address=address)


@pytest.fixture
def user(make, today):
    today(DAY)
    return with_password(make.user(make.member(make.cell())))


def test_the_right_password_opens_a_session_of_that_person(user):
    opened = sign_in(f"  {user.user_name.upper()} ", PASSWORD, address=ADDRESS)

    assert opened.person.actor.user_id == user.id
    assert sessions.person_by_token(opened.token).actor == opened.person.actor


def test_the_token_is_long_and_not_kept(user):
    opened = sign_in(user.user_name, PASSWORD, address=ADDRESS)

    kept = db.session.scalars(policy.visible_sessions(system(DAY))).all()
    assert len(opened.token) >= 43
    assert opened.token not in {session.digest for session in kept}


def test_a_decomposed_password_is_the_same_password(user):
    assert sign_in(user.user_name, "bốn con ngựa vàng", address=ADDRESS)


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(user):
    with pytest.raises(RuleBroken) as wrong_password:
        sign_in(user.user_name, "không phải", address=ADDRESS)
    with pytest.raises(RuleBroken) as wrong_name:
        sign_in("khong.co.ai", "không phải", address=ADDRESS)

    assert wrong_password.value.message == wrong_name.value.message
    assert wrong_password.value.field == wrong_name.value.field


def test_a_wrong_name_costs_as_much_work_as_a_wrong_password(user, monkeypatch):
    costs = {"known": [], "unknown": []}

    for number in range(8):
        for kind, name in (("known", user.user_name), ("unknown", f"khong.co.{number}")):
            started = perf_counter()
            with pytest.raises((RuleBroken, Throttled)):
                sign_in(name, "không phải", address=f"10.0.1.{number}")
            costs[kind].append(perf_counter() - started)

    assert min(costs["unknown"][:4]) > min(costs["known"][:4]) / 3


def test_an_absurdly_long_password_is_refused_before_it_costs_anything(user):
    started = perf_counter()
    with pytest.raises(RuleBroken):
        sign_in(user.user_name, "a" * 2_000_000, address=ADDRESS)

    assert perf_counter() - started < 1


def test_wrong_tries_slow_the_name_down_from_everywhere(user):
    try_in_vain(user.user_name, 5)

    with pytest.raises(Throttled) as slow:
        sign_in(user.user_name, PASSWORD, address="10.9.9.9")

    assert 0 < slow.value.seconds <= 31
    assert "thử lại sau" in slow.value.message


def test_an_unknown_name_is_slowed_down_alike(user):
    try_in_vain("khong.co.ai", 5)

    with pytest.raises(Throttled):
        sign_in("khong.co.ai", PASSWORD, address=ADDRESS)


def test_the_door_opens_again_after_the_wait_and_a_success_forgets(user, today):
    try_in_vain(user.user_name, 5)
    today(DAY, time(9, 1))

    sign_in(user.user_name, PASSWORD, address=ADDRESS)
    today(DAY, time(9, 2))
    try_in_vain(user.user_name, 4)

    assert sign_in(user.user_name, PASSWORD, address=ADDRESS)


def test_each_further_wrong_try_doubles_the_wait(user, today):
    try_in_vain(user.user_name, 5)
    today(DAY, time(9, 1))
    try_in_vain(user.user_name, 1)

    with pytest.raises(Throttled) as slow:
        sign_in(user.user_name, PASSWORD, address=ADDRESS)

    assert 30 < slow.value.seconds <= 61


def test_guessing_at_many_names_from_one_address_is_slowed_down(user):
    for number in range(30):
        try_in_vain(f"ten.{number}", 1)

    with pytest.raises(Throttled):
        sign_in(user.user_name, PASSWORD, address=ADDRESS)

    assert sign_in(user.user_name, PASSWORD, address="10.0.0.2")


def test_names_of_tries_are_not_kept_in_the_clear(user):
    try_in_vain("mat-khau-go-nham-o-ten", 1)

    tries = db.session.scalars(policy.visible_attempts(system(DAY))).all()
    assert all("mat-khau" not in one.name_digest for one in tries)


def test_tries_are_forgotten_after_a_month(user, today):
    try_in_vain(user.user_name, 2)
    today(DAY + timedelta(days=31))

    forget_old_tries()

    assert db.session.scalars(policy.visible_attempts(system(DAY))).all() == []


def test_a_session_ends_after_an_idle_hour(user, today):
    token = sign_in(user.user_name, PASSWORD, address=ADDRESS).token
    today(DAY, time(9, 59))
    assert sessions.person_by_token(token)
    today(DAY, time(10, 58))
    assert sessions.person_by_token(token)

    today(DAY, time(11, 58))

    assert sessions.person_by_token(token) is None


def test_a_session_ends_after_twelve_hours_however_busy(user, today):
    token = sign_in(user.user_name, PASSWORD, address=ADDRESS).token
    for half_hours in range(19, 42):
        today(DAY, time(half_hours // 2, half_hours % 2 * 30))
        assert sessions.person_by_token(token), half_hours

    today(DAY, time(21, 0))

    assert sessions.person_by_token(token) is None


def test_ended_sessions_are_swept_away_and_living_ones_stay(user, today):
    sign_in(user.user_name, PASSWORD, address=ADDRESS)
    today(DAY, time(11, 0))
    living = sign_in(user.user_name, PASSWORD, address=ADDRESS).token

    sessions.forget_old_sessions()

    assert len(db.session.scalars(policy.visible_sessions(system(DAY))).all()) == 1
    assert sessions.person_by_token(living)


def test_signing_out_ends_this_browser_only(user):
    here = sign_in(user.user_name, PASSWORD, address=ADDRESS)
    there = sign_in(user.user_name, PASSWORD, address=ADDRESS)

    sign_out(here.person.actor, here.token)

    assert sessions.person_by_token(here.token) is None
    assert sessions.person_by_token(there.token)


def test_a_locked_account_is_refused_on_the_next_request_and_at_the_door(user, make):
    token = sign_in(user.user_name, PASSWORD, address=ADDRESS).token

    accounts.set_locked(make.administrator(), user.id, locked=True)

    assert sessions.person_by_token(token) is None
    with pytest.raises(RuleBroken):
        sign_in(user.user_name, PASSWORD, address=ADDRESS)


def test_an_account_locked_behind_the_session_is_refused_too(user):
    token = sign_in(user.user_name, PASSWORD, address=ADDRESS).token

    with transaction():
        queries.user_named(user.user_name).status = AccountStatus.LOCKED

    assert sessions.person_by_token(token) is None


@pytest.fixture
def opened(make, today):
    today(DAY)
    return accounts.open_account(make.office(), make.member(make.cell()).id)


def test_the_printed_code_becomes_an_own_password_and_works_once(opened):
    user, code = opened

    entered = activate(user.user_name, code.lower().replace("-", " "), PASSWORD, address=ADDRESS)

    assert sessions.person_by_token(entered.token)
    assert sign_in(user.user_name, PASSWORD, address=ADDRESS)
    with pytest.raises(RuleBroken):
        activate(user.user_name, code, OTHER_PASSWORD, address=ADDRESS)


def test_the_code_is_kept_hashed(opened):
    user, code = opened

    assert user.code_hash.startswith("$argon2id$")
    assert code not in user.code_hash


def test_a_weak_password_is_refused_and_the_code_stays(opened):
    user, code = opened
    with pytest.raises(RuleBroken) as refusal:
        activate(user.user_name, code, "123456789012", address=ADDRESS)

    assert refusal.value.field == "password"
    assert activate(user.user_name, code, PASSWORD, address=ADDRESS)


def test_the_code_holds_fourteen_days(opened, today):
    user, code = opened
    today(DAY + timedelta(days=14))

    with pytest.raises(RuleBroken):
        activate(user.user_name, code, PASSWORD, address=ADDRESS)


def test_guessing_codes_is_slowed_down(opened):
    user, code = opened
    for _ in range(5):
        with pytest.raises(RuleBroken):
            activate(user.user_name, "BBBB-BBBB-BBBB", PASSWORD, address=ADDRESS)

    with pytest.raises(Throttled):
        activate(user.user_name, code, PASSWORD, address=ADDRESS)


def test_an_account_without_password_cannot_sign_in_with_nothing(opened):
    with pytest.raises(RuleBroken):
        sign_in(opened[0].user_name, "", address=ADDRESS)


def test_who_signs_in_again_over_a_page_is_the_person_of_the_page(user):
    opened = sign_in_again(str(user.id), PASSWORD, address=ADDRESS)

    assert opened.person.actor.user_id == user.id


@pytest.mark.parametrize(
    "key", ["", "khong.co.ai", "0" * 36, "00000000-0000-0000-0000-000000000000"]
)
def test_a_key_nobody_has_is_answered_like_a_wrong_password(user, key):
    with pytest.raises(RuleBroken, match="mật khẩu không đúng"):
        sign_in_again(key, PASSWORD, address=ADDRESS)
    with pytest.raises(RuleBroken, match="mật khẩu không đúng"):
        sign_in_again(str(user.id), "không phải", address=ADDRESS)


def test_signing_in_again_is_slowed_down_with_the_door(user):
    try_in_vain(user.user_name, 5)

    with pytest.raises(Throttled):
        sign_in_again(str(user.id), PASSWORD, address=ADDRESS)
