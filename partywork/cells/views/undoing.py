"""How a page of a package above undoes an event together with its own record."""

from collections.abc import Callable
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from partywork.cells.forms.events import VoidForm
from partywork.cells.service import recording
from partywork.cells.terms import OwnPage
from partywork.core.actor import Actor
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


def undoing_page(
    page: OwnPage, event_id: UUID, undo: Callable[[Actor, UUID, str], str]
) -> ResponseReturnValue:
    """Ask why an event is undone and let `undo` do it; it returns where to go on."""
    actor, form = current_actor(), VoidForm(request.form)

    def act() -> str:
        return undo(actor, event_id, form.reason.data or "")

    if answer := accepted(form, act, "Đã hủy; nội dung cũ vẫn giữ lại và gạch ngang."):
        return answer
    undoing = recording.for_taking_back(actor, event_id, page)
    return render_template(
        "cells/take_back.html", form=form, undoing=undoing, page=page
    ), form.status
