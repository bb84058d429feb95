"""Secret ballots on screens, from the tellers' shares to the counted box."""

from collections.abc import Callable
from datetime import date, time
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.service import ballots, publishing, secret
from partywork.ballots.service.destroying import destroy_envelopes
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus, VoteSubject
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from tests.ballots.boxes import (
    closed,
    counted,
    hand_out_shares,
    opened,
    prepared,
    vote,
    voted,
    voter,
)
from tests.support.make import Make

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(DAY, time(19, 30))


def test_a_ballot_is_prepared_opened_cast_closed_and_counted(make: Make) -> None:
    evening = opened(make, questions=("Phương án 1", "Phương án 2"))

    for number, person in enumerate(evening.people):
        vote(evening, person, 0 if number < 4 else 1)
    assert closed(evening).status is BallotStatus.CLOSED
    ballot = counted(evening)

    assert ballot.status is BallotStatus.COUNTED
    assert [(one.in_favour, one.against, one.other_opinion) for one in ballot.votes] == [
        (4, 2, 0),
        (4, 2, 0),
    ]
    assert {one.status for one in ballot.votes} == {VoteStatus.PASSED}
    assert ballot.answers == {str(one.id): [0, 0, 0, 0, 1, 1] for one in ballot.votes}
    assert ballot.wraps is None
    assert ballot.result_digest == publishing.digest_of(ballot)


def test_a_voter_finds_their_letters_in_the_box(make: Make) -> None:
    evening = opened(make)

    tracker = vote(evening, evening.people[4], 1)

    assert queries.trackers_of(evening.people[4], evening.ballot) == [tracker]


def test_the_same_envelopes_again_change_nothing(make: Make) -> None:
    evening = opened(make)
    person = evening.people[0]
    sealed = secret.review(person, evening.id, evening.options(2))

    answers = [
        secret.cast(person, evening.id, written=sealed.envelopes, proof=sealed.proof)
        for _ in range(3)
    ]

    assert {one.tracker for one in answers} == {sealed.tracker}
    assert len(queries.envelopes_of(person, evening.ballot)) == 1


def test_nobody_votes_twice(make: Make) -> None:
    evening = opened(make)
    person = evening.people[0]
    first, second = (secret.review(person, evening.id, evening.options(n)) for n in (0, 1))
    secret.cast(person, evening.id, written=first.envelopes, proof=first.proof)

    with pytest.raises(RuleBroken, match="đã bỏ phiếu"):
        secret.cast(person, evening.id, written=second.envelopes, proof=second.proof)
    with pytest.raises(RuleBroken, match="đã bỏ phiếu"):
        secret.review(person, evening.id, evening.options(0))
    assert len(queries.envelopes_of(person, evening.ballot)) == 1


def test_nobody_casts_what_another_has_sealed(make: Make) -> None:
    evening = opened(make)
    sealed = secret.review(evening.people[0], evening.id, evening.options(0))

    with pytest.raises(RuleBroken, match="nguyên vẹn"):
        secret.cast(evening.people[1], evening.id, written=sealed.envelopes, proof=sealed.proof)


def test_who_takes_part_from_afar_belongs_to_the_roll_but_does_not_vote(make: Make) -> None:
    evening = prepared(make, people=7)
    hand_out_shares(evening)
    far = evening.people[6]
    evening.voters[-1] = voter(far, is_online=True)

    ballot = ballots.open_ballot(
        evening.secretary, evening.id, version=evening.ballot.version, voters=evening.voters
    )

    assert ballot.votes[0].roll == 8
    assert len(queries.register_of(far, ballot)) == 7
    with pytest.raises(NotAllowed):
        secret.review(far, evening.id, evening.options(0))


def test_people_of_another_cell_do_not_see_the_ballot(make: Make) -> None:
    evening = opened(make)
    stranger = make.plain_member(make.cell())

    with pytest.raises(NotVisible):
        secret.review(stranger, evening.id, evening.options(0))
    assert queries.envelopes_of(stranger, evening.ballot) == []
    assert queries.register_of(stranger, evening.ballot) == []


def test_a_ballot_does_not_open_before_three_tellers_have_their_shares(make: Make) -> None:
    evening = prepared(make)

    with pytest.raises(RuleBroken, match="mảnh chìa khóa"):
        ballots.open_ballot(
            evening.secretary, evening.id, version=evening.ballot.version, voters=evening.voters
        )


def test_a_share_is_given_once_it_is_confirmed_and_never_again(make: Make) -> None:
    evening = prepared(make)
    teller = evening.tellers[0]
    lost = secret.take_share(teller, evening.id)
    share = secret.take_share(teller, evening.id)

    with pytest.raises(RuleBroken, match="không đúng"):
        secret.confirm_share(teller, evening.id, typed=lost)
    secret.confirm_share(teller, evening.id, typed=share.lower().replace("-", " "))
    with pytest.raises(RuleBroken, match="đã nhận"):
        secret.take_share(teller, evening.id)


def test_only_a_teller_takes_a_share(make: Make) -> None:
    evening = prepared(make)

    for person in (evening.secretary, evening.people[4]):
        with pytest.raises(NotAllowed):
            secret.take_share(person, evening.id)


def test_one_teller_alone_opens_nothing(make: Make) -> None:
    evening = voted(make)
    teller = evening.tellers[1]
    assert teller.user_id is not None

    for _ in range(2):
        ballot = secret.hand_in_share(teller, evening.id, typed=evening.shares[teller.user_id])

    assert ballot.status is BallotStatus.CLOSED
    assert ballot.answers is None


