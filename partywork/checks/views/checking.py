"""What may be wrong in the register, and whether the numbers of a month agree."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.terms import RecordGroup
from partywork.checks import policy
from partywork.checks.forms import ChecksFilter, MonthFilter, TwinsForm
from partywork.checks.rules.facts import Finding
from partywork.checks.service import checking
from partywork.checks.service import twins as service
from partywork.checks.terms import ABOUT, CheckKind, Mend
from partywork.checks.views.blueprint import bp
from partywork.core.periods import Month
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page

_GROUPS = {
    Mend.IDENTITY: RecordGroup.IDENTITY,
    Mend.CONTACT: RecordGroup.CONTACT,
}
_PAGES = {
    Mend.EVENT: "cells.choose_event",
    Mend.DAYS: "cells.prove_days",
    Mend.CARD: "cells.card_return",
}
_MONTHS = 24


@bp.route("/checks/")
def index() -> ResponseReturnValue:
    """List what may be wrong, counted by kind."""
    actor = current_actor()
    form, number = ChecksFilter(request.args), asked_page()
    page = checking.look_over(
        actor, kind=form.kind, cell_id=form.cell_id, offset=(number - 1) * PER_PAGE
    )
    form.offer(page.cells)

    def address(asked: int) -> str:
        return url_for(".index", trang=asked, chi_bo=form.cell_id, loai=form.kind)

    return render_template(
        "checks/index.html",
        page=page,
        form=form,
        about=ABOUT,
        rows_page=Page(number, page.total),
        address=address,
        mending=_mending if policy.may_compare(actor) else _opening,
        may_compare=policy.may_compare(actor),
    )


def _mending(found: Finding) -> tuple[str, str]:
    """Return the words and the address of the page where the mistake is mended."""
    mend = ABOUT[found.kind][2]
    if mend is Mend.DAYS and not found.is_proved:
        mend = Mend.TIMELINE
    if mend is Mend.APPOINT:
        return mend.label, url_for("cells.appoint", organisation_id=found.cell)
    if mend is Mend.OFFICES or found.member is None:
        place = found.organisation or found.cell
        return Mend.OFFICES.label, url_for("cells.show", organisation_id=place)
    if mend is Mend.TWINS:
        return mend.label, url_for(".twins", member_id=found.member, other_id=found.other)
    if mend in _GROUPS:
        group = _GROUPS[mend].value
        return mend.label, url_for("cells.edit_record", member_id=found.member, group=group)
    return mend.label, url_for(_PAGES.get(mend, "cells.member"), member_id=found.member)


def _opening(found: Finding) -> tuple[str, str]:
    """Return the page from which an officer of the cell goes on: not everything is theirs."""
    if found.member is None:
        return Mend.OFFICES.label, url_for("cells.show", organisation_id=found.cell)
    return Mend.RECORD.label, url_for("cells.member", member_id=found.member)


@bp.route("/checks/movements")
def movements() -> ResponseReturnValue:
    """Show the numbers of members of a month, cell by cell, and whether they agree."""
    actor = current_actor()
    form = MonthFilter(request.args)
    form.offer(Month.of(actor.day), _MONTHS)
    page = checking.movements_of(actor, form.month)
    return render_template("checks/movements.html", page=page, form=form)


@bp.route("/checks/twins/<uuid:member_id>/<uuid:other_id>", methods=["GET", "POST"])
def twins(member_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Make two records of one person one, or say that they are two persons."""
    actor, form = current_actor(), TwinsForm(request.form)
    page = service.open_twins(actor, member_id, other_id)
    form.offer(one.field for one in page.fields)

    def act() -> str:
        service.decide(
            actor,
            member_id,
            other_id,
            verdict=form.verdict.data,
            reason=form.reason.data or "",
            taken=form.taken.data or (),
            seen=form.seen.data or "",
        )
        return url_for(".index", loai=CheckKind.SAME_PERSON)

    if answer := accepted(form, act, "Đã ghi kết luận về hai hồ sơ."):
        return answer
    form.seen.data = page.seal
    return render_template("checks/twins.html", form=form, page=page), form.status
