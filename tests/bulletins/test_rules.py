from datetime import UTC, date, datetime

import pytest

from partywork.bulletins import rules
from partywork.bulletins.terms import BulletinKind
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 2)


def test_an_issued_bulletin_is_not_changed():
    rules.check_draft(None)

    with pytest.raises(RuleBroken):
        rules.check_draft(datetime(2026, 11, 2, tzinfo=UTC))


def test_a_list_of_texts_names_at_least_one():
    rules.check_ready(BulletinKind.TEXTS, "", 1)

    with pytest.raises(RuleBroken):
        rules.check_ready(BulletinKind.TEXTS, "Lời dẫn", 0)


def test_a_bulletin_says_something():
    rules.check_ready(BulletinKind.NEWS, "Tin trong tháng", 0)

    with pytest.raises(RuleBroken):
        rules.check_ready(BulletinKind.NEWS, "  ", 0)


def test_a_text_has_been_issued_already():
    rules.check_dated(None, TODAY)
    rules.check_dated(TODAY, TODAY)

    with pytest.raises(RuleBroken):
        rules.check_dated(date(2026, 11, 3), TODAY)


def test_minutes_name_a_text_by_number_day_issuer_and_what_it_is_about():
    assert (
        rules.words_of("42-HD/BTCTW", date(2026, 10, 5), "Ban Tổ chức", "sinh hoạt chi bộ.")
        == "42-HD/BTCTW ngày 05/10/2026 của Ban Tổ chức: sinh hoạt chi bộ."
    )
    assert rules.words_of("1-CV", None, "Đảng ủy", "việc A") == "1-CV của Đảng ủy: việc A."