def test_a_share_handed_in_long_ago_opens_nothing(make: Make, today: Callable[..., None]) -> None:
    evening = voted(make)
    first, second = evening.tellers[:2]
    assert first.user_id is not None
    assert second.user_id is not None
    secret.hand_in_share(first, evening.id, typed=evening.shares[first.user_id])

    today(DAY, time(19, 46))
    ballot = secret.hand_in_share(second, evening.id, typed=evening.shares[second.user_id])

    assert ballot.status is BallotStatus.CLOSED


def test_the_box_is_not_opened_before_it_is_closed(make: Make) -> None:
    evening = opened(make)
    teller = evening.tellers[0]
    assert teller.user_id is not None

    with pytest.raises(RuleBroken, match="sau khi đã đóng"):
        secret.hand_in_share(teller, evening.id, typed=evening.shares[teller.user_id])


def test_nothing_goes_into_a_closed_box(make: Make) -> None:
    evening = opened(make)
    person = evening.people[0]
    sealed = secret.review(person, evening.id, evening.options(0))
    closed(evening)

    with pytest.raises(RuleBroken, match="Đã đóng hòm phiếu"):
        secret.cast(person, evening.id, written=sealed.envelopes, proof=sealed.proof)


def test_a_box_that_disagrees_with_the_register_stops_the_ballot(make: Make) -> None:
    evening = opened(make)
    vote(evening, evening.people[0], 0)
    vote(evening, evening.people[1], 0)
    db.session.delete(queries.envelopes_of(evening.secretary, evening.ballot)[0])
    db.session.commit()

    assert closed(evening).status is BallotStatus.STOPPED


def test_an_envelope_changed_after_closing_keeps_the_box_shut(make: Make) -> None:
    evening = voted(make)
    envelope = queries.envelopes_of(evening.secretary, evening.ballot)[0]
    envelope.digest = "0" * 64
    db.session.commit()

    with pytest.raises(RuleBroken, match="không còn như lúc đóng"):
        counted(evening)


def test_a_spoilt_envelope_keeps_the_box_shut(make: Make) -> None:
    evening = voted(make)
    envelope = queries.envelopes_of(evening.secretary, evening.ballot)[0]
    envelope.sealed = bytes([envelope.sealed[0] ^ 1]) + envelope.sealed[1:]
    db.session.commit()

    with pytest.raises(RuleBroken, match="không mở được"):
        counted(evening)
    assert queries.ballot_of(evening.secretary, evening.id).status is BallotStatus.CLOSED


def test_casting_leaves_no_entry_in_the_trail(make: Make) -> None:
    evening = opened(make)
    reader = system(clock.today())
    before = len(audit.entries(reader, limit=10_000))

    for person in evening.people:
        vote(evening, person, 0)

    assert len(audit.entries(reader, limit=10_000)) == before


@pytest.mark.parametrize(
    "subject",
    [
        VoteSubject.COMMITTEE_ELECTION,
        VoteSubject.DELEGATE_ELECTION,
        VoteSubject.DISCIPLINE,
        VoteSubject.ADMISSION,
        VoteSubject.CONFIRMATION,
        VoteSubject.TRUST,
        VoteSubject.EXPULSION,
    ],
)
def test_what_no_text_allows_on_screens_is_voted_on_paper(make: Make, subject: VoteSubject) -> None:
    with pytest.raises(RuleBroken, match="bằng giấy"):
        prepared(make, subject=subject)
    assert prepared(make, subject=subject, way=BallotWay.PAPER).ballot.way is BallotWay.PAPER


def test_four_voters_are_offered_paper_instead(make: Make) -> None:
    evening = prepared(make, people=5)
    four = evening.voters[:4]
    tellers = [one.member_id for one in evening.tellers if one.member_id]

    with pytest.raises(RuleBroken, match="làm lộ ý kiến"):
        ballots.name_tellers(
            evening.secretary,
            evening.id,
            version=evening.ballot.version,
            tellers=tellers,
            voters=four,
        )
    hand_out_shares(evening)
    with pytest.raises(RuleBroken, match="làm lộ ý kiến"):
        ballots.open_ballot(
            evening.secretary, evening.id, version=evening.ballot.version, voters=four
        )
    with pytest.raises(RuleBroken, match="làm lộ ý kiến"):
        prepared(make, people=3)


def test_two_people_closing_at_once_close_once(make: Make) -> None:
    evening = opened(make)
    version = evening.ballot.version
    secret.close(evening.secretary, evening.id, version=version)

    with pytest.raises(Stale):
        secret.close(evening.secretary, evening.id, version=version)


def test_envelopes_are_destroyed_after_their_days_and_the_result_stays(
    make: Make, today: Callable[..., None]
) -> None:
    evening = voted(make)
    counted(evening)

    today(date(2026, 12, 2))
    assert destroy_envelopes() == 0
    today(date(2026, 12, 3))
    assert destroy_envelopes() == 1
    assert destroy_envelopes() == 0

    ballot = queries.ballot_of(evening.secretary, evening.id)
    assert queries.envelopes_of(evening.secretary, ballot) == []
    assert ballot.answers == {str(evening.question()): [0] * 6}
    assert ballot.result_digest == publishing.digest_of(ballot)


def test_a_strange_ballot_is_absent(make: Make) -> None:
    with pytest.raises(NotVisible):
        queries.ballot_of(make.plain_member(make.cell()), uuid4())
