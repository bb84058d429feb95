"""One tap each: coming in, confirming, turning to an item, speaking, voting by name."""

from collections.abc import Callable
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.terms import Choice
from partywork.meetings.service import asked, votes
from partywork.meetings.terms import Place
from partywork.rooms.forms import (
    CallForm,
    ComeInForm,
    RecordingForm,
    TapForm,
    VoiceForm,
    WordsForm,
)
from partywork.rooms.service import coming, hall, leading, reading, recording, writing
from partywork.rooms.terms import Part
from partywork.rooms.views.blueprint import ROOM, bp
from partywork.rooms.views.looking import draw_part
from partywork.web.forms import BaseForm, accepted, choices_from
from partywork.web.guards import current_actor

_WAITS = "Đã ghi nhận. Chờ người chủ trì xác nhận."


def _part() -> Part | None:
    """Return the part of the page in which the tap was, where its script sent it in place."""
    asked = request.headers.get("X-Part", "")
    return Part(asked) if asked in set(Part) else None


def _at(meeting_id: UUID) -> str:
    return url_for("rooms.show", meeting_id=meeting_id)


def _done(
    meeting_id: UUID, form: BaseForm, act: Callable[[], str], words: str = ""
) -> ResponseReturnValue | None:
    """Answer a tap with its part of the page, which says itself what was done; else as any form."""
    part = _part()
    done = accepted(form, act, "" if part else words, leads_to=_at(meeting_id))
    return draw_part(meeting_id, part) if done and part else done


def _refused(meeting_id: UUID, form: BaseForm) -> ResponseReturnValue:
    """Show why a tap did nothing, what was typed with it, and the way back to the room."""
    view = reading.show(current_actor(), meeting_id, ())
    html = render_template(
        "rooms/refused.html", meeting=view.meeting, form=form, address=request.path
    )
    return html, form.status


def _tap(
    meeting_id: UUID, form: BaseForm, step: Callable[[], object], words: str = ""
) -> ResponseReturnValue:
    """Do what a button of the room stands for, and lead back to the room."""

    def act() -> str:
        step()
        return _at(meeting_id)

    return _done(meeting_id, form, act, words) or _refused(meeting_id, form)


@bp.post(f"{ROOM}/come-in")
def come_in(meeting_id: UUID) -> ResponseReturnValue:
    """«Tôi có mặt» from the invitation or the room."""
    form = ComeInForm(request.form)

    def come() -> None:
        coming.come_in(current_actor(), meeting_id, place=form.place.data or Place.HALL)

    return _tap(meeting_id, form, come, _WAITS)


@bp.route(f"{ROOM}/hall/<code>", methods=["GET", "POST"])
def by_code(meeting_id: UUID, code: str) -> ResponseReturnValue:
    """The page behind the code of the hall: one button."""
    form = TapForm(request.form)

    def act() -> str:
        coming.come_in_by_code(current_actor(), meeting_id, code)
        return _at(meeting_id)

    if done := accepted(form, act, _WAITS):
        return done
    meeting = hall.by_code(current_actor(), meeting_id, code)
    html = render_template("rooms/by_code.html", meeting=meeting, code=code, form=form)
    return html, form.status


@bp.post(f"{ROOM}/hall")
def make_hall_code(meeting_id: UUID) -> ResponseReturnValue:
    """Make the code of the hall before the first has come in."""
    form = TapForm(request.form)

    def act() -> str:
        hall.make_code(current_actor(), meeting_id)
        return url_for("rooms.hall_code", meeting_id=meeting_id)

    return accepted(form, act) or _refused(meeting_id, form)


@bp.post(f"{ROOM}/confirm")
def confirm(meeting_id: UUID) -> ResponseReturnValue:
    """Let everybody who came in count as present, or one of them."""
    asked = request.args.get("member", type=UUID)

    def let_in() -> None:
        view = reading.show(current_actor(), meeting_id, (Part.PEOPLE,))
        waiting = [one.member_id for one in view.waiting if asked in (None, one.member_id)]
        coming.confirm(current_actor(), meeting_id, waiting)

    return _tap(meeting_id, TapForm(request.form), let_in)


