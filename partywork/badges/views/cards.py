"""The register of membership cards."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.badges import policy
from partywork.badges.forms import CardForm
from partywork.badges.service import cards as service
from partywork.badges.service import people, reading
from partywork.badges.terms import CardAct, CardState
from partywork.badges.views.blueprint import asked_cell, bp
from partywork.cells.terms import WITHOUT_DECISION, EventKind
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor
from partywork.web.pagination import Page, asked_page


@bp.route("/badges/cards/")
def cards() -> ResponseReturnValue:
    """List the cards: who has none, whose is old, whose is lost."""
    actor, cell_id = current_actor(), asked_cell()
    asked = request.args.get("tinh-trang", "")
    state = CardState(asked) if asked in set(CardState) else None
    lines, counts = service.register(actor, cell_id=cell_id, state=state)
    page = Page(number=asked_page(), total=len(lines))
    return render_template(
        "badges/cards.html",
        lines=lines[page.offset : page.offset + page.per_page],
        counts=counts,
        page=page,
        states_of_cards=list(CardState),
        state=state,
        cells=reading.cells_to_choose(actor),
        cell_id=cell_id,
        may_record=policy.may_record_cards(actor),
    )


@bp.route("/badges/cards/<uuid:member_id>/", methods=["GET", "POST"])
def record_card(member_id: UUID) -> ResponseReturnValue:
    """Record what happened to a card."""
    actor = current_actor()
    line = service.for_recording(actor, member_id)
    form = CardForm(request.form, data={"deciding_body": service.usual_body(actor, member_id)})
    form.act.choices = choices_from((act.value, act.label) for act in line.acts)

    def act() -> str:
        service.record(
            actor,
            member_id,
            act=form.act.data,
            happened_on=form.happened_on.data or actor.day,
            number=form.number.data or None,
            kind=form.kind,
            decision=form.decision,
        )
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi vào sổ thẻ."):
        return answer
    found = people.of_member(actor, member_id)
    return render_template(
        "badges/record_card.html",
        found=found,
        form=form,
        may_give=line.acts != (CardAct.LOST,),
        of_loss=WITHOUT_DECISION[EventKind.CARD_LOST],
    ), form.status
