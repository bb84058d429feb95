"""Looking at the room: the page, its parts, the projector, the code of the hall, what changes."""

from collections.abc import Collection
from uuid import UUID

from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core.errors import NotVisible
from partywork.live import service as live
from partywork.live.streams import stream
from partywork.meetings.terms import Place
from partywork.rooms.forms import ComeInForm, RecordingForm, TapForm, WordsForm
from partywork.rooms.service import hall, reading, video
from partywork.rooms.terms import TOPICS, Part
from partywork.rooms.views.blueprint import ROOM, bp
from partywork.web.codes import code_svg
from partywork.web.guards import current_actor
from partywork.web.templating import render_piece


@bp.get(ROOM)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """The room of a meeting, for whoever may read the meeting."""
    return render_template("rooms/show.html", **_facts(meeting_id, reading.PAGE))


def _facts(meeting_id: UUID, parts: Collection[Part]) -> dict[str, object]:
    view = reading.show(current_actor(), meeting_id, parts)
    return {
        "view": view,
        "meeting": view.meeting,
        # Each part is drawn anew by itself, and a form that was sent is not sent again.
        "taps": {part: TapForm() for part in parts},
        "coming": ComeInForm(place=Place.HALL),
        "recording": RecordingForm(),
        "words": WordsForm(),
        "has_video": current_app.config["PARTYWORK"].video is not None,
        "parts": list(Part),
        "topics": TOPICS,
    }


@bp.get(f"{ROOM}/parts/<part>")
def part(meeting_id: UUID, part: str) -> ResponseReturnValue:
    """One part of the room's page, asked for again when it has changed."""
    if part not in set(Part):
        raise NotVisible()
    return draw_part(meeting_id, Part(part))


def draw_part(meeting_id: UUID, part: Part) -> ResponseReturnValue:
    """Draw one part of the room's page, and say which it is."""
    words = render_piece("rooms/part.html", part=part, **_facts(meeting_id, (part,)))
    return words, {"X-Part": part.value}


@bp.get(f"{ROOM}/screen")
def screen(meeting_id: UUID) -> ResponseReturnValue:
    """The same in large type for the wall of the hall, without anything to press."""
    facts = _facts(meeting_id, (Part.SCREEN,))
    return render_template("rooms/screen.html", screen=Part.SCREEN, **facts)


@bp.get(f"{ROOM}/video")
def enter_video(meeting_id: UUID) -> ResponseReturnValue:
    """Go on into the video room, with a key made for this person at this moment."""
    server = current_app.config["PARTYWORK"].video
    return redirect(video.enter(current_actor(), meeting_id, server), 303)


@bp.get(f"{ROOM}/hall")
def hall_code(meeting_id: UUID) -> ResponseReturnValue:
    """The code that hangs in the hall, to be printed or shown."""
    found = hall.code_of(current_actor(), meeting_id)
    code = found.code and code_svg(
        url_for("rooms.by_code", meeting_id=meeting_id, code=found.code, _external=True)
    )
    return render_template("rooms/hall.html", meeting=found.meeting, code=code, form=TapForm())


@bp.get(f"{ROOM}/live")
def listen(meeting_id: UUID) -> ResponseReturnValue:
    """What changes in the room, as it happens; after a break, first what was missed."""
    reading.check_may_enter(current_actor(), meeting_id)
    return stream(meeting_id, _after(request.headers.get("Last-Event-ID")))


@bp.get(f"{ROOM}/changes")
def changes(meeting_id: UUID) -> ResponseReturnValue:
    """The same for pages that ask every few seconds, where no stream is free."""
    reading.check_may_enter(current_actor(), meeting_id)
    found = live.since(meeting_id, _after(None))
    return jsonify(changes=[[one.number, one.topic] for one in found])


def _after(header: str | None) -> int:
    said = header or request.args.get("after", "")
    return int(said) if said.isdecimal() and len(said) < 16 else 0
