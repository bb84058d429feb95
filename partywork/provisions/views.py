"""The values in force, their legal basis, and how the office changes them."""

from collections.abc import Mapping
from itertools import groupby
from uuid import UUID

from flask import (
    Blueprint,
    Flask,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible
from partywork.provisions import service
from partywork.provisions.forms import ChangeForm, HolidayForm, HolidayToRemove, change_form
from partywork.provisions.policy import may_change
from partywork.provisions.terms import (
    AGENDAS,
    CHOICES,
    PERMISSIONS,
    Certainty,
    ProvisionKey,
    Threshold,
)
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor

bp = Blueprint("provisions", __name__)


def use_words(app: Flask, *, rows: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Tell these pages what the rows and columns of tables of permissions are called."""
    named = {**columns, **dict(Threshold.choices())}
    app.extensions["partywork_provisions"] = {"rows": rows, "columns": named}


def _words() -> dict[str, Mapping[str, str]]:
    return current_app.extensions["partywork_provisions"]


@bp.get("/provisions")
def index() -> ResponseReturnValue:
    """List what is in force today, by group."""
    today = clock.today()
    return render_template(
        "provisions/index.html",
        groups=service.by_group(today),
        today=today,
        incomplete=service.years_to_complete(),
        choices=CHOICES,
        **_words(),
    )


@bp.get("/provisions/holidays")
def holidays() -> ResponseReturnValue:
    """Show the table of holidays by year, with what is missing."""
    return render_template(
        "provisions/holidays.html",
        years=groupby(service.holiday_table(), lambda one: one.day.year),
        incomplete=service.years_to_complete(),
        may_change=may_change(current_actor()),
        form=HolidayToRemove(),
    )


@bp.route("/provisions/holidays/add", methods=["GET", "POST"])
def add_holidays() -> ResponseReturnValue:
    """Write down days on which nobody works."""
    actor = current_actor()
    service.for_keeping_holidays(actor)
    form = HolidayForm(request.form)

    def act() -> str:
        service.add_holidays(
            actor,
            first_on=form.first_on.data or actor.day,
            last_on=form.last_on.data,
            name=form.name.data or "",
        )
        return url_for(".holidays")

    if answer := accepted(form, act, "Đã ghi vào bảng ngày nghỉ."):
        return answer
    return render_template("provisions/add_holidays.html", form=form), form.status


@bp.post("/provisions/holidays/remove")
def remove_holiday() -> ResponseReturnValue:
    """Take a day out of the table."""
    actor = current_actor()
    service.for_keeping_holidays(actor)
    form = HolidayToRemove(request.form)

    def act() -> str:
        service.remove_holiday(actor, form.day.data or actor.day)
        return url_for(".holidays")

    if answer := accepted(form, act, "Đã xóa khỏi bảng ngày nghỉ."):
        return answer
    flash("Không xóa được: bảng ngày nghỉ không có ngày này.", "error")
    return redirect(url_for(".holidays"), 303)


@bp.get("/provisions/<key>")
def show(key: str) -> ResponseReturnValue:
    """Say why a value is what it is: its basis, its certainty, its history."""
    found = _key(key)
    return render_template(
        "provisions/show.html",
        key=found,
        present=service.in_force(found, clock.today()),
        history=service.history(found),
        may_change=may_change(current_actor()),
        choices=CHOICES,
        **_words(),
    )


@bp.route("/provisions/<key>/change", methods=["GET", "POST"])
def change(key: str) -> ResponseReturnValue:
    """Let a value hold from a day on."""
    actor = current_actor()
    found = _key(key)
    form = _form(actor, found)

    def act() -> str:
        service.change(
            actor,
            found,
            new_value=form.new_value,
            valid_from=form.valid_from.data or actor.day,
            certainty=Certainty(form.certainty.data),
            legal_text_id=UUID(form.legal_text_id.data) if form.legal_text_id.data else None,
            article=form.article.data or "",
            note=form.note.data or "",
        )
        return url_for(".show", key=found.value)

    if answer := accepted(form, act, "Đã ghi quy định mới."):
        return answer
    page = render_template(
        "provisions/change.html",
        key=found,
        form=form,
        agendas=AGENDAS,
        permissions=PERMISSIONS,
        **_words(),
    )
    return page, form.status


def _key(typed: str) -> ProvisionKey:
    if typed not in set(ProvisionKey):
        raise NotVisible()
    return ProvisionKey(typed)


def _form(actor: Actor, key: ProvisionKey) -> ChangeForm:
    """Return the form with the present ground, except where each change needs one of its own."""
    present = service.for_changing(actor, key)
    is_same = key not in PERMISSIONS
    form = change_form(
        key,
        service.kind_of(key),
        present.value,
        request.form,
        legal_text_id=str(present.legal_text_id or "") if is_same else "",
        article=present.article if is_same else "",
        certainty=present.certainty,
        note=present.note if is_same else "",
    )
    texts = [(str(text.id), f"{text.citation}: {text.title}") for text in service.legal_texts()]
    form.legal_text_id.choices = choices_from([("", "Chưa có văn bản"), *texts])
    return form
