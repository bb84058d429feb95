"""The addresses of the application, filled with the objects of a side."""

from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule

from partywork.core.ids import new_id
from tests.access.sides import Side

# What the parts of an address mean that are no keys of records.
WORDS: dict[Any, str] = {
    "key": "probation.months",
    "dues_year": "2026",
    "dues_month": "10",
    "dues_quarter": "3",
    "on": "2026-11-07",
    "pack": "after",
    "paper": "tasks",
    "years": "30",
    "year": "2026",
    "part": "now",
    ("admissions.tick", "name"): "application",
    ("admissions.untick", "name"): "application",
    ("cells.record_event", "kind"): "commended",
    ("cells.edit_record", "group"): "work",
    ("privacy.unmask", "field"): "phone",
    ("reports.section", "name"): "proposals",
    ("reports.figure", "name"): "official",
}


def rules(app: Flask) -> dict[str, Rule]:
    """Return the one rule of each endpoint but the static files'."""
    found = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    del found["static"]
    return found


def _words(rule: Rule) -> dict[str, str]:
    named = {name: WORDS.get((rule.endpoint, name)) or WORDS.get(name) for name in rule.arguments}
    return {name: word for name, word in named.items() if word is not None}


def keys_of(rule: Rule) -> set[str]:
    """Return which keys of records the address needs."""
    return set(rule.arguments) - set(_words(rule))


def address(app: Flask, endpoint: str, ids: dict[str, Any]) -> str:
    """Return the address with these keys in it."""
    rule = rules(app)[endpoint]
    needed = {name: ids[name] for name in keys_of(rule)}
    with app.test_request_context():
        return url_for(endpoint, **needed, **_words(rule))


def of_side(app: Flask, endpoint: str, state: str, side: Side) -> str | None:
    """Return the address of the side's object in that state, if the side has one."""
    ids = side.objects.get(state)
    if ids is None or not keys_of(rules(app)[endpoint]) <= set(ids):
        return None
    return address(app, endpoint, ids)


def absent(app: Flask, endpoint: str) -> str:
    """Return the address with keys nobody has."""
    return address(app, endpoint, {name: new_id() for name in keys_of(rules(app)[endpoint])})
