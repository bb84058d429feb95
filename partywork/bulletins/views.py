"""Pages of bulletins: the list, one of them, writing and issuing."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.bulletins import policy, service
from partywork.bulletins.forms import NewForm, TextForm, WrittenForm
from partywork.bulletins.terms import BulletinKind
from partywork.core import clock
from partywork.core.periods import Month
from partywork.web.forms import BaseForm, VersionedForm, accepted, pressed
from partywork.web.guards import current_actor

bp = Blueprint("bulletins", __name__)

_ONE = "/bulletins/<uuid:bulletin_id>"


def _at(bulletin_id: UUID) -> str:
    return url_for(".show", bulletin_id=bulletin_id)


def _months() -> list[Month]:
    return [Month.of(clock.today()).shift(step) for step in range(-1, 3)]


@bp.get("/bulletins/")
def index() -> ResponseReturnValue:
    """List what was issued in a year, and the drafts of one's own office."""
    actor, this_year = current_actor(), clock.today().year
    asked = request.args.get("nam", type=int) or this_year
    year = asked if 2000 <= asked <= this_year + 1 else this_year
    return render_template(
        "bulletins/index.html",
        bulletins=service.listed(actor, year),
        year=year,
        this_year=this_year,
        may_write=policy.may_write_some(actor),
    )


@bp.route("/bulletins/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Begin a bulletin."""
    actor = current_actor()
    place = service.place_of(actor)
    form = NewForm(request.form)
    form.offer(_months())

    def act() -> str:
        return _at(service.draft(actor, form.kind.data, form.written).id)

    if answer := accepted(form, act, "Đã lưu dự thảo."):
        return answer
    if request.method == "GET":
        month = Month.of(clock.today())
        form.kind.data = BulletinKind.TEXTS
        form.title.data = f"{BulletinKind.TEXTS.label} {month.label}"
        form.show_month(month)
    return render_template("bulletins/new.html", form=form, place=place), form.status


@bp.get(_ONE)
def show(bulletin_id: UUID) -> ResponseReturnValue:
    """Show one bulletin."""
    found = service.get(current_actor(), bulletin_id)
    return _page(found, VersionedForm(data={"version": found.version}))


def _page(found: Any, form: VersionedForm) -> ResponseReturnValue:
    return render_template(
        "bulletins/show.html",
        bulletin=found,
        may_change=service.may_change(current_actor(), found),
        form=form,
        removal=BaseForm(),
    ), form.status


@bp.route(f"{_ONE}/edit", methods=["GET", "POST"])
def edit(bulletin_id: UUID) -> ResponseReturnValue:
    """Change a draft."""
    actor = current_actor()
    found = service.for_writing(actor, bulletin_id)
    form = WrittenForm(request.form, obj=None if request.method == "POST" else found)
    form.offer(sorted({*_months(), found.period}))

    def act() -> str:
        service.change(actor, bulletin_id, version=form.version.data or 0, written=form.written)
        return _at(bulletin_id)

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    if request.method == "GET":
        form.show_month(found.period)
    return render_template("bulletins/edit.html", form=form, bulletin=found), form.status


@bp.route(f"{_ONE}/texts", methods=["GET", "POST"])
def name_text(bulletin_id: UUID) -> ResponseReturnValue:
    """Add a text to be studied."""
    actor = current_actor()
    found = service.for_writing(actor, bulletin_id)
    form = TextForm(request.form)

    def act() -> str:
        upload = request.files.get("file")
        file = (upload.filename, upload.read()) if upload and upload.filename else None
        service.name_text(actor, bulletin_id, form.named, file=file)
        return _at(bulletin_id)

    if answer := accepted(form, act, "Đã thêm văn bản."):
        return answer
    return render_template("bulletins/text.html", form=form, bulletin=found), form.status


@bp.post("/bulletins/texts/<uuid:line_id>/remove")
def remove_text(line_id: UUID) -> ResponseReturnValue:
    """Take a text out again."""
    actor = current_actor()

    def act() -> str:
        return _at(service.remove_text(actor, line_id).id)

    return pressed(BaseForm(request.form), act, "Đã bỏ văn bản.")


@bp.post(f"{_ONE}/discard")
def discard(bulletin_id: UUID) -> ResponseReturnValue:
    """Throw a draft away."""
    actor = current_actor()

    def act() -> str:
        service.discard(actor, bulletin_id)
        return url_for(".index")

    return pressed(BaseForm(request.form), act, "Đã bỏ dự thảo.")


@bp.post(f"{_ONE}/issue")
def issue(bulletin_id: UUID) -> ResponseReturnValue:
    """Send it to every cell."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        service.issue(actor, bulletin_id, version=form.version.data or 0)
        return _at(bulletin_id)

    if answer := accepted(form, act, "Đã phát hành và báo cho cấp ủy các chi bộ."):
        return answer
    return _page(service.for_writing(actor, bulletin_id), form)
