"""Lists of people sent to the two classes."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.admissions import policy
from partywork.admissions.forms.classes import (
    CertificateForm,
    ClassForm,
    NewClassForm,
    PeopleForm,
)
from partywork.admissions.service import classes
from partywork.admissions.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.get("/admissions/classes")
def class_index() -> ResponseReturnValue:
    """List the classes people were sent to."""
    return render_template("admissions/classes.html", classes=classes.list_visible(current_actor()))


@bp.route("/admissions/classes/new", methods=["GET", "POST"])
def make_class() -> ResponseReturnValue:
    """Begin a list for a class."""
    actor = current_actor()
    form = NewClassForm(request.form)
    senders = classes.senders(actor)
    form.organisation_id.choices = choices_from((str(one.id), one.name) for one in senders)

    def act() -> str:
        made = classes.make(
            actor, UUID(form.organisation_id.data), kind=form.kind.data, facts=form.facts
        )
        return url_for(".choose_people", class_id=made.id)

    if answer := accepted(form, act, "Đã lập danh sách. Hãy chọn người được cử đi học."):
        return answer
    return render_template("admissions/class_new.html", form=form), form.status


@bp.get("/admissions/classes/<uuid:class_id>")
def show_class(class_id: UUID) -> ResponseReturnValue:
    """Show one list."""
    actor = current_actor()
    found = classes.get(actor, class_id)
    return render_template(
        "admissions/class.html",
        found=found,
        may_change=policy.may_send_to_class(actor, found.organisation),
    )


@bp.route("/admissions/classes/<uuid:class_id>/change", methods=["GET", "POST"])
def change_class(class_id: UUID) -> ResponseReturnValue:
    """Change where and when a class is, or enter the number of the letter."""
    actor = current_actor()
    form = ClassForm(request.form)

    def act() -> str:
        classes.change(actor, class_id, version=form.version.data or 0, facts=form.facts)
        return url_for(".show_class", class_id=class_id)

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    found = classes.for_change(actor, class_id)
    if request.method == "GET":
        form = ClassForm(obj=found)
    return render_template("admissions/class_change.html", form=form, found=found), form.status


@bp.route("/admissions/classes/<uuid:class_id>/people", methods=["GET", "POST"])
def choose_people(class_id: UUID) -> ResponseReturnValue:
    """Put people on a list."""
    actor = current_actor()
    found = classes.for_change(actor, class_id)
    people = classes.candidates(actor, found)
    form = PeopleForm(request.form)
    form.people.choices = choices_from((str(one.key), f"{one.name}, {one.cell}") for one in people)

    def act() -> str:
        classes.put(actor, class_id, [UUID(key) for key in form.people.data or []])
        return url_for(".show_class", class_id=class_id)

    if answer := accepted(form, act, "Đã ghi người vào danh sách."):
        return answer
    found = classes.for_change(actor, class_id)
    return render_template("admissions/class_people.html", form=form, found=found), form.status


@bp.route(
    "/admissions/classes/<uuid:class_id>/people/<uuid:place_id>/certificate",
    methods=["GET", "POST"],
)
def certify(class_id: UUID, place_id: UUID) -> ResponseReturnValue:
    """Note the certificate of one person."""
    actor = current_actor()
    form = CertificateForm(request.form)

    def act() -> str:
        classes.certify(
            actor,
            class_id,
            place_id,
            version=form.version.data or 0,
            certificate_number=form.certificate_number.data or "",
            certified_on=form.certified_on.data or actor.day,
        )
        return url_for(".show_class", class_id=class_id)

    if answer := accepted(form, act, "Đã ghi giấy chứng nhận."):
        return answer
    found, place = classes.for_certifying(actor, class_id, place_id)
    if request.method == "GET":
        form = CertificateForm(obj=place)
    page = render_template("admissions/certificate.html", form=form, found=found, seat=place)
    return page, form.status


@bp.get("/admissions/classes/<uuid:class_id>/letter.pdf")
def letter_pdf(class_id: UUID) -> Response:
    """Print the letter with its list."""
    name, content = classes.letter(current_actor(), class_id)
    return send_bytes(content, media_type="application/pdf", name=name)
