"""One sealed field in full for one page, and who looked at one's own record."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.terms import RecordField
from partywork.core.errors import NotVisible
from partywork.privacy.forms.corrections import UnmaskForm
from partywork.privacy.service import readers as reading
from partywork.privacy.service import unmasking
from partywork.privacy.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.moments import SECONDS, for_a_moment
from partywork.web.pagination import PER_PAGE, Page, asked_page


@bp.route("/privacy/members/<uuid:member_id>/unmask/<field>", methods=["GET", "POST"])
def unmask(member_id: UUID, field: str) -> ResponseReturnValue:
    """Ask for a reason and the own password, then show the field once."""
    actor, asked = current_actor(), _field(field)
    form = UnmaskForm(request.form)
    shown = []

    def act() -> str:
        reason, password = form.reason.data or "", form.password.data or ""
        shown.append(unmasking.unmask(actor, member_id, asked, reason=reason, password=password))
        return url_for("cells.member", member_id=member_id)

    answer = accepted(form, act)
    if shown:
        page = render_template("privacy/unmasked.html", shown=shown[0], seconds=SECONDS)
        return for_a_moment(page, url_for("cells.member", member_id=member_id))
    if answer:
        return answer
    member = unmasking.for_unmasking(actor, member_id, asked)
    return render_template(
        "privacy/unmask.html", form=form, member=member, field=asked
    ), form.status


def _field(name: str) -> RecordField:
    if name not in set(RecordField):
        raise NotVisible()
    return RecordField(name)


@bp.get("/privacy/members/<uuid:member_id>/readers")
def readers(member_id: UUID) -> ResponseReturnValue:
    """Tell a member who looked at their record: the person, the office, the day, what and why."""
    number = asked_page()
    found, total = reading.of_own_record(
        current_actor(), member_id, limit=PER_PAGE, offset=(number - 1) * PER_PAGE
    )

    def address(page: int) -> str:
        return url_for(".readers", member_id=member_id, trang=page)

    return render_template(
        "privacy/readers.html", readings=found, page=Page(number, total), address=address
    )