@bp.post(f"{ROOM}/items/<uuid:item_id>")
def go_to(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Turn to an item of the agenda."""
    form = TapForm(request.form)
    return _tap(meeting_id, form, lambda: leading.go_to(current_actor(), meeting_id, item_id))


@bp.post(f"{ROOM}/turns")
def ask_to_speak(meeting_id: UUID) -> ResponseReturnValue:
    """«Xin phát biểu»."""
    form = TapForm(request.form)
    return _tap(meeting_id, form, lambda: leading.ask_to_speak(current_actor(), meeting_id))


@bp.post(f"{ROOM}/turns/take-back")
def take_back(meeting_id: UUID) -> ResponseReturnValue:
    """«Thôi phát biểu»."""
    form = TapForm(request.form)
    return _tap(meeting_id, form, lambda: leading.take_back(current_actor(), meeting_id))


@bp.post(f"{ROOM}/turns/call")
def call(meeting_id: UUID) -> ResponseReturnValue:
    """Give somebody the floor."""
    form = CallForm(request.form)
    able = leading.may_be_called(current_actor(), meeting_id)
    form.member_id.choices = choices_from((str(key), name) for key, name in able)

    def give_the_floor() -> None:
        leading.call(current_actor(), meeting_id, UUID(form.member_id.data))

    return _tap(meeting_id, form, give_the_floor)


@bp.post(f"{ROOM}/turns/end")
def end_turn(meeting_id: UUID) -> ResponseReturnValue:
    """The speaker has ended."""
    form = TapForm(request.form)
    return _tap(meeting_id, form, lambda: leading.end_turn(current_actor(), meeting_id))


@bp.post(f"{ROOM}/turns/<uuid:turn_id>/write-down")
def write_down(meeting_id: UUID, turn_id: UUID) -> ResponseReturnValue:
    """Write what a speaker said into the minutes."""
    form = WordsForm(request.form)

    def write() -> None:
        writing.write_down(current_actor(), meeting_id, turn_id, form.text.data or "")

    return _tap(meeting_id, form, write, "Đã ghi ý kiến vào biên bản.")


@bp.post(f"{ROOM}/answers/<uuid:recommendation_id>/heard")
def hear_answer(meeting_id: UUID, recommendation_id: UUID) -> ResponseReturnValue:
    """«Đã đọc»: the meeting has heard the answer to a recommendation."""

    def hear() -> None:
        asked.hear(current_actor(), meeting_id, recommendation_id)

    return _tap(meeting_id, TapForm(request.form), hear)


@bp.post(f"{ROOM}/votes/<uuid:vote_id>")
def speak(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """Vote openly by name."""
    form = VoiceForm(request.form)

    def vote() -> None:
        votes.speak(current_actor(), meeting_id, vote_id, Choice(form.choice.data))

    return _tap(meeting_id, form, vote, "Đã ghi ý kiến biểu quyết.")


@bp.post(f"{ROOM}/recording")
def decide_recording(meeting_id: UUID) -> ResponseReturnValue:
    """Note the decision to record."""
    form = RecordingForm(request.form)

    def act() -> str:
        recording.decide(current_actor(), meeting_id, form.recording.data or "")
        return _at(meeting_id)

    return accepted(form, act, "Đã ghi quyết định.") or _refused(meeting_id, form)


@bp.post(f"{ROOM}/recording/end")
def end_recording(meeting_id: UUID) -> ResponseReturnValue:
    """«Thôi ghi»."""
    form = TapForm(request.form)

    def act() -> str:
        recording.end(current_actor(), meeting_id)
        return _at(meeting_id)

    return accepted(form, act, "Đã thôi ghi.") or _refused(meeting_id, form)
