"""Shares, wraps and envelopes open for whom they should, and for nobody else."""

import base64
from itertools import combinations
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.ballots.engine import envelopes, shares
from partywork.ballots.engine.envelopes import DoesNotOpen
from partywork.ballots.engine.shares import NotAShare

BALLOT = "ballot-1"


def three() -> tuple[list[bytes], bytes, dict[str, dict[str, str]]]:
    """Three tellers' shares, the public key of a ballot, and its wraps."""
    own = [shares.read_share(shares.new_share()) for _ in range(3)]
    public_key, wraps = envelopes.new_key(BALLOT, [shares.public_key_of(s, BALLOT) for s in own])
    return own, public_key, wraps


def test_a_share_is_twenty_six_letters_in_groups() -> None:
    share = shares.new_share()

    assert [len(group) for group in share.split("-")] == [4, 4, 4, 4, 4, 4, 2]
    assert shares.new_share() != share


@given(st.binary(min_size=16, max_size=16))
def test_a_share_is_read_however_it_is_typed(content: bytes) -> None:
    printed = base64.b32encode(content).decode().rstrip("=")
    typed = " ".join(printed[at : at + 5] for at in range(0, 26, 5)).lower()

    assert shares.read_share(typed) == content
    assert shares.read_share(typed.replace("o", "0").replace("i", "1").replace("b", "8")) == content


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 25, "A" * 27, "Ơ" * 26, "A" * 25 + "7"])
def test_what_cannot_be_a_share_is_told(typed: str) -> None:
    with pytest.raises(NotAShare):
        shares.read_share(typed)


def test_a_share_gives_another_key_for_another_ballot() -> None:
    share = shares.read_share(shares.new_share())

    assert shares.public_key_of(share, "one") == shares.public_key_of(share, "one")
    assert shares.public_key_of(share, "one") != shares.public_key_of(share, "two")


@pytest.mark.parametrize("pair", list(combinations(range(3), 2)))
def test_any_two_of_three_tellers_open_what_was_sealed(pair: tuple[int, int]) -> None:
    own, public_key, wraps = three()
    answer = envelopes.new_answer(uuid4(), 2)
    sealed = envelopes.seal(answer, BALLOT, public_key)

    key = envelopes.unwrap_key(BALLOT, wraps, {number: own[number] for number in pair})

    assert envelopes.open_envelope(sealed, BALLOT, answer.question, key) == answer


def test_no_wrong_share_opens_the_key() -> None:
    own, _, wraps = three()
    stranger = shares.read_share(shares.new_share())

    for wrong in ({0: own[0], 1: stranger}, {0: own[1], 1: own[0]}, {0: own[0], 1: own[0]}):
        with pytest.raises(DoesNotOpen):
            envelopes.unwrap_key(BALLOT, wraps, wrong)
    with pytest.raises(DoesNotOpen):
        envelopes.unwrap_key("ballot-2", wraps, {0: own[0], 1: own[1]})
    with pytest.raises(DoesNotOpen):
        envelopes.unwrap_key(BALLOT, wraps, {0: own[0], 5: own[1]})


def test_one_share_alone_names_no_pair() -> None:
    own, _, wraps = three()

    with pytest.raises(ValueError, match="not enough values"):
        envelopes.unwrap_key(BALLOT, wraps, {0: own[0]})


def test_an_envelope_opens_for_its_own_ballot_question_and_key_only() -> None:
    own, public_key, wraps = three()
    key = envelopes.unwrap_key(BALLOT, wraps, {0: own[0], 1: own[1]})
    answer = envelopes.new_answer(uuid4(), 1)
    sealed = envelopes.seal(answer, BALLOT, public_key)
    other_own, _, other_wraps = three()
    other = envelopes.unwrap_key(BALLOT, other_wraps, {1: other_own[1], 2: other_own[2]})

    wrong: list[tuple[bytes, str, UUID, object]] = [
        (sealed, "ballot-2", answer.question, key),
        (sealed, BALLOT, uuid4(), key),
        (sealed, BALLOT, answer.question, other),
        (sealed[:-1], BALLOT, answer.question, key),
        (b"", BALLOT, answer.question, key),
    ]
    for arguments in wrong:
        with pytest.raises(DoesNotOpen):
            envelopes.open_envelope(*arguments)  # type: ignore[arg-type]


def test_every_flipped_bit_is_noticed() -> None:
    own, public_key, wraps = three()
    key = envelopes.unwrap_key(BALLOT, wraps, {0: own[0], 2: own[2]})
    answer = envelopes.new_answer(uuid4(), 0)
    sealed = envelopes.seal(answer, BALLOT, public_key)

    for at in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[at // 8] ^= 1 << at % 8
        # The top bit of an X25519 point is ignored by the standard (RFC 7748, §5).
        if at == 31 * 8 + 7:
            continue
        with pytest.raises(DoesNotOpen):
            envelopes.open_envelope(bytes(altered), BALLOT, answer.question, key)


def test_the_same_answer_never_looks_the_same_and_always_has_the_same_size() -> None:
    _, public_key, _ = three()
    question = uuid4()

    sealed = [
        envelopes.seal(envelopes.new_answer(question, option), BALLOT, public_key)
        for option in range(4)
        for _ in range(5)
    ]

    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == len(sealed)
    assert len({envelopes.digest_of(one) for one in sealed}) == len(sealed)


@given(st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), min_size=1, max_size=6))
def test_a_tracker_does_not_depend_on_the_order_of_questions(digests: list[str]) -> None:
    assert envelopes.tracker_of(digests) == envelopes.tracker_of(reversed(digests))
    assert len(envelopes.tracker_of(digests)) == 12


def test_the_count_of_papers_opens_with_the_key_of_its_box_alone() -> None:
    own, public_key, wraps = three()
    _, other_key, _ = three()
    key = envelopes.unwrap_key(BALLOT, wraps, {0: own[0], 1: own[1]})
    few, many = [0, 1, 0], [743, 10_000, 0]

    for figures in (few, many):
        sealed = envelopes.seal_count(figures, BALLOT, public_key)
        assert envelopes.open_count(sealed, BALLOT, key) == figures
        assert len(sealed) == len(envelopes.seal_count(few, BALLOT, public_key))
        for strange in (sealed[:-1], envelopes.seal_count(figures, BALLOT, other_key)):
            with pytest.raises(DoesNotOpen):
                envelopes.open_count(strange, BALLOT, key)
        with pytest.raises(DoesNotOpen):
            envelopes.open_count(sealed, "ballot-2", key)


def test_a_share_on_its_way_is_read_by_the_teller_for_whom_it_was_sealed() -> None:
    own, _, _ = three()
    public = [shares.public_key_of(one, BALLOT) for one in own]
    sealed = envelopes.seal_share(own[0], BALLOT, public[1], giver=1, taker=2)

    assert envelopes.open_share(sealed, own[1], BALLOT, giver=1, taker=2) == own[0]
    for strange, reader, facts in (
        (sealed, own[2], {"giver": 1, "taker": 2}),
        (sealed, own[0], {"giver": 1, "taker": 2}),
        (sealed, own[1], {"giver": 3, "taker": 2}),
        ("", own[1], {"giver": 1, "taker": 2}),
        ("!", own[1], {"giver": 1, "taker": 2}),
    ):
        with pytest.raises(DoesNotOpen):
            envelopes.open_share(strange, reader, BALLOT, **facts)
