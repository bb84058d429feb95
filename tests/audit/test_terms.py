"""Every act and every field the product writes into the trail has Vietnamese words."""

import ast

from partywork.audit.terms import ACTIONS, FIELDS
from tests.architecture.source import sources

PLACES = {"organisation_id", "organisation_path", "outcome"}


def records():
    for module in sources():
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "record"
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "audit"
            ):
                yield node


def test_every_act_has_words():
    written = {
        word.value
        for call in records()
        for word in ast.walk(call.args[1])
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }

    assert "meeting.invite" in written
    assert written - set(ACTIONS) == set()


def test_every_field_has_words():
    written = {keyword.arg for call in records() for keyword in call.keywords if keyword.arg}

    assert written - set(FIELDS) - PLACES == set()
