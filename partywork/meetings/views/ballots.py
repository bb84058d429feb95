"""Pages of a secret ballot before it opens; voting and counting have pages of their own."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotWay, VoteSubject
from partywork.meetings.forms.ballots import BallotForm, StepForm, TellersForm
from partywork.meetings.service import ballot_sheets, votes
from partywork.meetings.service import ballots as service
from partywork.meetings.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import BaseForm, accepted, choices_from
from partywork.web.guards import current_actor

_BALLOT = "/meetings/<uuid:meeting_id>/ballots/<uuid:ballot_id>"


def _at(meeting_id: UUID, ballot_id: UUID) -> str:
    return url_for("meetings.ballot", meeting_id=meeting_id, ballot_id=ballot_id)


@bp.route("/meetings/<uuid:meeting_id>/items/<uuid:item_id>/ballot", methods=["GET", "POST"])
def ask_secretly(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Put a secret ballot on an item."""
    actor = current_actor()
    form = BallotForm(request.form)

    def act() -> str:
        ballot = service.prepare(
            actor,
            meeting_id,
            item_id,
            title=form.title.data or "",
            way=form.way.data,
            questions=form.asked,
            seats=form.seats.data,
            path=url_for("meetings.minutes", meeting_id=meeting_id),
        )
        return _at(meeting_id, ballot.id)

    if answer := accepted(form, act):
        return answer
    meeting, item = votes.for_asking(actor, meeting_id, item_id)
    if request.method == "GET":
        form.subject.data, form.way.data = VoteSubject.OPINION, BallotWay.PAPER
        if stopped := service.stopped_on(actor, item):
            asked = [Question(vote.question, vote.subject) for vote in stopped.votes]
            form.ask_again(stopped.title, asked, stopped.seats)
    few = service.too_few_for_screens(meeting)
    if few is not None:
        form.offer_paper()
    html = render_template(
        "meetings/ballot_ask.html", meeting=meeting, item=item, form=form, few=few
    )
    return html, form.status


@bp.get(_BALLOT)
def ballot(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """A ballot before it opens: who counts, who votes, what is still missing."""
    return _page(meeting_id, ballot_id)


def _page(
    meeting_id: UUID, ballot_id: UUID, refused: BaseForm | None = None
) -> ResponseReturnValue:
    setting = service.setting(current_actor(), meeting_id, ballot_id)
    version = setting.ballot.version
    tellers = refused if isinstance(refused, TellersForm) else TellersForm(version=version)
    tellers.tellers.choices = choices_from((str(key), name) for key, name in setting.present)
    if refused is not tellers:
        tellers.tellers.data = [one.member_id for one in setting.ballot.tellers]
    html = render_template(
        "meetings/ballot.html",
        setting=setting,
        ballot=setting.ballot,
        meeting=setting.meeting,
        tellers=tellers,
        step=refused if isinstance(refused, StepForm) else StepForm(version=version),
    )
    return html, refused.status if refused is not None else 200


@bp.post(f"{_BALLOT}/tellers")
def name_tellers(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """Write down whom the meeting chose to count."""
    actor = current_actor()
    form = TellersForm(request.form)
    present = service.setting(actor, meeting_id, ballot_id).present
    form.tellers.choices = choices_from((str(key), name) for key, name in present)

    def act() -> str:
        service.name_tellers(
            actor,
            meeting_id,
            ballot_id,
            version=form.version.data or 0,
            tellers=[one for one in form.tellers.data or [] if one is not None],
        )
        return _at(meeting_id, ballot_id)

    done = accepted(form, act, "Đã ghi người kiểm phiếu.")
    return done or _page(meeting_id, ballot_id, form)


@bp.post(f"{_BALLOT}/open")
def open_ballot(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """«Mở bỏ phiếu»."""
    form = StepForm(request.form)

    def act() -> str:
        version = form.version.data or 0
        service.open_ballot(current_actor(), meeting_id, ballot_id, version=version)
        return url_for("ballots.show", ballot_id=ballot_id)

    return accepted(form, act, "Đã mở bỏ phiếu.") or _page(meeting_id, ballot_id, form)


@bp.get(f"{_BALLOT}/papers.pdf")
def ballot_papers_pdf(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """Print the paper ballots."""
    name, content = ballot_sheets.slips(current_actor(), meeting_id, ballot_id)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.get(f"{_BALLOT}/tally.pdf")
def tally_sheet_pdf(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """Print the tellers' sheet."""
    name, content = ballot_sheets.tally_sheet(current_actor(), meeting_id, ballot_id)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.post(f"{_BALLOT}/withdraw")
def withdraw_ballot(meeting_id: UUID, ballot_id: UUID) -> ResponseReturnValue:
    """Take back a ballot nobody has opened."""
    form = StepForm(request.form)

    def act() -> str:
        version = form.version.data or 0
        service.withdraw(current_actor(), meeting_id, ballot_id, version=version)
        return url_for("meetings.minutes", meeting_id=meeting_id)

    return accepted(form, act, "Đã bỏ cuộc bỏ phiếu.") or _page(meeting_id, ballot_id, form)
