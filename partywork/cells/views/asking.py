"""What is asked of a list, read from forms and addresses and put into them without names."""

from collections.abc import Mapping
from typing import Any

from flask import flash, request, url_for

from partywork.cells.pages.lists import ASKED
from partywork.cells.service import filters
from partywork.core.actor import Actor


def asked_in(actor: Actor, source: Mapping[str, str]) -> dict[str, str]:
    """Return what an address, or the hidden fields of a form, ask; the name is opened."""
    asked = {name: source[name].strip() for name in ASKED if source.get(name, "").strip()}
    if "tim" in asked:
        words = filters.open_words(actor, asked.pop("tim"))
        if words is None:
            flash("Không đọc lại được nội dung đã tìm. Hãy gõ lại rồi lọc.", "error")
        else:
            asked["tim"] = words
    return asked


def carried(actor: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the same as an address or a hidden field carries it: the name sealed."""
    said = {name: asked[name] for name in ASKED if asked.get(name)}
    if "tim" in said:
        said["tim"] = _sealed(actor, said["tim"])
    return said


def _sealed(actor: Actor, words: str) -> str:
    # The pages of one search keep its address, so that a browser marks what was visited.
    came = request.args.get("tim", "")
    return came if filters.open_words(actor, came) == words else filters.seal_words(actor, words)


def address_of(actor: Actor, endpoint: str, asked: Mapping[str, str], **more: Any) -> str:
    """Return the address of a page about what is asked."""
    return url_for(endpoint, **carried(actor, asked), **more)
