"""Pages that show what is kept of one member: every opening of one is written into the trail.

Pages of the record itself note their reading in their service. Here are the pages below it: one
file, one transfer, one nomination, one event. A test holds that no page with the key of a record
is in neither place without a reason.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import Flask, Response, request
from sqlalchemy import Select

from partywork.admissions import policy as admissions
from partywork.admissions.models import Procedure, Prospect
from partywork.badges import policy as badges
from partywork.badges.models import BadgeNomination
from partywork.cells import policy as cells
from partywork.cells.models import MemberEvent
from partywork.cells.service.members import note_reading
from partywork.checks import policy as checks
from partywork.checks.models import DifferenceRow
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.privacy import policy as privacy
from partywork.privacy.models import Correction, DataRequest
from partywork.transfers import policy as transfers
from partywork.transfers.models import Transfer
from partywork.web.guards import current_actor

# Finds whose record a page shows, from who asks and the keys in its address.
Finder = Callable[[Actor, Mapping[str, Any]], UUID | None]


def _named(_actor: Actor, keys: Mapping[str, Any]) -> UUID | None:
    found: UUID = keys["member_id"]
    return found


def _of(kind: Any, visible: Callable[[Actor], Select[Any]], name: str) -> Finder:
    """Return what finds the member of a record of this kind that the actor may see."""

    def find(actor: Actor, keys: Mapping[str, Any]) -> UUID | None:
        query = visible(actor).where(kind.id == keys[name])
        found: UUID | None = db.session.scalar(query.with_only_columns(kind.member_id))
        return found

    return find


_FILE = _of(Procedure, admissions.visible_procedures, "procedure_id")
_TRANSFER = _of(Transfer, transfers.visible, "transfer_id")
_NOMINATION = _of(BadgeNomination, badges.visible, "nomination_id")
_EVENT = _of(MemberEvent, cells.visible_events, "event_id")

READINGS: Mapping[str, Finder] = MappingProxyType(
    {
        "admissions.change_past": _FILE,
        "admissions.checklist_pdf": _FILE,
        "admissions.file": _FILE,
        "admissions.of_member": _named,
        "admissions.show": _of(Prospect, admissions.visible, "prospect_id"),
        "admissions.undo": _EVENT,
        "badges.papers": _NOMINATION,
        "badges.show": _NOMINATION,
        "badges.undo": _EVENT,
        "cells.card_return": _named,
        "cells.correct_event": _named,
        "cells.prove_days": _named,
        "cells.void_event": _named,
        "checks.decide": _of(DifferenceRow, checks.visible_rows, "row_id"),
        "checks.decide_ours": _named,
        "conduct.keep_residence": _named,
        "conduct.undo": _EVENT,
        "privacy.correction": _of(Correction, privacy.visible_corrections, "correction_id"),
        "privacy.show_request": _of(DataRequest, privacy.visible_requests, "request_id"),
        "transfers.letter_pdf": _TRANSFER,
        "transfers.show": _TRANSFER,
        "transfers.slip_pdf": _TRANSFER,
        "transfers.undo": _EVENT,
    }
)


def note_readings(app: Flask) -> None:
    """Write into the trail who opens these pages; nothing is shown that could not be noted."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    find = READINGS.get(request.endpoint or "")
    if find is not None and request.method == "GET" and response.status_code == HTTPStatus.OK:
        actor = current_actor()
        member_id = find(actor, request.view_args or {})
        if member_id is not None:
            note_reading(actor, member_id)
    return response
