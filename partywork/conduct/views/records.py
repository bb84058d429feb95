"""The registers of commendations and discipline, one member, and recording."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.conduct import policy
from partywork.conduct.forms import CommendForm, DisciplineRecordForm, PaperForm
from partywork.conduct.service import disciplining, prompts, registers
from partywork.conduct.service import records as service
from partywork.conduct.views.blueprint import asked_cell, asked_year, bp
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor
from partywork.web.pagination import asked_page


@bp.route("/conduct/")
def index() -> ResponseReturnValue:
    """Show the register of commendations."""
    return _register(is_discipline=False)


@bp.route("/conduct/discipline")
def discipline_register() -> ResponseReturnValue:
    """Show the register of discipline."""
    return _register(is_discipline=True)


def _register(*, is_discipline: bool) -> ResponseReturnValue:
    actor, year, cell_id = current_actor(), asked_year(), asked_cell()
    entries, page = service.register(
        actor, is_discipline=is_discipline, year=year, cell_id=cell_id, page=asked_page()
    )
    return render_template(
        "conduct/index.html",
        entries=entries,
        page=page,
        is_discipline=is_discipline,
        year=year,
        cell_id=cell_id,
        cells=registers.cells_to_choose(actor),
        may_see_discipline=policy.may_see_discipline(actor),
        may_see_prompts=policy.may_see_prompts(actor),
        may_see_residence=policy.may_see_residence(actor),
    )


@bp.route("/conduct/to-consider")
def to_consider() -> ResponseReturnValue:
    """Show whom a cell is asked to consider."""
    actor = current_actor()
    cells = prompts.cells_to_choose(actor)
    cell_id = asked_cell() or next((one.id for one in cells), None)
    return render_template(
        "conduct/to_consider.html",
        lines=prompts.to_consider(actor, cell_id) if cell_id else [],
        rule=prompts.rule_in_words(actor.day),
        cells=cells,
        cell_id=cell_id,
        may_see_discipline=policy.may_see_discipline(actor),
    )


@bp.route("/conduct/members/<uuid:member_id>/")
def member(member_id: UUID) -> ResponseReturnValue:
    """Show what a member earned and incurred."""
    found = service.of_member(current_actor(), member_id)
    return render_template("conduct/member.html", found=found)


@bp.route("/conduct/mine")
def mine() -> ResponseReturnValue:
    """Show what one earned and incurred oneself."""
    found = service.own(current_actor())
    return render_template("conduct/member.html", found=found)


@bp.route("/conduct/members/<uuid:member_id>/commend", methods=["GET", "POST"])
def commend(member_id: UUID) -> ResponseReturnValue:
    """Enter a commendation."""
    actor = current_actor()
    form = CommendForm(request.form)

    def act() -> str:
        service.commend(
            actor, member_id, form=form.form.data, level=form.level.data, paper=form.paper
        )
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi khen thưởng."):
        return answer
    standing = service.for_commending(actor, member_id)
    return _page(form, standing, "commend", "Ghi khen thưởng")


@bp.route("/conduct/members/<uuid:member_id>/discipline", methods=["GET", "POST"])
def discipline(member_id: UUID) -> ResponseReturnValue:
    """Enter a discipline."""
    actor = current_actor()
    standing = service.for_disciplining(actor, member_id)
    form = DisciplineRecordForm(request.form)
    forms = disciplining.possible_forms(actor, standing)
    form.form.choices = choices_from((one.value, one.label) for one in forms)
    held = disciplining.offices_to_remove(actor, standing)
    form.removed.choices = choices_from(held)

    def act() -> str:
        disciplining.discipline(
            actor,
            member_id,
            form=form.form.data,
            decided_by=form.decided_by.data,
            paper=form.paper,
            vote=form.vote,
            removed=form.removed.data or (),
        )
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi kỷ luật."):
        return answer
    standing = service.for_disciplining(actor, member_id)
    return _page(form, standing, "discipline", "Ghi quyết định kỷ luật")


@bp.route("/conduct/members/<uuid:member_id>/progress", methods=["GET", "POST"])
def progress(member_id: UUID) -> ResponseReturnValue:
    """Enter that the cell recognised progress."""
    return _with_paper(
        member_id,
        disciplining.recognise_progress,
        service.for_disciplining,
        ("progress", "Ghi công nhận tiến bộ sau kỷ luật"),
    )


@bp.route("/conduct/members/<uuid:member_id>/suspend", methods=["GET", "POST"])
def suspend(member_id: UUID) -> ResponseReturnValue:
    """Enter a suspension."""
    return _with_paper(
        member_id,
        disciplining.suspend,
        service.for_suspending,
        ("suspend", "Ghi đình chỉ sinh hoạt đảng"),
    )


@bp.route("/conduct/members/<uuid:member_id>/reinstate", methods=["GET", "POST"])
def reinstate(member_id: UUID) -> ResponseReturnValue:
    """Enter the end of a suspension."""
    return _with_paper(
        member_id,
        disciplining.reinstate,
        service.for_suspending,
        ("reinstate", "Ghi cho trở lại sinh hoạt"),
    )


def _with_paper(
    member_id: UUID,
    use_case: Callable[..., object],
    open_for: Callable[..., Any],
    words: tuple[str, str],
) -> ResponseReturnValue:
    actor = current_actor()
    form = PaperForm(request.form)

    def act() -> str:
        use_case(actor, member_id, paper=form.paper)
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi vào sổ."):
        return answer
    return _page(form, open_for(actor, member_id), *words)


def _page(form: PaperForm, standing: Any, endpoint: str, title: str) -> ResponseReturnValue:
    form.vote_id.offer(service.votes_to_choose(current_actor(), standing, endpoint))
    page = render_template(
        "conduct/record.html", form=form, standing=standing, endpoint=endpoint, title=title
    )
    return page, form.status
