"""The dues of one member: what they declared, decisions that lower them, what was paid."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.periods import Month
from partywork.dues.forms import (
    DeclareForm,
    EndReliefForm,
    OwnDeclareForm,
    RelieveForm,
    key_of,
    offer_months,
)
from partywork.dues.service import declaring, people, relieving
from partywork.dues.terms import ReliefGround, ReliefPercent
from partywork.dues.views.asked import asked_year
from partywork.dues.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


def _now() -> Month:
    return Month.of(clock.today())


@bp.get("/dues/me")
def own() -> ResponseReturnValue:
    """Show a member their own dues."""
    sheet = people.own_sheet(current_actor(), asked_year())
    return render_template("dues/person.html", sheet=sheet, is_own=True, now=_now())


@bp.get("/dues/members/<uuid:member_id>")
def person(member_id: UUID) -> ResponseReturnValue:
    """Show the dues of one member to those who keep them."""
    actor = current_actor()
    sheet = people.person_sheet(actor, member_id, asked_year())
    is_own = actor.member_id == member_id
    return render_template("dues/person.html", sheet=sheet, is_own=is_own, now=_now())


def _filled(opened: declaring.Opened) -> dict[str, object]:
    newest = opened.newest
    filled: dict[str, object] = {"from_month": key_of(_now()), "version": opened.version}
    if newest is not None:
        names = ("group", "base", "higher", "higher_decision", "letter_number")
        filled |= {name: getattr(newest, name) for name in names} | {"pays_at": newest.place}
    return filled


@bp.route("/dues/me/declare", methods=["GET", "POST"])
def declare_own() -> ResponseReturnValue:
    """Let a member declare their own income group and base."""
    actor = current_actor()
    form = OwnDeclareForm(request.form)

    def act() -> str:
        declaring.declare_own(
            actor,
            version=form.version.data or 0,
            declared=form.declared,
            from_month=form.from_month.month or _now(),
        )
        return url_for(".own")

    if answer := accepted(form, act, "Đã ghi kê khai của đồng chí."):
        return answer
    opened = declaring.for_declaring_own(actor)
    if request.method == "GET":
        form = OwnDeclareForm(data=_filled(opened))
    return _show_declaring(form, opened, is_own=True)


def _show_declaring(
    form: OwnDeclareForm, opened: declaring.Opened, *, is_own: bool
) -> ResponseReturnValue:
    if form.status == 409:
        form.version.raw_data, form.version.data = None, opened.version
    offer_months(form, opened.standing.earliest, opened.standing.closed, _now())
    page = render_template("dues/declare.html", opened=opened, form=form, is_own=is_own)
    return page, form.status


@bp.route("/dues/members/<uuid:member_id>/declare", methods=["GET", "POST"])
def declare(member_id: UUID) -> ResponseReturnValue:
    """Write down what a member declared on paper."""
    actor = current_actor()
    form = DeclareForm(request.form)

    def act() -> str:
        declaring.declare(
            actor,
            member_id,
            version=form.version.data or 0,
            declared=form.declared,
            from_month=form.from_month.month or _now(),
            higher_decision=form.higher_decision.data or "",
            letter_number=form.letter_number.data or "",
        )
        return url_for(".person", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi kê khai đảng phí."):
        return answer
    is_read = request.method == "GET"
    # What somebody else has just saved is shown, so the trail says to whom.
    shows = is_read or form.status == 409
    read = declaring.open_to_write_down if shows else declaring.for_writing_down
    opened = read(actor, member_id)
    if is_read:
        form = DeclareForm(data=_filled(opened))
    return _show_declaring(form, opened, is_own=False)


@bp.route("/dues/members/<uuid:member_id>/relieve", methods=["GET", "POST"])
def relieve(member_id: UUID) -> ResponseReturnValue:
    """Record a decision that exempts a member or lowers their dues."""
    actor = current_actor()
    form = RelieveForm(request.form)

    def act() -> str:
        relieving.relieve(
            actor,
            member_id,
            ground=ReliefGround(form.ground.data),
            percent=ReliefPercent(form.percent.data),
            from_month=form.from_month.month or _now(),
            to_month=form.to_month.month,
            decision_number=form.decision_number.data or "",
            decided_on=form.decided_on.data or actor.day,
        )
        return url_for(".person", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi quyết định miễn, giảm đảng phí."):
        return answer
    standing = relieving.for_relieving(actor, member_id)
    if request.method == "GET":
        form = RelieveForm(data={"from_month": key_of(_now())})
    offer_months(form, standing.earliest, standing.closed, _now())
    return render_template("dues/relieve.html", standing=standing, form=form), form.status


@bp.route("/dues/reliefs/<uuid:relief_id>/end", methods=["GET", "POST"])
def end_relief(relief_id: UUID) -> ResponseReturnValue:
    """Let a relief end earlier than decided."""
    actor = current_actor()
    form = EndReliefForm(request.form)

    def act() -> str:
        relief = relieving.end_relief(
            actor,
            relief_id,
            version=form.version.data or 0,
            to_month=form.to_month.month or _now(),
        )
        return url_for(".person", member_id=relief.member_id)

    if answer := accepted(form, act, "Đã ghi tháng cuối được miễn, giảm."):
        return answer
    relief = relieving.for_ending(actor, relief_id)
    if request.method == "GET":
        form = EndReliefForm(version=relief.version, to_month=key_of(_now()))
    form.to_month.offer(_now().shift(-3), 15)
    return render_template("dues/end_relief.html", relief=relief, form=form), form.status
