"""What is shown in full hides itself."""

from pathlib import Path

from playwright.sync_api import Browser

SCRIPT = Path(__file__).parents[2] / "partywork" / "web" / "static" / "app.js"


def test_a_sealed_field_is_emptied_after_half_a_minute(chrome: Browser) -> None:
    page = chrome.new_page()
    page.clock.install()
    page.set_content('<p data-seconds="30">001185000123</p>')
    page.add_script_tag(path=SCRIPT)

    page.clock.run_for(29_000)
    assert page.inner_text("p") == "001185000123"
    page.clock.run_for(1_500)
    assert page.inner_text("p") == "Đã che lại."
    page.close()


def test_a_sealed_field_is_emptied_when_the_page_is_left(chrome: Browser) -> None:
    page = chrome.new_page()
    page.set_content('<p data-seconds="30">001185000123</p>')
    page.add_script_tag(path=SCRIPT)

    page.evaluate("window.dispatchEvent(new Event('pagehide'))")

    assert page.inner_text("p") == "Đã che lại."
    page.close()
