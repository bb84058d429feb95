"""Mail goes through a real mail server of our own and says no more than it may."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed
from partywork.notifications import policy, service
from partywork.notifications.models import Mail
from partywork.notifications.terms import MailKind, MailProblem, MailState
from partywork.settings import MailServer
from tests.support.mail import catching, posting

PATH = "/inbox"


@pytest.fixture
def post_office(app):
    with catching() as catcher, posting(app, catcher.server):
        yield catcher


@pytest.fixture
def person(make):
    return with_address(make)


def with_address(make, address="an@example.org"):
    member = make.member(make.cell())
    with transaction():
        member.email = address
    return make.actor(member)


def post(*people, kind=MailKind.INVITED):
    with transaction():
        service.post([one.member_id for one in people], kind, path=PATH)


def mails():
    db.session.expire_all()
    return list(db.session.scalars(policy.visible_mails(system(clock.today())).order_by(Mail.id)))


def later(monkeypatch, **step):
    instant = clock.now() + timedelta(**step)
    monkeypatch.setattr(clock, "now", lambda: instant)


def test_a_mail_names_nobody_and_leads_to_the_site(post_office, person):
    post(person)

    assert service.send_due() == 1

    [mail] = post_office.caught
    assert mail["To"] == "an@example.org"
    assert mail["Subject"] == "Đồng chí có giấy mời mới"
    words = mail.get_content()
    assert "https://dang.example.org/inbox" in words
    assert person.name not in mail.as_string()
    assert mails()[0].state is MailState.SENT


def test_a_mail_is_sent_once(post_office, person):
    post(person)
    service.send_due()

    assert service.send_due() == 0
    assert len(post_office.caught) == 1


def test_nobody_without_address_and_nobody_who_wants_none_gets_mail(post_office, make, person):
    nobody = make.plain_member(make.cell())
    service.set_wish(person, wanted=False)
    post(person, nobody)

    service.send_due()

    assert post_office.caught == []
    assert {mail.state for mail in mails()} == {MailState.SKIPPED}
    assert service.wants_mail(nobody)
    assert not service.wants_mail(person)


def test_a_wish_can_be_taken_back(post_office, person):
    service.set_wish(person, wanted=False)
    service.set_wish(person, wanted=True)
    post(person)

    assert service.send_due() == 1


def test_without_a_mail_server_nothing_is_queued(app, person):
    post(person)

    assert mails() == []
    assert service.send_due() == 0


def test_a_server_that_is_not_there_is_tried_later_and_given_up_in_the_end(
    app, person, monkeypatch
):
    with posting(app, MailServer(host="127.0.0.1", port=9, sender="a@example.org", tls="none")):
        post(person)
        for _ in range(6):
            assert service.send_due() == 0
            later(monkeypatch, hours=5)

        [mail] = mails()
        assert (mail.state, mail.problem) == (MailState.GIVEN_UP, MailProblem.UNREACHABLE)
        assert mail.tries == 6


def test_a_passing_refusal_is_tried_again_and_one_for_good_is_not(
    post_office, make, person, monkeypatch
):
    post_office.says = "451 later"
    post(person)
    service.send_due()
    assert mails()[0].state is MailState.WAITING
    assert service.send_due() == 0

    later(monkeypatch, minutes=2)
    post_office.says = "550 no such person"
    service.send_due()
    assert (mails()[0].state, mails()[0].problem) == (MailState.GIVEN_UP, MailProblem.REFUSED)


def test_the_administrator_sees_numbers_and_lets_what_was_given_up_go_again(
    post_office, make, person
):
    post_office.says = "550 no such person"
    post(person)
    service.send_due()
    administrator = make.administrator()

    figures = service.figures(administrator)
    assert figures.states[MailState.GIVEN_UP] == 1
    assert figures.problems[MailProblem.REFUSED] == 1

    post_office.says = "250 OK"
    assert service.give_again(administrator) == 1
    assert service.send_due() == 1


def test_nobody_else_sees_them(make):
    with pytest.raises(NotAllowed):
        service.figures(make.office())
    with pytest.raises(NotAllowed):
        service.wants_mail(make.administrator())


_SENDER = """
from partywork.app import create_app
from partywork.notifications import service
from partywork.settings import MailServer, Settings
from pathlib import Path
import sys
app = create_app(Settings(
    data=Path(sys.argv[1]), database_url=sys.argv[2], secret_key="a key for tests only",
    public_url="http://127.0.0.1",
    mail=MailServer(host="127.0.0.1", port=int(sys.argv[3]), sender="a@example.org", tls="none"),
))
with app.app_context():
    service.send_due()
"""


def test_a_sender_that_is_killed_at_the_worst_moment_sends_at_most_twice(
    app, database, post_office, person, monkeypatch
):
    post(person)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    db.session.commit()
    for _ in range(3):
        sender = subprocess.Popen(
            [sys.executable, "-c", _SENDER, str(database.data), url, str(post_office.port)]
        )
        post_office.on_mail = lambda sender=sender: os.kill(sender.pid, signal.SIGKILL)
        sender.wait()
        release()

    assert len(post_office.caught) == 2
    assert len({mail["Message-ID"] for mail in post_office.caught}) == 1
    assert (mails()[0].state, mails()[0].problem) == (MailState.GIVEN_UP, MailProblem.UNSURE)


def release():
    """Let the time pass after which a sender is taken for dead."""
    with transaction():
        for mail in db.session.scalars(policy.visible_mails(system(clock.today()))):
            mail.due_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
