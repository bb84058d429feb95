"""One page per refusal; a defect shows a reference number, no details, and asks no database."""

import re

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import abort

from partywork.app import create_app
from partywork.core.db import db
from partywork.core.engines import is_busy
from partywork.core.errors import Busy, NotAllowed, NotVisible, RuleBroken, Stale
from partywork.settings import Settings
from partywork.web import guards
from partywork.web.errors import HEADINGS
from tests.support.browser import PageSeen, inspect

SECRET = "mật khẩu của máy chủ ở đây"

AS_SCRIPT = {"Accept": "application/json"}
TYPED = "Ý kiến thảo luận của đồng chí về dự thảo nghị quyết, dài hơn một dòng.\nDòng thứ hai."

BREAKING = {
    400: lambda: abort(400),
    403: lambda: refuse(NotAllowed("Chỉ bí thư chi bộ được làm việc này.")),
    404: lambda: refuse(NotVisible()),
    409: lambda: refuse(Stale()),
    413: lambda: abort(413),
    422: lambda: refuse(RuleBroken("Chưa đủ hai phần ba.")),
    429: lambda: abort(429),
    500: lambda: refuse(ZeroDivisionError(SECRET)),
    503: lambda: abort(503),
}


def refuse(refusal):
    raise refusal


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """An application with breaking routes over a database that has no table at all."""
    app = create_app(
        Settings(
            data=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}",
            secret_key="a key for tests only",
            public_url="http://127.0.0.1",
            password_cost=1,
        )
    )
    for status, view in BREAKING.items():
        app.add_url_rule(f"/broken/{status}", f"broken{status}", view)
    app.add_url_rule("/broken/busy", "brokenbusy", lambda: refuse(Busy()), methods=["POST"])
    app.config["MAX_CONTENT_LENGTH"] = 1000
    names = {f"broken{status}" for status in (*BREAKING, "busy")}
    monkeypatch.setattr(guards, "PUBLIC_ENDPOINTS", guards.PUBLIC_ENDPOINTS | names)
    return app.test_client()


def seen(answer):
    text = answer.get_data(as_text=True)
    page = PageSeen(answer, BeautifulSoup(text, "html.parser"))
    inspect(page.soup, text)
    return page


@pytest.mark.parametrize("status", BREAKING)
def test_each_refusal_has_its_page_in_vietnamese(broken, status):
    page = seen(broken.get(f"/broken/{status}"))

    assert page.status == status
    assert page.soup.h1.get_text(strip=True) == HEADINGS[status]
    assert page.answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("status", BREAKING)
def test_each_refusal_answers_a_script_in_its_own_form(broken, status):
    answer = broken.get(f"/broken/{status}", headers={"Accept": "application/json"})

    assert answer.status_code == answer.get_json()["status"] == status
    assert answer.get_json()["message"]


def test_a_rule_is_told_in_its_own_words(broken):
    assert "Chưa đủ hai phần ba." in seen(broken.get("/broken/422")).words


def test_a_defect_shows_a_reference_that_the_log_knows_and_nothing_else(broken, caplog):
    page = seen(broken.get("/broken/500"))

    reference = re.search(r"Mã số: ([0-9a-f]{12})", page.words)[1]
    assert reference in caplog.text
    for detail in (SECRET, "Traceback", "ZeroDivision", "test_errors", "line "):
        assert detail not in page.answer.get_data(as_text=True)


def test_a_defect_tells_a_script_the_reference_and_nothing_else(broken):
    answer = broken.get("/broken/500", headers={"Accept": "application/json"})

    assert len(answer.get_json()["reference"]) == 12
    assert SECRET not in answer.get_data(as_text=True)


def test_a_lost_database_is_a_defect_with_a_page(broken):
    with broken.session_transaction() as session:
        session["_user_id"] = "a token whose table is gone"

    assert seen(broken.get("/account")).status == 500
    assert seen(broken.get("/broken/500")).status == 500


def test_a_page_that_gets_no_connection_is_asked_for_again_by_itself(broken):
    app = broken.application
    with app.app_context():
        db.engine.pool._timeout = 0.01
        held = [db.engine.connect() for _ in range(db.engine.pool.size())]
    try:
        with broken.session_transaction() as session:
            session["_user_id"] = "a token that cannot be looked up now"
        page, json = seen(broken.get("/account")), broken.get("/account", headers=AS_SCRIPT)
    finally:
        for connection in held:
            connection.close()

    assert page.status == json.status_code == 503
    assert page.answer.headers["Retry-After"] == page.answer.headers["Refresh"] == "5"
    assert json.headers["Retry-After"] == "5"


def test_a_form_that_came_at_a_bad_moment_is_kept_to_be_sent_again(broken):
    broken.application.config["WTF_CSRF_ENABLED"] = False
    page = seen(broken.post("/broken/busy", data={"csrf_token": "x" * 90, "text": TYPED}))

    assert page.status == 503
    assert "Refresh" not in page.answer.headers
    again = page.soup.select_one("main form[method=post]")
    assert again.select_one("textarea[name=text]").get_text().strip() == TYPED
    assert again.select_one("input[name=csrf_token]")["value"] == "x" * 90


def test_a_password_is_never_sent_back(broken):
    broken.application.config["WTF_CSRF_ENABLED"] = False
    page = seen(broken.post("/broken/busy", data={"text": TYPED, "password": SECRET}))

    assert page.status == 503
    assert SECRET not in page.answer.get_data(as_text=True)
    assert "nút quay lại" in page.words


def test_a_database_that_passes_by_is_busy_and_a_missing_table_is_a_defect():
    for words, passes in (
        ("the database system is starting up", True),
        ("deadlock detected", True),
        ("no such table", False),
    ):
        failure = sa.exc.OperationalError("SELECT 1", {}, Exception(words))
        assert is_busy(failure) is passes
    assert not is_busy(ValueError("locked"))


def test_an_address_that_does_not_exist_is_not_found(broken):
    assert seen(broken.get("/khong/co")).status == 404


def test_a_wrong_method_is_told_so(broken):
    assert seen(broken.delete("/sign-in")).status == 405


def test_a_file_too_large_is_told_so(broken):
    assert seen(broken.post("/sign-in", data={"user_name": "x" * 2000})).status == 413


def test_a_form_without_its_token_is_told_so(broken):
    assert seen(broken.post("/sign-in", data={"user_name": "x"})).status == 400


def test_a_script_without_a_session_is_asked_to_sign_in(broken):
    answer = broken.get("/account", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.get_json()["message"] == "Phiên làm việc đã hết. Hãy đăng nhập lại."


def test_a_form_sent_after_the_session_ended_gets_a_page_that_leads_to_the_door(app, browse):
    browser = browse()
    page = browser.get("/sign-in")
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]

    answer = seen(browser.client.post("/account", data={"csrf_token": token}))

    assert answer.status == 401
    assert answer.soup.find("a", href="/sign-in", string="Đăng nhập")
