"""Nonsense sent to every form that people can reach gets Vietnamese words and no defect.

The forms are found as people find them: from the first page, by links. Every form and route added
later is walked too.
"""

import re
from datetime import time
from unicodedata import normalize
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from tests.support.browser import inspect
from tests.support.meetings import MEETS_ON, open_meeting, planned_meeting
from tests.web.test_requests import addresses

GARBAGE = [
    "",
    "   ",
    "\x00\x1f\u202e",
    "<script>alert(1)</script>{{ 7 * 7 }}",
    normalize("NFD", "Đặng Thị Hường ữ"),
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "31/02/2026",
    "=HYPERLINK(1)",
    "'; DROP TABLE users; --",
    "x" * 20_000,
]
# Words that a library or a defect would bring.
ENGLISH = re.compile(
    r"\b(not a valid|this field|invalid|required|must be|error|exception|traceback|none|null)\b",
    re.IGNORECASE,
)
FEW_PAGES = 120
LISTS = ("/accounts", "/members", "/cells", "/tasks/", "/resolutions/", "/inbox", "/meetings/")
KEPT = ("csrf_token", "submission_key")


def soup_of(answer):
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def pattern_of(address):
    """Return the address with keys of records taken out: one page of a kind is enough."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", urlsplit(address).path)


def forms_of(browser):
    """Walk from the first page by links; return one form per address pattern and set of fields."""
    waiting, seen, forms = ["/"], {"/"}, {}
    while waiting and len(seen) < FEW_PAGES:
        answer = browser._ask("GET", waiting.pop(0), headers={"Accept": "text/html"})
        assert answer.status_code < 500, answer.request.path
        if answer.mimetype != "text/html":
            answer.close()
            continue
        soup = soup_of(answer)
        for link in soup.find_all("a", href=True):
            if link["href"].startswith("/") and pattern_of(link["href"]) not in seen:
                seen.add(pattern_of(link["href"]))
                waiting.append(link["href"])
        for form in soup.find_all("form", method="post"):
            names = frozenset(
                field["name"]
                for field in form.find_all(["input", "select", "textarea", "button"])
                if field.get("name")
            )
            if not form["action"].startswith("/sign-out"):
                forms[(pattern_of(form["action"]), names)] = (form["action"], names, answer.request)
    return list(forms.values())


def token_of(browser):
    soup = soup_of(browser._ask("GET", "/account", headers={"Accept": "text/html"}))
    return soup.find("input", attrs={"name": "csrf_token"})["value"]


def check(answer, sent):
    """Refuse a defect, and any page that is not sound and Vietnamese."""
    assert answer.status_code < 500, f"{answer.request.path}: {sent!r:.80}"
    if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
        text = answer.get_data(as_text=True)
        soup = BeautifulSoup(text, "html.parser")
        inspect(soup, text)
        for field in soup.find_all("textarea"):
            field.decompose()
        assert not ENGLISH.search(soup.get_text(" ")), answer.request.path
        assert "<script>alert" not in text


@pytest.fixture
def people(make, today):
    today(MEETS_ON, time(19, 30))
    case = open_meeting(make, present=True)
    planned = planned_meeting(make)
    return {
        "secretary in a meeting": case.secretary,
        "secretary before a meeting": planned.secretary,
        "member": make.plain_member(case.organisation),
        "office": make.office(),
        "committee": make.committee_secretary(),
        "inspector": make.inspector(),
        "administrator": make.administrator(),
    }


@pytest.mark.parametrize(
    "who",
    [
        "secretary in a meeting",
        "secretary before a meeting",
        "member",
        "office",
        "committee",
        "inspector",
        "administrator",
    ],
)
def test_garbage_in_every_form_gets_vietnamese_words(browse, people, who):
    browser = browse(people[who])
    forms = forms_of(browser)
    token = token_of(browser)

    assert forms
    for action, names, _request in forms:
        for garbage in GARBAGE:
            sent = {name: garbage for name in names if name not in KEPT}
            sent |= {"csrf_token": token, "submission_key": str(uuid4())}
            answer = browser._ask("POST", action, data=sent, headers={"Accept": "text/html"})
            check(answer, garbage)


def test_garbage_at_the_door_gets_vietnamese_words(browse):
    browser = browse()
    for path in ("/sign-in", "/activate"):
        page = browser.get(path).soup.find("form", action=path)
        names = [field["name"] for field in page.find_all("input")]
        token = page.find("input", attrs={"name": "csrf_token"})["value"]
        for garbage in GARBAGE:
            sent = {name: garbage for name in names if name not in KEPT} | {"csrf_token": token}
            check(browser._ask("POST", path, data=sent, headers={"Accept": "text/html"}), garbage)


@pytest.mark.parametrize("who", ["secretary in a meeting", "office"])
def test_a_key_of_no_record_is_refused_by_every_route(app, browse, people, who):
    browser = browse(people[who])
    token = token_of(browser)

    for endpoint, address, methods in addresses(app):
        if endpoint in ("static", "accounts.sign_out"):
            continue
        for method in methods & {"GET", "POST"}:
            sent = {"csrf_token": token, "submission_key": "không phải khóa"}
            answer = browser._ask(
                method,
                address,
                data=sent if method == "POST" else None,
                headers={"Accept": "text/html"},
            )
            check(answer, endpoint)
            if "*" in pattern_of(address):
                assert answer.status_code in (303, 403, 404, 422), endpoint


def test_garbage_in_addresses_is_no_defect(browse, people):
    browser = browse(people["office"])

    for garbage in ("%00", "%FF", "-1", "x" * 3000, "%27%22%3Cb%3E", "9" * 11):
        asked = "&".join(f"{name}={garbage}" for name in ("tim", "trang", "to-chuc", "tinh-trang"))
        for path in LISTS:
            answer = browser._ask("GET", f"{path}?{asked}", headers={"Accept": "text/html"})
            check(answer, garbage)
