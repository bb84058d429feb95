from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier
from urllib.parse import urlencode

import pytest

from partywork.accounts import policy
from partywork.accounts.service import accounts
from partywork.accounts.terms import AccountStatus
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.ids import new_id
from tests.accounts.people import OTHER_PASSWORD, PASSWORD, with_password
from tests.support.queries import count_queries

DAY = date(2026, 11, 5)


@pytest.fixture
def user(make):
    return with_password(make.user(make.member(make.cell())))


def sign_in(browser, user, path="/sign-in", password=PASSWORD, **kwargs):
    return browser.post(path, {"user_name": user.user_name, "password": password}, **kwargs)


def sessions():
    return len(db.session.scalars(policy.visible_sessions(system(DAY))).all())


def test_signing_in_leads_home_and_signing_out_ends_it(browse, user):
    browser = browse()

    assert sign_in(browser, user).location == "/"
    browser.get("/account")
    assert browser.post("/sign-out", page="/account").location == "/sign-in"
    assert "/sign-in?next=" in browser.get("/account", expect=302).location
    assert sessions() == 0


def test_a_reader_who_is_not_signed_in_is_led_back_afterwards(browse, user):
    browser = browse()
    asked = browser.get("/inbox?trang=2", expect=302).location

    assert sign_in(browser, user, path=asked).location == "/inbox?trang=2"


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "HTTPS://evil.example/account",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/%0d%0aLocation:evil".replace("%0d%0a", "\r\n"),
        " //evil.example",
        "http:///evil.example",
        "/a\\..\\evil",
        "",
    ],
)
def test_signing_in_never_leads_elsewhere(browse, user, where):
    answer = sign_in(browse(), user, path=f"/sign-in?{urlencode({'next': where})}")

    assert answer.location == "/"


def test_signing_in_again_makes_a_new_session_and_ends_the_old(browse, user):
    browser = browse()
    sign_in(browser, user)
    with browser.client.session_transaction() as cookie:
        first = cookie["_user_id"]
    sign_in(browser, user)
    with browser.client.session_transaction() as cookie:
        second = cookie["_user_id"]

    assert first != second
    assert sessions() == 1


def test_a_wrong_password_says_so_and_keeps_the_name(browse, user):
    page = sign_in(browse(), user, password="không phải", expect=422)

    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page.words
    assert page.soup.find("input", attrs={"name": "user_name"})["value"] == user.user_name
    assert not page.soup.find("input", attrs={"name": "password"}).get("value")


def test_the_wrong_name_gets_the_very_same_page(browse, user):
    def words(name):
        answer = browse().post("/sign-in", {"user_name": name, "password": "x"}, expect=422)
        return answer.words

    assert words(user.user_name) == words("khong.co.ai")


def test_a_corrected_password_in_the_same_form_is_let_in(browse, user):
    browser = browse()
    refused = sign_in(browser, user, password="không phải", expect=422)
    key = refused.soup.find("input", attrs={"name": "submission_key"})["value"]

    answer = browser.post(
        "/sign-in",
        {"user_name": user.user_name, "password": PASSWORD, "submission_key": key},
    )

    assert answer.location == "/"
    browser.get("/account")


def test_too_many_tries_answer_429_with_the_seconds(browse, user, today):
    today(DAY)
    for _ in range(5):
        sign_in(browse(), user, password="không phải", expect=422)

    page = sign_in(browse(), user, expect=429)

    assert "thử lại sau" in page.words
    assert "giây" in page.words


def test_a_forged_sign_in_is_refused(browse, user):
    answer = browse().client.post(
        "/sign-in", data={"user_name": user.user_name, "password": PASSWORD}
    )

    assert answer.status_code == 400


