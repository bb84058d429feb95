"""The way into a video room of one's own: who gets a key, what it says, when it ends."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from partywork.core import clock
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.meetings.terms import Place
from partywork.rooms import engine
from partywork.rooms.service import coming, reading, recording, video
from partywork.settings import BadSettings, VideoServer, from_environment
from tests.meetings.minuting import MEETS_ON
from tests.rooms.hybrid import REASON, hybrid
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

SERVER = VideoServer("https://hop.example.vn", "cong-tac-dang", "bi-mat-" * 6)


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(19, 5))


@pytest.fixture
def case(make: Make) -> Case:
    """A hybrid meeting under way; its first member was named to take part from afar."""
    return hybrid(make)


def key_in(address: str) -> dict[str, object]:
    """Check the seal of a key as the video server does; returns what it says."""
    token = parse_qs(urlsplit(address).query)["jwt"][0]
    said, _, seal = token.rpartition(".")
    expected = hmac.new(SERVER.secret.encode(), said.encode(), hashlib.sha256).digest()
    assert hmac.compare_digest(read(seal), expected)
    header, facts = (json.loads(read(part)) for part in said.split("."))
    assert header == {"alg": "HS256", "typ": "JWT"}
    return facts


def read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_key_names_the_person_and_ends_with_the_evening(make: Make, case: Case) -> None:
    member = make.actor(case.members[0])

    address = video.enter(member, case.id, SERVER)

    facts = key_in(address)
    room = engine.room_name(SERVER, case.id)
    assert address.startswith(f"https://hop.example.vn/{room}?jwt=")
    assert (facts["aud"], facts["iss"], facts["sub"]) == (
        "cong-tac-dang",
        "cong-tac-dang",
        "hop.example.vn",
    )
    assert facts["room"] == room
    assert facts["nbf"] == int(clock.now().timestamp())
    assert facts["exp"] == int(datetime(2026, 11, 5, 17, 0, tzinfo=UTC).timestamp())
    context = facts["context"]
    assert isinstance(context, dict)
    assert context["user"]["name"] == member.name
    assert context["user"]["moderator"] is False
    assert str(member.member_id) not in json.dumps(facts)
    assert context["features"] == {
        "recording": False,
        "livestreaming": False,
        "transcription": False,
    }


def test_nobody_guesses_the_name_of_a_room(make: Make, case: Case) -> None:
    other = open_meeting(make)
    elsewhere = replace(SERVER, secret="x" * 40)
    names = {
        engine.room_name(SERVER, case.id),
        engine.room_name(SERVER, other.id),
        engine.room_name(elsewhere, case.id),
    }

    assert len(names) == 3
    assert all(str(case.id)[:8] not in name and len(name) > 32 for name in names)


def test_only_who_leads_records_and_only_after_a_decision(case: Case, make: Make) -> None:
    recording.decide(case.secretary, case.id, "Ghi âm để làm biên bản")

    chair = key_in(video.enter(case.secretary, case.id, SERVER))["context"]
    recording.end(case.secretary, case.id)
    after = key_in(video.enter(case.secretary, case.id, SERVER))["context"]
    own = key_in(video.enter(make.actor(case.members[0]), case.id, SERVER))["context"]

    assert isinstance(chair, dict)
    assert isinstance(own, dict)
    assert chair["user"]["moderator"] is True
    assert chair["features"]["recording"] is True
    assert isinstance(after, dict)
    assert after["features"]["recording"] is False
    assert own["features"]["recording"] is False


def test_who_was_not_named_or_does_not_belong_gets_no_key(make: Make, case: Case) -> None:
    with pytest.raises(RuleBroken, match="nêu tên"):
        video.enter(make.actor(case.members[1]), case.id, SERVER)
    with pytest.raises(NotVisible):
        video.enter(make.plain_member(make.cell()), case.id, SERVER)
    with pytest.raises(NotVisible):
        video.enter(make.actor(case.members[0]), case.id, None)


def test_a_meeting_in_the_hall_has_no_video_room(make: Make) -> None:
    case = open_meeting(make)

    with pytest.raises(RuleBroken, match="họp trực tiếp"):
        video.enter(case.secretary, case.id, SERVER)


def test_being_in_the_video_room_is_not_being_present(make: Make, case: Case) -> None:
    member = make.actor(case.members[0])
    video.enter(member, case.id, SERVER)

    before = reading.show(case.secretary, case.id).present
    coming.come_in(member, case.id, place=Place.ONLINE)
    coming.confirm(case.secretary, case.id, [case.members[0].id])

    assert before == 0
    assert reading.show(case.secretary, case.id).present == 1


def test_the_room_names_who_joins_from_afar_and_tells_why_only_to_who_leads(
    make: Make,
    case: Case,
    app: Flask,
    browse: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "PARTYWORK", replace(app.config["PARTYWORK"], video=SERVER))
    room = f"/meetings/{case.id}/room"
    named, other = make.actor(case.members[0]), make.actor(case.members[1])

    chair, own = browse(case.secretary).get(room), browse(named).get(room)

    assert f"Được dự trực tuyến: {named.name} ({REASON})" in chair.words
    assert f"Được dự trực tuyến: {named.name}." in own.words
    assert "Vào phòng hình ảnh" in own.words
    assert "Vào phòng hình ảnh" not in browse(other).get(room).words
    answer = browse(named).get(f"{room}/video", expect=303).answer
    assert answer.headers["Location"].startswith("https://hop.example.vn/hop-")


def test_a_person_without_a_place_in_the_meeting_is_refused(make: Make, case: Case) -> None:
    office = make.office()

    with pytest.raises((NotVisible, NotAllowed)):
        video.enter(office, case.id, SERVER)


def test_the_video_server_is_named_with_its_secret_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    base = {"PARTYWORK_DATA": str(tmp_path), "PARTYWORK_DEMO": "1"}
    named = {
        **base,
        "PARTYWORK_JITSI_URL": "https://hop.example.vn/",
        "PARTYWORK_JITSI_APP_ID": "cong-tac-dang",
        "PARTYWORK_JITSI_SECRET_FILE": str(file),
    }

    assert from_environment(base).video is None
    with pytest.raises(BadSettings, match="SECRET_FILE"):
        from_environment(named)
    file.write_text("ngan\n")
    with pytest.raises(BadSettings, match="32"):
        from_environment(named)
    file.write_text(SERVER.secret + "\n")
    with pytest.raises(BadSettings, match="https"):
        from_environment({**named, "PARTYWORK_JITSI_URL": "http://hop.example.vn"})
    assert from_environment(named).video == SERVER
    assert SERVER.secret not in repr(from_environment(named))
