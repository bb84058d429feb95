import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from partywork.core import submissions
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.core.submissions import Repeated, once
from partywork.notifications.models import Notice
from partywork.notifications.service import tell
from partywork.notifications.terms import NoticeKind


def _told(person) -> int:
    query = sa.select(sa.func.count()).select_from(Notice).where(Notice.recipient_id == person)
    return db.session.scalar(query.execution_options(partywork_scoped=True)) or 0


def _tell_once(key, person, digest="một"):
    with once(key, None, "notifications.test", digest), transaction():
        tell([person], NoticeKind.REMINDER, title="Nhắc việc")


def test_the_same_form_again_leads_to_the_same_place_and_acts_once(app):
    key, person = new_id(), new_id()
    _tell_once(key, person)
    submissions.led_to(key, "/meetings/")

    with pytest.raises(Repeated) as repeated:
        _tell_once(key, person)

    assert repeated.value.location == "/meetings/"
    assert _told(person) == 1


def test_the_same_key_with_other_words_is_a_conflict(app):
    key, person = new_id(), new_id()
    _tell_once(key, person)

    with pytest.raises(Stale):
        _tell_once(key, person, digest="hai")


def test_a_form_that_writes_twice_is_kept_once(app):
    key, person = new_id(), new_id()

    with once(key, None, "notifications.test", "một"):
        for title in ("Lấy số", "Lưu bản trình bày"):
            with transaction():
                tell([person], NoticeKind.REMINDER, title=title)

    assert _told(person) == 2


def test_a_refused_form_may_be_sent_again(app):
    key, person = new_id(), new_id()

    @once(key, None, "notifications.test", "một")
    def refused() -> None:
        raise RuleBroken("Chưa đủ.")

    with pytest.raises(RuleBroken):
        refused()

    _tell_once(key, person)

    assert _told(person) == 1


def test_two_sendings_at_the_same_moment_act_once(app):
    key, person = new_id(), new_id()
    start = Barrier(4)

    def send() -> str:
        with app.app_context():
            start.wait()
            try:
                _tell_once(key, person)
            except Repeated:
                return "repeated"
            return "done"

    with ThreadPoolExecutor(4) as pool:
        outcomes = [future.result() for future in [pool.submit(send) for _ in range(4)]]

    assert sorted(outcomes) == ["done", "repeated", "repeated", "repeated"]
    assert _told(person) == 1


def test_what_a_form_said_is_kept_under_the_key_of_the_installation(app):
    said = [("citizen_id", "001076012345"), ("path", "/members/1/edit/identity")]

    kept = submissions.digest_of(said)

    assert kept == submissions.digest_of(list(reversed(said)))
    assert kept != hashlib.sha256(repr(sorted(said)).encode()).hexdigest()
