"""What every route has in common: the token of the form, the method, the door."""

from collections import defaultdict
from uuid import uuid4

import pytest
from flask import url_for

# The key of no record; one for all, so that routes of one address are known as such.
NOBODY = uuid4()
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
METHODS = {"GET", *UNSAFE}


def values_of(rule):
    """Return values for the arguments of a route."""
    values = {"UUIDConverter": NOBODY, "IntegerConverter": 30}
    return {
        name: values.get(type(kind).__name__, "khong-co") for name, kind in rule._converters.items()
    }


def addresses(app):
    """Return (endpoint, address, methods) of every route."""
    with app.test_request_context():
        return [
            (rule.endpoint, url_for(rule.endpoint, **values_of(rule)), set(rule.methods))
            for rule in app.url_map.iter_rules()
        ]


@pytest.fixture
def officer(make, browse):
    return browse(make.secretary(make.cell()))


def test_no_form_acts_without_its_token(app, officer):
    sent = [
        (endpoint, officer.client.post(address, data={"submission_key": str(uuid4())}))
        for endpoint, address, methods in addresses(app)
        if "POST" in methods
    ]

    assert len(sent) > 20
    assert [endpoint for endpoint, answer in sent if answer.status_code != 400] == []


def test_the_token_of_another_person_is_refused(make, browse, officer):
    other = browse(make.secretary(make.cell()))
    token = other.get("/account").soup.find("input", attrs={"name": "csrf_token"})["value"]

    answer = officer.client.post("/inbox", data={"csrf_token": token})

    assert answer.status_code == 400


def test_no_route_does_anything_under_another_method(app, officer):
    allowed = defaultdict(set)
    for _endpoint, address, methods in addresses(app):
        allowed[address] |= methods
    wrong = [
        (method, address, answer.status_code)
        for address, methods in allowed.items()
        for method in METHODS - methods
        if (answer := officer.client.open(address, method=method)).status_code not in (400, 405)
    ]

    assert wrong == []


def test_reading_needs_no_unsafe_method_and_no_route_mixes_more_than_both(app):
    for endpoint, _address, methods in addresses(app):
        assert methods & UNSAFE <= {"POST"}, endpoint


def test_nobody_gets_past_the_door(app, browse):
    stranger = browse()
    public = {
        "accounts.sign_in",
        "accounts.sign_in_again",
        "accounts.activate",
        "health",
        "static",
    }
    for endpoint, address, methods in addresses(app):
        if endpoint in public or "GET" not in methods:
            continue
        answer = stranger.client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 302, endpoint
        assert answer.headers["Location"].startswith("/sign-in?next="), endpoint
        answer = stranger.client.get(address, headers={"Accept": "application/json"})
        assert answer.status_code == 401, endpoint


def test_health_tells_nothing_but_health(browse):
    answer = browse().client.get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}
