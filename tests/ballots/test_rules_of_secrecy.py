"""The rules of secret ballots: where, who, how many, and whether the figures hold together."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Tally, Voter, add, tally_of
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.terms import BallotStatus, BallotWay, VoteKind, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken

HALL = {"opinion": {"hall_screen": True, "online_open": True}}
ONE, TWO, THREE, FOUR = (uuid4() for _ in range(4))


@pytest.mark.parametrize("way", list(BallotWay))
def test_paper_carries_everything_and_screens_what_is_allowed(way: BallotWay) -> None:
    secrecy.check_way(HALL, way, [VoteSubject.OPINION])
    secrecy.check_way(HALL, BallotWay.PAPER, list(VoteSubject))
    if way is not BallotWay.PAPER:
        with pytest.raises(RuleBroken, match="bằng giấy"):
            secrecy.check_way(HALL, way, [VoteSubject.OPINION, VoteSubject.TRUST])


def test_from_afar_people_vote_on_what_the_table_says() -> None:
    assert secrecy.may_vote_from_afar(HALL, VoteSubject.OPINION, VoteKind.OPEN)
    assert not secrecy.may_vote_from_afar(HALL, VoteSubject.OPINION, VoteKind.SECRET)
    assert not secrecy.may_vote_from_afar(HALL, VoteSubject.ADMISSION, VoteKind.OPEN)


def test_who_is_far_away_votes_secretly_only_where_the_whole_ballot_allows_it() -> None:
    afar = Voter("x", MembershipStatus.OFFICIAL, True, is_online=True)
    allowed = {"opinion": {"online_secret": True}}

    assert secrecy.may_vote_secretly(allowed, [VoteSubject.OPINION], afar)
    assert not secrecy.may_vote_secretly(allowed, [VoteSubject.OPINION, VoteSubject.TRUST], afar)


@pytest.mark.parametrize(
    ("status", "present", "is_online", "expected"),
    [
        (MembershipStatus.OFFICIAL, True, False, True),
        (MembershipStatus.OFFICIAL, True, True, False),
        (MembershipStatus.OFFICIAL, False, False, False),
        (MembershipStatus.EXEMPTED, True, False, True),
        (MembershipStatus.PROBATIONARY, True, False, False),
        (MembershipStatus.TEMPORARY_GUEST, True, False, False),
    ],
)
def test_only_who_sits_in_the_hall_and_may_vote_votes_secretly(
    status: MembershipStatus, present: bool, is_online: bool, expected: bool
) -> None:
    voter = Voter("x", status, present, is_online=is_online)

    assert secrecy.may_vote_secretly(HALL, [VoteSubject.OPINION], voter) is expected


def test_under_five_voters_screens_are_refused_and_paper_is_not() -> None:
    secrecy.check_enough_voters(BallotWay.SCREEN, 5, least=5)
    secrecy.check_enough_voters(BallotWay.PAPER, 2, least=5)
    with pytest.raises(RuleBroken, match="làm lộ ý kiến"):
        secrecy.check_enough_voters(BallotWay.SCREEN, 4, least=5)


@pytest.mark.parametrize(
    ("texts", "seats"),
    [([], None), ([""], None), (["A", "A"], None), (["A", "B"], 0), (["A", "B"], 3)],
)
def test_an_impossible_ballot_is_refused(texts: list[str], seats: int | None) -> None:
    with pytest.raises(RuleBroken):
        secrecy.check_questions(texts, seats)


def test_forty_names_fit_on_a_ballot_and_the_forty_first_is_refused_in_words() -> None:
    names = [f"Đồng chí {number}" for number in range(1, 42)]

    secrecy.check_questions(names[:40], None)
    with pytest.raises(RuleBroken, match="41 dòng, nhiều nhất 40") as refused:
        secrecy.check_questions(names, None)
    assert refused.value.field == "questions"


def test_what_must_be_secret_is_not_put_openly() -> None:
    table = {"trust": {"open": False}, "ordinary": {"open": True}}

    secrecy.check_open_vote(table, VoteSubject.ORDINARY)
    secrecy.check_open_vote(table, VoteSubject.RATING)
    with pytest.raises(RuleBroken, match="phải bỏ phiếu kín") as refused:
        secrecy.check_open_vote(table, VoteSubject.TRUST)
    assert refused.value.field == "subject"


@pytest.mark.parametrize("is_online", [True, False])
def test_open_votes_are_answered_on_screens_where_the_table_says(is_online: bool) -> None:
    hall = {"ordinary": {"hall_open": True, "online_open": False}}
    afar = {"ordinary": {"hall_open": False, "online_open": True}}
    subject = VoteSubject.ORDINARY

    assert secrecy.may_answer_on_screen(hall, subject, is_online=is_online) is not is_online
    assert secrecy.may_answer_on_screen(afar, subject, is_online=is_online) is is_online
    assert not secrecy.may_answer_on_screen({}, subject, is_online=is_online)


def test_a_possible_ballot_is_accepted() -> None:
    secrecy.check_questions(["A", "B"], 2)
    secrecy.check_questions(["A"], None)


@pytest.mark.parametrize(
    ("way", "tellers", "words"),
    [
        (BallotWay.SCREEN, [ONE, TWO], "đúng ba"),
        (BallotWay.BOTH, [ONE, TWO, THREE, FOUR], "đúng ba"),
        (BallotWay.SCREEN, [ONE, ONE, TWO], "chỉ là một"),
        (BallotWay.PAPER, [], "Hãy chọn"),
        (BallotWay.PAPER, [uuid4()], "có mặt"),
    ],
)
def test_tellers_who_cannot_count_are_refused(
    way: BallotWay, tellers: list[UUID], words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        secrecy.check_tellers(way, tellers, {ONE, TWO, THREE, FOUR})


def test_three_tellers_who_have_come_are_accepted() -> None:
    secrecy.check_tellers(BallotWay.SCREEN, [ONE, TWO, THREE], {ONE, TWO, THREE})
    secrecy.check_tellers(BallotWay.PAPER, [ONE], {ONE})


@pytest.mark.parametrize("way", [BallotWay.SCREEN, BallotWay.BOTH])
def test_who_looks_after_the_server_holds_no_share_but_may_count_papers(way: BallotWay) -> None:
    chosen, present = [ONE, TWO, THREE], {ONE, TWO, THREE}

    secrecy.check_tellers(way, chosen, present, administrators={FOUR})
    secrecy.check_tellers(BallotWay.PAPER, chosen, present, administrators={TWO})
    with pytest.raises(RuleBroken, match="quản trị hệ thống"):
        secrecy.check_tellers(way, chosen, present, administrators={TWO})


@given(st.integers(0, 40), st.integers(1, 12))
def test_a_box_is_opened_empty_or_with_enough_envelopes(voted: int, least: int) -> None:
    if 0 < voted < least:
        with pytest.raises(RuleBroken, match=f"Chỉ có {voted} đồng chí"):
            secrecy.check_enough_cast(voted, least=least)
    else:
        secrecy.check_enough_cast(voted, least=least)


@given(st.integers(0, 3600))
def test_a_share_waits_a_quarter_of_an_hour(seconds: int) -> None:
    now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

    assert secrecy.is_waiting(now - timedelta(seconds=seconds), now) is (seconds < 900)
    assert not secrecy.is_waiting(None, now)


@pytest.mark.parametrize("current", list(BallotStatus))
def test_only_what_is_open_or_not_counted_is_stopped_and_with_a_reason(
    current: BallotStatus,
) -> None:
    if current in (BallotStatus.OPEN, BallotStatus.CLOSED):
        secrecy.check_stop(current, "Mất hai mảnh chìa khóa")
        with pytest.raises(RuleBroken, match="lý do"):
            secrecy.check_stop(current, "")
    else:
        with pytest.raises(RuleBroken, match="không thể chuyển"):
            secrecy.check_stop(current, "Mất hai mảnh chìa khóa")


@given(st.builds(Tally, *[st.integers(0, 40)] * 3))
def test_what_is_counted_on_papers_is_the_same_as_answers(tally: Tally) -> None:
    assert tally_of(secrecy.choices_of(secrecy.options_of(tally))) == tally


@given(st.integers(0, 60), st.integers(0, 60))
def test_beside_screens_there_are_as_many_papers_as_were_handed_out(
    voters: int, got_paper: int
) -> None:
    facts = {"voters": voters, "got_paper": got_paper}

    assert secrecy.most_papers(BallotWay.BOTH, **facts) == got_paper
    assert secrecy.most_papers(BallotWay.PAPER, **facts) == voters


def test_every_question_is_answered_once_with_an_option() -> None:
    secrecy.check_answers({ONE: 0, TWO: 2}, [ONE, TWO], seats=None)
    for options in ({ONE: 0}, {ONE: 0, TWO: 3}, {ONE: 0, TWO: -1}, {ONE: 0, THREE: 1}):
        with pytest.raises(RuleBroken, match="một ý kiến"):
            secrecy.check_answers(options, [ONE, TWO], seats=None)


def test_nobody_chooses_more_people_than_there_are_seats() -> None:
    secrecy.check_answers({ONE: 0, TWO: 1, THREE: 0}, [ONE, TWO, THREE], seats=2)
    with pytest.raises(RuleBroken, match="nhiều nhất 2"):
        secrecy.check_answers({ONE: 0, TWO: 0, THREE: 0}, [ONE, TWO, THREE], seats=2)


@given(st.integers(0, 60), st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_a_box_is_whole_when_every_question_has_an_envelope_a_voter(
    voted: int, counts: list[int]
) -> None:
    box = {uuid4(): count for count in counts}

    assert secrecy.is_box_whole(voted, box) is (set(counts) == {voted})


@given(st.lists(st.integers(0, 2), max_size=60))
def test_a_tally_loses_no_answer(options: list[int]) -> None:
    tally = tally_of(secrecy.choices_of(options))

    assert tally.total == len(options)
    assert tally.in_favour == options.count(0)
    assert add(tally, Tally(1, 2, 3)).total == len(options) + 6


def paper(
    issued: int = 10, returned: int = 9, valid: int = 8, invalid: int = 1, yes: int = 8
) -> PaperCount:
    return PaperCount(issued, returned, valid, invalid, {ONE: Tally(yes, 0, 0)})


def test_a_sheet_that_adds_up_is_accepted() -> None:
    secrecy.check_paper_count(paper(), most=10, seats=None)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (paper(issued=-1), "số âm"),
        (PaperCount(1, 1, 1, 0, {ONE: Tally(2, -1, 0)}), "số âm"),
        (paper(issued=11), "Chỉ có 10"),
        (paper(returned=11), "nhiều hơn số phiếu phát ra"),
        (paper(valid=9), "phải bằng số thu về"),
        (paper(yes=7), "phải bằng số phiếu hợp lệ"),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused(count: PaperCount, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        secrecy.check_paper_count(count, most=10, seats=None)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=4), st.integers(1, 4), st.integers(0, 8))
def test_valid_papers_hold_no_more_in_favour_than_seats_each(
    votes: list[int], seats: int, valid: int
) -> None:
    tallies = {uuid4(): Tally(min(yes, valid), valid - min(yes, valid), 0) for yes in votes}
    count = PaperCount(valid, valid, valid, 0, tallies)

    secrecy.check_paper_count(count, most=8, seats=None)
    if sum(one.in_favour for one in tallies.values()) > seats * valid:
        with pytest.raises(RuleBroken, match=f"mỗi phiếu chọn nhiều nhất {seats} người"):
            secrecy.check_paper_count(count, most=8, seats=seats)
    else:
        secrecy.check_paper_count(count, most=8, seats=seats)


@given(st.integers(0, 40), st.integers(1, 12))
def test_beside_screens_nobody_or_enough_people_hold_a_paper(got_paper: int, least: int) -> None:
    if 0 < got_paper < least:
        with pytest.raises(RuleBroken, match=f"Mới phát {got_paper} phiếu giấy"):
            secrecy.check_enough_papers(got_paper, least=least)
    else:
        secrecy.check_enough_papers(got_paper, least=least)


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(1, 6))
def test_papers_are_handed_out_only_while_both_ways_can_still_have_enough(
    papers: int, voted: int, waiting: int, least: int
) -> None:
    splits = [
        (papers + more, voted + rest - more)
        for rest in range(waiting + 1)
        for more in range(rest + 1)
    ]
    if any(all(end == 0 or end >= least for end in split) for split in splits):
        secrecy.check_papers_suffice(papers, voted, waiting, least=least)
    else:
        with pytest.raises(RuleBroken, match=f"chỉ còn {waiting} đồng chí chưa bỏ phiếu"):
            secrecy.check_papers_suffice(papers, voted, waiting, least=least)


@given(st.sampled_from(BallotStatus), st.sampled_from(BallotStatus))
def test_a_ballot_never_goes_back(current: BallotStatus, following: BallotStatus) -> None:
    order = list(BallotStatus)
    try:
        secrecy.check_step(current, following)
    except RuleBroken:
        return
    assert order.index(following) > order.index(current)
    assert current not in (BallotStatus.COUNTED, BallotStatus.STOPPED)
