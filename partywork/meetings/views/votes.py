"""Pages of the votes of a meeting: the question, the base in words, the count."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.meetings.forms.votes import (
    OpenVoteForm,
    QuestionForm,
    ReserveForm,
    TallyForm,
    WithdrawForm,
)
from partywork.meetings.service import deciding, reserving
from partywork.meetings.service import votes as service
from partywork.meetings.service.papers import method_of, summary_of
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor

_VOTE = "/meetings/<uuid:meeting_id>/votes/<uuid:vote_id>"


def _at(meeting_id: UUID, vote_id: UUID) -> str:
    return url_for("meetings.vote", meeting_id=meeting_id, vote_id=vote_id)


@bp.route("/meetings/<uuid:meeting_id>/items/<uuid:item_id>/vote", methods=["GET", "POST"])
def ask(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Put a question on an item."""
    actor = current_actor()
    form = QuestionForm(request.form)

    def act() -> str:
        prepared = service.prepare(
            actor,
            meeting_id,
            item_id,
            question=form.question.data or "",
            subject=form.subject.data,
        )
        return _at(meeting_id, prepared.id)

    if answer := accepted(form, act):
        return answer
    meeting, item = service.for_asking(actor, meeting_id, item_id)
    if request.method == "GET":
        form.subject.data = VoteSubject.ORDINARY
        if item.code == "C4" and item.vote is None:
            form.subject.data = VoteSubject.RESOLUTION
            form.question.data = f"Thông qua nghị quyết {summary_of(meeting)}"
    form.offer(service.open_subjects())
    html = render_template("meetings/vote_ask.html", meeting=meeting, item=item, form=form)
    return html, form.status


@bp.get(_VOTE)
def vote(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """A vote: its base before it opens, its count while it is open, its result."""
    return _page(meeting_id, vote_id)


def _page(meeting_id: UUID, vote_id: UUID, refused: BaseForm | None = None) -> ResponseReturnValue:
    actor = current_actor()
    view = service.get(actor, meeting_id, vote_id)
    tally = refused if isinstance(refused, TallyForm) else TallyForm(version=view.vote.version)
    if view.vote.status is VoteStatus.OPEN:
        tally.name_voters(view.eligible)
        if request.args.get("tat-ca"):
            tally.fill_all(view.eligible_present - view.by_name)
    html = render_template(
        "meetings/vote.html",
        view=view,
        vote=view.vote,
        method=method_of(view.vote),
        meeting=view.meeting,
        may_run=service.may_run_now(actor, view.meeting),
        file=service.file_of(actor, view.vote),
        decision=deciding.decision_of(actor, view.vote),
        may_decide=deciding.may_decide(actor, view.meeting, view.vote),
        opening=refused if isinstance(refused, OpenVoteForm) else OpenVoteForm(),
        withdrawal=refused if isinstance(refused, WithdrawForm) else WithdrawForm(),
        form=tally,
        reserving=_reserving(view, refused),
    )
    return html, refused.status if refused is not None else 200


def _reserving(view: service.VoteView, refused: BaseForm | None) -> ReserveForm:
    """Return the form of a reserved opinion, made out to the person themself where they may."""
    form = refused if isinstance(refused, ReserveForm) else ReserveForm()
    form.member_id.offer(view.may_reserve)
    if form is not refused and view.may_reserve:
        form.member_id.data = view.may_reserve[0][0]
    return form


@bp.post(f"{_VOTE}/open")
def open_vote(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """«Bắt đầu biểu quyết»: the base is frozen."""
    form = OpenVoteForm(request.form)

    def act() -> str:
        service.open_vote(current_actor(), meeting_id, vote_id)
        return _at(meeting_id, vote_id)

    return accepted(form, act, "Đã bắt đầu biểu quyết.") or _page(meeting_id, vote_id, form)


@bp.post(f"{_VOTE}/close")
def close_vote(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """«Kết thúc biểu quyết»: the count is recorded and final."""
    form = TallyForm(request.form)

    def act() -> str:
        service.close_vote(
            current_actor(),
            meeting_id,
            vote_id,
            version=form.version.data or 0,
            tally=form.tally,
            reserved=form.reserved_opinions,
        )
        return _at(meeting_id, vote_id)

    return accepted(form, act, "Đã ghi kết quả biểu quyết.") or _page(meeting_id, vote_id, form)


@bp.post(f"{_VOTE}/reserve")
def reserve(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """«Ghi ý kiến bảo lưu» after a vote of any kind."""
    form = ReserveForm(request.form)

    def act() -> str:
        reserving.reserve(
            current_actor(),
            meeting_id,
            vote_id,
            member_id=form.member_id.data,
            text=form.text.data or "",
        )
        return _at(meeting_id, vote_id)

    return accepted(form, act, "Đã ghi ý kiến bảo lưu.") or _page(meeting_id, vote_id, form)


@bp.post(f"{_VOTE}/withdraw")
def withdraw_vote(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """Take a question back that nobody has voted on."""
    form = WithdrawForm(request.form)

    def act() -> str:
        service.withdraw(current_actor(), meeting_id, vote_id)
        return url_for("meetings.minutes", meeting_id=meeting_id)

    return accepted(form, act, "Đã bỏ nội dung biểu quyết.") or _page(meeting_id, vote_id, form)
