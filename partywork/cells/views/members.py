"""The record of one member: reading it, and changing a group of it."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.records import record_form
from partywork.cells.service import reading, records
from partywork.cells.terms import RecordField, RecordGroup
from partywork.cells.views.blueprint import bp
from partywork.core.errors import NotVisible
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.panels import address_to_unmask, panels_of


@bp.route("/members/me")
def own_record() -> ResponseReturnValue:
    """Show a member their own record; a sealed field in full when they ask for it."""
    actor = current_actor()
    asked = request.args.get("hien", "")
    shown = RecordField(asked) if asked in set(RecordField) else None
    record = reading.own_record(actor, shown)
    return render_template(
        "cells/member.html",
        record=record,
        is_own=True,
        may_list=False,
        address_to_unmask=address_to_unmask,
        panels=panels_of(actor, record.member_id),
    )


@bp.route("/members/<uuid:member_id>")
def member(member_id: UUID) -> ResponseReturnValue:
    """Show the record of a member; opening somebody else's leaves a trace."""
    actor = current_actor()
    record = reading.open_record(actor, member_id)
    return render_template(
        "cells/member.html",
        record=record,
        is_own=member_id == actor.member_id,
        may_list=policy.may_list_people(actor),
        address_to_unmask=address_to_unmask,
        panels=panels_of(actor, member_id),
    )


@bp.route("/members/<uuid:member_id>/edit/<group>", methods=["GET", "POST"])
def edit_record(member_id: UUID, group: str) -> ResponseReturnValue:
    """Change one group of a record."""
    actor, chosen = current_actor(), _group(group)
    read = records.for_editing if request.method == "POST" else records.open_group
    opened = read(actor, member_id, chosen)
    shown = opened.values | {"version": opened.member.version}
    form = record_form(chosen)(request.form, data=shown)

    def act() -> str:
        version = form.version.data or 0
        records.update(actor, member_id, version=version, values=form.values)
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, f"Đã lưu: {chosen.label}."):
        return answer
    opened = records.for_editing(actor, member_id, chosen)
    return render_template("cells/edit_record.html", form=form, opened=opened), form.status


def _group(name: str) -> RecordGroup:
    if name not in set(RecordGroup):
        raise NotVisible()
    return RecordGroup(name)
