"""Every word of an enumeration that people may read is there, composed, and said once."""

import unicodedata
from importlib import import_module

import pytest

from partywork.core.terms import Term
from tests.architecture.source import PACKAGE

# Enumerations of a package live on its lowest floor, which is a file or a folder; `core` has the
# base of them all.
MODULES = [
    ".".join(("partywork", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted((*PACKAGE.glob("*/terms.py"), *PACKAGE.glob("*/terms/[!_]*.py")))
    if path.parent.name != "core"
]


def terms_of(module: str) -> list[type[Term]]:
    return [
        found
        for found in vars(import_module(module)).values()
        if isinstance(found, type) and issubclass(found, Term) and found.__module__ == module
    ]


@pytest.mark.parametrize("module", MODULES)
def test_every_member_has_a_label_of_its_own(module):
    for term in terms_of(module):
        labels = [member.label for member in term]

        assert all(labels), term
        assert len(set(labels)) == len(labels), term
        assert labels == [unicodedata.normalize("NFC", label) for label in labels], term
