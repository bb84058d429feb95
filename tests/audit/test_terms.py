"""Every act and every field the product writes into the trail has Vietnamese words."""

import ast

from partywork.audit.terms import ACTIONS, FIELDS
from tests.architecture.source import sources

# How packages write into the trail themselves: a part of a module, the steps of a paper.
SHORT_FORMS = {"_record", "note"}
PLACES = {"organisation_id", "organisation_path", "outcome"}
# Written as a group when the preparation or the roll of a meeting changes.
FACTS_OF_A_MEETING = {"link", "minutes", "visitors"}
# Written as a group when the facts of an organisation change.
FACTS_OF_AN_ORGANISATION = {
    "heading_lines",
    "heading_lines_as_superior",
    "kind_label",
    "parent",
    "party_code",
    "symbol_code",
}


def is_record(call):
    """Say whether a call writes into the trail, itself or by a package's own short form."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr == "record" and getattr(function.value, "id", "") == "audit"
    return getattr(function, "id", "") in SHORT_FORMS


def records():
    return [
        node
        for module in sources()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and is_record(node)
    ]


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


def test_no_words_are_kept_for_fields_that_nobody_writes():
    written = {keyword.arg for call in records() for keyword in call.keywords if keyword.arg}

    assert set(FIELDS) - written == FACTS_OF_A_MEETING | FACTS_OF_AN_ORGANISATION
