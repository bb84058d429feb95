"""Names people search for, kept out of addresses, and filters kept under a name."""

import base64
import binascii
from collections.abc import Mapping
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import SavedFilter
from partywork.cells.pages.lists import ASKED
from partywork.cells.service.people import require_lists
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.sealing import SealBroken, ring
from partywork.core.state_secrets import refuse_secret

_MOST = 20


def seal_words(actor: Actor, words: str) -> str:
    """Return the words of a search as an address may carry them: only this person opens them.

    A name is personal and addresses stay in logs and histories; sealed, the list still has an
    address of its own, so that its pages, the way back and several windows work.
    """
    sealed = ring().seal(words.encode(), _place(actor))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def open_words(actor: Actor, sealed: str) -> str | None:
    """Return the words an address carries, or nothing for what this person did not ask."""
    try:
        content = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return ring().open(content, _place(actor)).decode()
    except (SealBroken, binascii.Error, ValueError, IndexError):
        return None


def _place(actor: Actor) -> str:
    return f"people_list|words|{actor.user_id}"


def saved(actor: Actor) -> list[SavedFilter]:
    """Return the filters the actor keeps, by name."""
    return list(db.session.scalars(policy.visible_saved_filters(actor).order_by(SavedFilter.name)))


def asked_by(actor: Actor, filter_id: UUID) -> dict[str, str]:
    """Return what one of the actor's filters asks."""
    return dict(_get(actor, filter_id).asked or {})


def _get(actor: Actor, filter_id: UUID) -> SavedFilter:
    query = policy.visible_saved_filters(actor).where(SavedFilter.id == filter_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def save(actor: Actor, *, name: str, asked: Mapping[str, str]) -> SavedFilter:
    """Keep what is asked under a name; the same name again takes its place."""
    require_lists(actor)
    kept = {key: asked[key] for key in ASKED if asked.get(key)}
    if not kept:
        raise RuleBroken("Chưa chọn điều kiện lọc nào để lưu.", "name")
    with transaction():
        refuse_secret(name, kept.get("tim"))
        mine = saved(actor)
        found = next((one for one in mine if one.name == name), None)
        if found is None:
            if len(mine) >= _MOST:
                raise RuleBroken(f"Đã có {_MOST} cách lọc. Hãy xóa bớt rồi lưu.", "name")
            found = SavedFilter(user_id=actor.user_id, name=name)
            db.session.add(found)
        found.asked = kept
        db.session.flush()
        audit.record(actor, "filter.save", found)
    return found


def delete(actor: Actor, filter_id: UUID) -> None:
    """Forget one of the actor's filters."""
    with transaction():
        found = _get(actor, filter_id)
        audit.record(actor, "filter.delete", found)
        db.session.delete(found)
