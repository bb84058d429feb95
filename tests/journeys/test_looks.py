"""A page that looks the same is judged once in a run; whatever looks otherwise is judged anew."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from tests.support.live import PHONE, WIDE
from tests.support.looks import AXE, Looks

SOUND = '<!doctype html><html lang="vi"><title>A</title><main><h1>A</h1>{}</main></html>'
FAULTY = SOUND.format('<input name="ten">')
TOO_WIDE = SOUND.format('<p style="width: 600px">Rộng</p>')


@pytest.fixture
def fresh(tmp_path: Path) -> Looks:
    """Nothing has been judged."""
    return Looks(tmp_path)


def test_the_same_page_is_judged_once_by_all_workers(tmp_path: Path) -> None:
    page = SOUND.format("Một")

    Looks(tmp_path).found_sound(page, 360)

    assert not Looks(tmp_path).is_new(page, 360)
    assert Looks(tmp_path).is_new(page, 1280)
    assert Looks(tmp_path).is_new(page + " ", 360)


def test_keys_and_tokens_of_another_database_make_no_other_page(fresh: Looks) -> None:
    def page(token: str) -> str:
        field = f'<input type="hidden" name="csrf_token" value="{token}">'
        return SOUND.format(f'{field}<a id="{uuid4()}" href="/{uuid4()}">Xem</a>')

    fresh.found_sound(page("IjEi.aaa"), 360)

    assert not fresh.is_new(page("IjIi.bbb"), 360)


def test_one_key_twice_is_another_page_than_two_keys(fresh: Looks) -> None:
    one, other = uuid4(), uuid4()

    fresh.found_sound(f'<i id="{one}"></i><i id="{other}"></i>', 360)

    assert fresh.is_new(f'<i id="{one}"></i><i id="{one}"></i>', 360)


@pytest.mark.parametrize(("markup", "fault"), [(FAULTY, "label"), (TOO_WIDE, "600px")])
def test_a_fault_is_found_at_every_look(
    chrome: Browser, fresh: Looks, markup: str, fault: str
) -> None:
    page = chrome.new_page()
    page.goto("about:blank")
    page.set_content(markup)

    for _ in range(2):
        with pytest.raises(AssertionError, match=fault):
            fresh.judge(page, "/", (PHONE, WIDE))


def test_a_page_that_changes_while_it_is_judged_counts_as_not_judged(
    chrome: Browser, fresh: Looks, tmp_path: Path
) -> None:
    page = chrome.new_page()
    page.goto("about:blank")
    page.set_content(SOUND.format("Chờ"))
    page.evaluate(AXE)
    page.evaluate(
        "() => { const run = axe.run; axe.run = async (...asked) => {"
        " document.querySelector('h1').append('.'); return run(...asked); } }"
    )
    before = page.evaluate("document.documentElement.outerHTML")

    fresh.judge(page, "/", (WIDE,))

    assert page.evaluate("document.documentElement.outerHTML") != before
    assert not list(tmp_path.iterdir())


def test_what_is_typed_into_a_field_makes_another_look(chrome: Browser, fresh: Looks) -> None:
    page = chrome.new_page()
    page.goto("about:blank")
    page.set_content(SOUND.format('<label>Tên <input name="ten"></label>'))
    fresh.judge(page, "/", (PHONE, WIDE))
    page.get_by_label("Tên").fill("Hà")
    page.evaluate("axe.run = () => Promise.resolve({violations: [{id: 'looked', nodes: []}]})")

    with pytest.raises(AssertionError, match="looked"):
        fresh.judge(page, "/", (PHONE, WIDE))


def test_a_page_is_used_on_at_the_last_width_whoever_judged_it_there(
    chrome: Browser, fresh: Looks
) -> None:
    page = chrome.new_page()
    page.goto("about:blank")
    page.set_content(SOUND.format("Một"))

    fresh.judge(page, "here", (WIDE,))
    fresh.judge(page, "here", (PHONE, WIDE))

    assert page.viewport_size == {"width": WIDE[0], "height": WIDE[1]}
    page.close()