def test_the_printed_code_opens_the_account(make, browse):
    office, member = make.office(), make.member(make.cell(), name="Đỗ Minh Hưng")
    _user, code = accounts.open_account(office, member.id)
    browser = browse()

    answer = browser.post(
        "/activate",
        {"user_name": "hung.do.minh", "code": code, "password": PASSWORD, "again": PASSWORD},
    )

    assert answer.location == "/"
    assert "Đỗ Minh Hưng" in browser.get("/account").words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"again": OTHER_PASSWORD}, "Hai lần nhập không giống nhau."),
        ({"code": "BBBB-BBBB-BBBB"}, "mã không đúng"),
        ({"password": "123456789012", "again": "123456789012"}, "dễ đoán"),
        ({"code": ""}, "bắt buộc"),
    ],
)
def test_a_mistake_at_activation_is_named(make, browse, changes, words):
    _user, code = accounts.open_account(
        make.office(), make.member(make.cell(), name="Đỗ Minh Hưng").id
    )
    sent = {"user_name": "hung.do.minh", "code": code, "password": PASSWORD, "again": PASSWORD}

    page = browse().post("/activate", sent | changes, expect=422)

    assert words in page.words


def test_the_own_password_is_changed_on_the_own_page(browse, user):
    browser, elsewhere = browse(), browse()
    sign_in(browser, user)
    sign_in(elsewhere, user)

    browser.post(
        "/account", {"current": PASSWORD, "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    )

    browser.get("/account")
    elsewhere.get("/account", expect=302)
    sign_in(browse(), user, password=OTHER_PASSWORD)


def test_a_wrong_present_password_is_named_at_its_field(browse, user):
    browser = browse()
    sign_in(browser, user)

    page = browser.post(
        "/account",
        {"current": "sai", "password": OTHER_PASSWORD, "again": OTHER_PASSWORD},
        expect=422,
    )

    assert "Mật khẩu hiện nay không đúng." in page.soup.find(id="current-error").get_text()


def test_the_office_prints_the_card_once(make, browse):
    office, member = make.office(), make.member(make.cell(), name="Đỗ Minh Hưng")
    browser = browse(office)
    browser.get(f"/accounts/{member.id}/open")

    answer = browser.post(f"/accounts/{member.id}/open", expect=200).answer

    assert answer.mimetype == "application/pdf"
    assert answer.get_data()[:5] == b"%PDF-"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "hung.do.minh" in browser.get("/accounts?tim=hung").words


def test_the_same_form_of_a_card_gives_no_second_code(make, browse):
    browser = browse(make.office())
    path = f"/accounts/{make.member(make.cell()).id}/open"
    key = str(new_id())
    browser.post(path, {"submission_key": key}, expect=200)

    assert browser.post(path, {"submission_key": key}).location == "/accounts"


def test_the_administrator_locks_and_unlocks(make, browse, user):
    browser = browse(make.administrator())

    browser.post(f"/accounts/{user.id}/lock", page="/accounts")
    assert "Đã khóa" in browser.get(f"/accounts?tim={user.user_name}").words
    browser.post(f"/accounts/{user.id}/unlock", page="/accounts")

    db.session.expire_all()
    assert user.status is AccountStatus.ACTIVE


def test_one_key_locks_one_account_and_never_says_done_of_another(make, browse, user):
    browser, other = browse(make.administrator()), make.user(make.member(make.cell()))
    key = {"submission_key": str(new_id())}
    browser.post(f"/accounts/{user.id}/lock", key, page="/accounts")

    browser.post(f"/accounts/{other.id}/lock", key, page="/accounts")

    assert "Hãy mở lại trang" in browser.get("/accounts").words
    db.session.expire_all()
    assert other.status is not AccountStatus.LOCKED


def test_the_administrator_sees_no_cell_and_cannot_lock_themself(make, browse, user):
    administrator = make.administrator()
    browser = browse(administrator)

    words = browser.get("/accounts").words
    browser.post(f"/accounts/{administrator.user_id}/lock", page="/accounts")

    assert "Chi bộ" not in words
    assert "Không tự khóa" in browser.get("/accounts").words


@pytest.mark.parametrize("who", ["administrator", "committee", "inspector"])
def test_others_cannot_print_cards(make, browse, who):
    member = make.member(make.cell())

    browse(getattr(make, who)()).get(f"/accounts/{member.id}/open", expect=403)


def test_a_member_has_no_list_of_accounts(make, browse):
    browse(make.plain_member(make.cell())).get("/accounts", expect=403)


def test_an_absent_member_is_not_found(make, browse):
    browse(make.office()).get(f"/accounts/{new_id()}/open", expect=404)


def test_the_page_of_accounts_asks_the_same_number_of_questions(make, browse):
    browser, cell = browse(make.office()), make.cell()
    browser.get("/accounts")
    with count_queries() as few:
        browser.get("/accounts")
    for _ in range(25):
        make.user(make.member(cell))
    with count_queries() as many:
        browser.get("/accounts")

    assert len(few) == len(many)


def test_an_inspector_opens_a_case_and_the_register_shows_it(make, browse, today):
    today(DAY)
    cell = make.cell("Chi bộ Hội Cơ học")
    browser = browse(make.inspector())

    answer = browser.post(
        "/cases/open",
        {
            "organisation_id": str(cell.id),
            "case_number": "05-KH/UBKTĐU",
            "reason": "Giám sát theo chương trình",
            "closes_on": "20/12/2026",
        },
    )

    assert answer.location == "/cases"
    words = browser.get("/cases").words
    assert "05-KH/UBKTĐU" in words
    assert "20/12/2026" in words


def test_the_register_is_empty_in_words(make, browse):
    assert "Chưa mở hồ sơ nào" in browse(make.committee()).get("/cases").words


@pytest.mark.parametrize("who", ["office", "administrator"])
def test_others_open_no_case(make, browse, who):
    browser = browse(getattr(make, who)())

    browser.get("/cases/open", expect=403)
    browser.get("/cases", expect=403)


def test_a_long_case_is_refused_at_its_field(make, browse, today):
    today(DAY, time(9, 0))
    page = browse(make.inspector()).post(
        "/cases/open",
        {
            "organisation_id": str(make.cell().id),
            "case_number": "05-KH/UBKTĐU",
            "reason": "Giám sát",
            "closes_on": "2027-11-05",
        },
        expect=422,
    )

    assert "không quá 60 ngày" in page.soup.find(id="closes_on-error").get_text()


def test_two_sendings_of_one_case_at_once_open_one(app, make, browse, today):
    today(DAY)
    browser, cell = browse(make.inspector()), make.cell()
    page = browser.get("/cases/open")
    sent = {
        field["name"]: field.get("value", "")
        for field in page.soup.find("form", action="/cases/open").find_all("input")
    } | {
        "organisation_id": str(cell.id),
        "case_number": "05-KH/UBKTĐU",
        "reason": "Giám sát",
        "closes_on": "2026-12-01",
    }
    cookie = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value
    start = Barrier(2)
    db.session.rollback()

    def send(_number):
        client = app.test_client()
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie, domain="localhost")
        start.wait()
        return client.post("/cases/open", data=sent)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))

    assert [answer.status_code for answer in answers] == [303, 303]
    cases = db.session.scalars(policy.visible_cases(system(DAY))).all()
    assert len(cases) == 1


def test_a_page_whose_session_has_ended_goes_on_with_the_own_password(browse, user):
    browser = browse()
    path = "/sign-in/again"
    before = browser.get(path).answer.json

    fields = {"user_id": str(user.id), "csrf_token": before["csrf_token"]}
    wrong = browser.post(path, {**fields, "password": "không phải"}, expect=422).answer.json
    right = browser.post(path, {**fields, "password": PASSWORD}, expect=200).answer.json

    assert before["user_id"] is None
    assert "mật khẩu không đúng" in wrong["message"]
    assert right["user_id"] == str(user.id)
    assert right["csrf_token"] != before["csrf_token"]
    new = {"current": PASSWORD, "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    browser.post("/account", {**new, "csrf_token": before["csrf_token"]}, expect=400)
    browser.post("/account", {**new, "csrf_token": right["csrf_token"]})
