"""Two cells, every role: who sees badges and cards, and who does what about them."""

from datetime import date

import pytest

from partywork.badges import policy
from partywork.badges.models import BadgeNomination, BadgeSubmission
from partywork.badges.terms import Ground
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.documents import service as documents
from partywork.documents.terms import AccessClass, DocumentKind
from tests.support.people import who

DAY = date(2026, 11, 5)
CONFIDED = {"secretary", "organisation desk", "inspection desk", "committee", "inspector"}


@pytest.fixture
def here(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def member(make, here):
    return make.member(here)


@pytest.fixture
def people(make, here):
    return {
        "secretary": make.secretary(here),
        "member": make.plain_member(here),
        "other secretary": make.secretary(make.cell()),
        "organisation desk": make.office(Desk.ORGANISATION),
        "inspection desk": make.office(Desk.INSPECTION),
        "clerk": make.office(Desk.CLERICAL),
        "committee": make.committee(),
        "inspector": make.inspector(),
        "administrator": make.administrator(),
        "nobody": Actor(user_id=None, member_id=None, name="", day=DAY),
    }


def test_badges_are_seen_by_those_who_may_know_of_discipline(here, member, people):
    with transaction():
        row = BadgeNomination(
            organisation_id=here.id,
            member_id=member.id,
            years=30,
            ground=Ground.DUE,
            batch_on=date(2027, 2, 3),
        )
        db.session.add(row)

    def sees(actor):
        return row in db.session.scalars(policy.visible(actor)).all()

    def sees_person(actor):
        standings = db.session.scalars(policy.visible_people(actor)).all()
        return member.id in {one.member_id for one in standings}

    assert who(people, sees) == CONFIDED
    assert who(people, sees_person) == CONFIDED
    assert who(people, policy.may_see) == {*CONFIDED, "other secretary"}
    for asked in (sees, sees_person, policy.may_see):
        assert asked(system(DAY))


def test_dossiers_are_for_the_cell_and_decisions_for_the_desk(here, member, people):
    def those(question):
        return who(people, lambda actor: question(actor, here, member.id))

    assert those(policy.may_propose) == {"secretary", "organisation desk"}
    assert those(policy.may_decide) == {"organisation desk"}
    assert who(people, lambda actor: policy.may_keep_cards(actor, here, member.id)) == {
        "organisation desk"
    }
    assert who(people, policy.may_record_cards) == {"organisation desk"}
    desk = people["organisation desk"]
    assert not policy.may_keep_cards(desk, here, desk.member_id)


def test_a_submission_is_seen_where_its_nominations_are(make, here, member, people):
    with transaction():
        paper = documents.draft(
            people["secretary"],
            kind=DocumentKind.SUBMISSION,
            organisation_id=here.id,
            summary="Đề nghị tặng Huy hiệu Đảng",
            access=AccessClass.RESTRICTED,
        )
        row = BadgeSubmission(
            organisation_id=here.id,
            document_id=paper.id,
            batch_on=date(2027, 2, 3),
            content={"people": []},
        )
        db.session.add(row)

    def sees(actor):
        return row in db.session.scalars(policy.visible_submissions(actor)).all()

    assert who(people, sees) == CONFIDED
    assert sees(system(DAY))


def test_a_cells_paper_is_issued_by_its_heads_and_the_committees_by_the_desk(make, here, people):
    above = make.organisation()

    assert who(people, lambda actor: policy.may_submit(actor, here)) == {"secretary"}
    assert who(people, lambda actor: policy.may_submit(actor, above)) == {"organisation desk"}


def test_the_heads_of_a_cell_report_a_card_lost_but_not_their_own(here, member, people):
    secretary = people["secretary"]

    assert who(people, lambda actor: policy.may_report_loss(actor, here, member.id)) == {
        "secretary"
    }
    assert not policy.may_report_loss(secretary, here, secretary.member_id)


def test_nobody_works_on_their_own_dossier(here, people):
    for name in ("secretary", "organisation desk"):
        actor = people[name]
        assert not policy.may_propose(actor, here, actor.member_id)
        assert not policy.may_decide(actor, here, actor.member_id)
