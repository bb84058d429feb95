import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.accounts.rules import (
    check_case_end,
    check_case_number,
    check_password,
    normalise_code,
    one_time_code,
    throttle_delay,
)
from partywork.core.errors import RuleBroken

BORN_ON = date(1961, 9, 5)


def try_password(password: str, *, born_on: date | None = BORN_ON) -> None:
    check_password(password, user_name="bithu-cb11", full_name="Nguyễn Thị Hòa", born_on=born_on)


@pytest.mark.parametrize(
    "password",
    [
        "bốn con ngựa vàng",
        "xe dap mau xanh la cay",
        "kX9#vq2LmT7!",
        "Mật khẩu của tôi rất dài và lạ",
        "Hà Nội mùa thu lá bay",
    ],
)
def test_a_long_unusual_password_is_accepted(password: str) -> None:
    try_password(password)
    try_password(password, born_on=None)


def test_eleven_signs_are_too_few_and_twelve_enough() -> None:
    with pytest.raises(RuleBroken, match="ít nhất 12") as refusal:
        try_password("kX9#vq2LmT7")

    assert refusal.value.field == "password"


def test_length_is_counted_in_composed_letters() -> None:
    with pytest.raises(RuleBroken, match="ít nhất 12"):
        try_password(unicodedata.normalize("NFD", "ngựa ở đồi"))


def test_more_than_256_signs_are_refused() -> None:
    try_password("kX9#vq2LmT7!pQ4z" * 16)

    with pytest.raises(RuleBroken, match="không quá 256"):
        try_password("kX9#vq2LmT7!pQ4z" * 16 + "a")


@pytest.mark.parametrize(
    "password",
    [
        "matkhau12345",
        "Mật khẩu @2026",
        "MậtKhẩu!!123456",
        "password1234",
        "123456789012",
        "0912345678901",
        "aaaaaaaaaaaa",
        "abababababab",
        "qwertyuiop123",
        "dangvien2026!",
        "Đảng Cộng sản Việt Nam",
        "congtacdang11",
        "Em yêu anh 2026",
        "hochiminh1890",
        "------------",
    ],
)
def test_what_people_here_choose_by_habit_is_refused(password: str) -> None:
    with pytest.raises(RuleBroken, match="dễ đoán"):
        try_password(password)


@pytest.mark.parametrize(
    "password", ["Nguyễn Thị Hòa ơi", "nguyenthihoa@@", "cầu BITHU-CB11 vồng", "xx bithu cb11 yy"]
)
def test_a_password_does_not_contain_the_name_of_its_owner(password: str) -> None:
    with pytest.raises(RuleBroken, match="chứa tên"):
        try_password(password)


def test_a_name_too_short_to_tell_anything_is_not_looked_for() -> None:
    check_password("bốn con ngựa vàng", user_name="an", full_name="", born_on=None)


@pytest.mark.parametrize(
    "password",
    ["ngựa 05/09/1961 vàng", "19610905 ngựa vàng", "ngựa 5.9.1961 vàng", "ngựa vàng 050961"],
)
def test_a_password_does_not_contain_the_birthday_of_its_owner(password: str) -> None:
    with pytest.raises(RuleBroken, match="ngày sinh"):
        try_password(password)


def test_a_one_time_code_has_three_groups_of_four_clear_letters() -> None:
    assert one_time_code(bytes(range(12))) == "BCFG-HKLM-NPQR"


@given(st.binary(min_size=12, max_size=12))
def test_a_code_has_no_letter_that_is_misread_or_changed_by_a_typing_method(raw: bytes) -> None:
    code = one_time_code(raw)

    assert len(code) == 14
    assert not set(code) & set("AEIOUYDWJS0123456789")


@given(st.binary(min_size=12, max_size=12))
def test_a_code_is_recognised_however_it_is_typed(raw: bytes) -> None:
    code = one_time_code(raw)

    plain = normalise_code(code)

    assert len(plain) == 12
    assert normalise_code(code.lower()) == plain
    assert normalise_code(f"  {code.replace('-', ' ')}\n") == plain


@pytest.mark.parametrize("length", [0, 11, 13])
def test_a_code_is_made_of_twelve_random_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="12 random bytes"):
        one_time_code(bytes(length))


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900)],
)
def test_the_door_stays_shut_longer_after_each_wrong_try(failures: int, seconds: int) -> None:
    assert throttle_delay(failures) == timedelta(seconds=seconds)


@given(st.integers(0, 10**9))
def test_waiting_never_shrinks_and_never_exceeds_a_quarter_of_an_hour(failures: int) -> None:
    assert throttle_delay(failures) <= throttle_delay(failures + 1) <= timedelta(minutes=15)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("  05-QĐ/UBKTĐU ", "05-QĐ/UBKTĐU"), ("Đơn  số 12/2026", "Đơn số 12/2026")],
)
def test_a_case_number_is_kept_tidy(typed: str, number: str) -> None:
    assert check_case_number(typed) == number


@pytest.mark.parametrize("typed", ["", "   ", "kiểm tra", "1" * 51])
def test_a_case_without_a_number_opens_nothing(typed: str) -> None:
    with pytest.raises(RuleBroken, match="căn cứ"):
        check_case_number(typed)


@pytest.mark.parametrize("days", [0, 1, 60])
def test_a_case_may_stay_open_for_up_to_sixty_days(days):
    opened_on = date(2026, 11, 5)

    check_case_end(opened_on, opened_on + timedelta(days=days))


@pytest.mark.parametrize("days", [-1, 61])
def test_a_case_neither_ends_before_it_begins_nor_stays_for_ever(days):
    opened_on = date(2026, 11, 5)

    with pytest.raises(RuleBroken):
        check_case_end(opened_on, opened_on + timedelta(days=days))
