"""Whose mail one reads, who may have any, and who watches that it goes out."""

from datetime import date

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.notifications import policy
from partywork.notifications.models import Mail, MailWish
from partywork.notifications.terms import MailKind


def test_mail_and_the_wish_for_it_are_ones_own_and_the_jobs(make):
    person, other = (make.plain_member(make.cell()) for _ in range(2))
    with transaction():
        db.session.add(MailWish(recipient_id=person.member_id, wants_mail=False))
        db.session.add(
            Mail(
                recipient_id=person.member_id,
                kind=MailKind.INVITED,
                path="/inbox",
                due_at=clock.now(),
            )
        )

    def seen(actor):
        return tuple(
            len(db.session.scalars(visible(actor)).all())
            for visible in (policy.visible_mails, policy.visible_wishes)
        )

    readers = (person, system(date(2026, 11, 5)), other)
    assert [seen(one) for one in readers] == [(1, 1), (1, 1), (0, 0)]


def test_people_choose_and_the_administrator_watches(make):
    person, administrator = make.plain_member(make.cell()), make.administrator()

    assert [policy.may_choose_mail(one) for one in (person, administrator)] == [True, False]
    assert [policy.may_watch_mail(one) for one in (person, administrator)] == [False, True]
