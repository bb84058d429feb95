"""Mail goes over sealed lines, to the server that is meant, or not at all; old lines go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.notifications import policy, service
from partywork.notifications.models import Mail
from partywork.notifications.terms import MailKind, MailProblem, MailState
from partywork.privacy import jobs as privacy_jobs
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from tests.support.mail import Catcher, catching, certificate, posting
from tests.support.make import Make


@pytest.fixture
def person(make: Make) -> Actor:
    member = make.member(make.cell())
    with transaction():
        member.email = "an@example.org"
    return make.actor(member)


@pytest.fixture
def line(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Iterator[Catcher]]:
    """Catch mail over a sealed line, with a certificate that this machine trusts or does not."""
    own = certificate(tmp_path)

    @contextmanager
    def open_line(tls: str, *, trusted: bool = True, **settings: str) -> Iterator[Catcher]:
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(own))
        with catching(tls, own) as catcher, posting(app, replace(catcher.server, **settings)):
            yield catcher

    return open_line


def post(person: Actor) -> None:
    assert person.member_id is not None
    with transaction():
        service.post([person.member_id], MailKind.INVITED, path="/inbox")


def mails() -> list[Mail]:
    db.session.expire_all()
    return list(db.session.scalars(policy.visible_mails(system(clock.today())).order_by(Mail.id)))


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_mail_goes_over_a_sealed_line_signed_in_where_that_is_asked(line, person, tls) -> None:
    with line(tls, user="dang-uy", password="mua-xuan") as catcher:
        post(person)
        assert service.send_due() == 1

    assert catcher.recipients == ["an@example.org"]
    assert catcher.signed_in == ["\0dang-uy\0mua-xuan"]


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
def test_nothing_goes_to_a_server_that_cannot_show_who_it_is(line, person, tls) -> None:
    with line(tls, trusted=False) as catcher:
        post(person)
        service.send_due()

    assert catcher.caught == []
    assert [(one.state, one.problem) for one in mails()] == [
        (MailState.WAITING, MailProblem.UNREACHABLE)
    ]


def test_where_no_seal_is_offered_nothing_goes_in_the_open(app, person) -> None:
    with catching() as catcher, posting(app, replace(catcher.server, tls="starttls")):
        post(person)
        service.send_due()

    assert catcher.caught == []
    assert mails()[0].problem is MailProblem.UNREACHABLE


def test_lines_of_mails_that_were_done_with_are_destroyed_after_their_days(
    app, person, monkeypatch
) -> None:
    provisions.seed()
    days = provisions.value(ProvisionKey.PRIVACY_MAIL_DAYS, clock.today())
    with catching() as catcher, posting(app, catcher.server):
        post(person)
        service.send_due()
        post(person)
        forget = {job.name: job for job in privacy_jobs.JOBS}["privacy.forget-mails"]
        forget.run()
        assert [one.state for one in mails()] == [MailState.SENT, MailState.WAITING]

        later = clock.now() + timedelta(days=days, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        forget.run()

    assert [one.state for one in mails()] == [MailState.WAITING]
