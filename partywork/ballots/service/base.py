"""The base of a vote: N, who of it may vote, how many must agree, and why a person counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partywork.ballots.models import RollEntry, Vote
from partywork.ballots.rules import counting as rules
from partywork.ballots.rules import secrecy
from partywork.ballots.rules.counting import Voter
from partywork.ballots.terms import VoteKind, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey, Threshold


@dataclass(frozen=True, slots=True)
class Counted:
    """How one person of the body counts, and why."""

    voter: Voter
    counts: bool
    may_vote: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Base:
    """What is shown before a vote opens: N, who of it may vote, how many must agree.

    `refusal` says why the vote may not open; `warning` what the chair should know.
    """

    roll: int
    eligible_present: int
    needed: int
    threshold: Threshold
    warning: str | None
    refusal: str | None
    people: tuple[Counted, ...]


def base_of(
    voters: Sequence[Voter],
    *,
    subject: VoteSubject = VoteSubject.RESOLUTION,
    kind: VoteKind = VoteKind.OPEN,
    day: date | None = None,
) -> Base:
    """Return the base of a vote among `voters` by the provisions in force on the day."""
    on = day or clock.today()
    deducted = bool(provisions.value(ProvisionKey.VOTE_EXCUSED_DEDUCTED, on))
    channels = provisions.value(ProvisionKey.VOTE_CHANNELS, on)
    from_afar = secrecy.may_vote_from_afar(channels, subject, kind)
    roll = rules.roll_size(voters, excused_deducted=deducted)
    eligible = rules.eligible_present(voters, from_afar=from_afar)
    threshold = threshold_on(subject, on)
    warning, refusal = None, None
    warns = bool(provisions.value(ProvisionKey.VOTE_WARN_UNDER_TWO_THIRDS, on))
    try:
        warning = rules.check_may_open(
            roll,
            eligible,
            block_without_majority=bool(
                provisions.value(ProvisionKey.VOTE_BLOCK_WITHOUT_MAJORITY, on)
            ),
            warn_under_two_thirds=warns,
        )
    except RuleBroken as broken:
        refusal = broken.message
    if warns and refusal is None:
        warning = rules.check_congress(voters) or warning
    return Base(
        roll=roll,
        eligible_present=eligible,
        needed=rules.needed(roll, threshold),
        threshold=threshold,
        warning=warning,
        refusal=refusal,
        people=tuple(_counted(voter, deducted, from_afar) for voter in voters),
    )


def warning_of(vote: Vote, voters: Sequence[Voter]) -> str | None:
    """Return what the chair should know of an open vote: few of a congress, or of N, have come."""
    if not provisions.value(ProvisionKey.VOTE_WARN_UNDER_TWO_THIRDS, clock.today()):
        return None
    return rules.check_congress(voters) or rules.check_may_open(
        vote.roll or 0,
        vote.eligible_present or 0,
        block_without_majority=False,
        warn_under_two_thirds=True,
    )


def threshold_on(subject: VoteSubject, day: date) -> Threshold:
    """Return how many must agree on a subject by the provision in force on a day."""
    return rules.threshold_for(provisions.value(ProvisionKey.VOTE_THRESHOLDS, day), subject)


def basis_on(subject: VoteSubject, day: date) -> str:
    """Return by which text so many must agree on a subject, as the provision of a day says."""
    return rules.basis_of(provisions.value(ProvisionKey.VOTE_THRESHOLDS, day), subject)


def _counted(voter: Voter, deducted: bool, from_afar: bool) -> Counted:
    return Counted(
        voter=voter,
        counts=rules.roll_size([voter], excused_deducted=deducted) == 1,
        may_vote=rules.votes_now(voter, from_afar=from_afar),
        reason=rules.why_counted(voter, excused_deducted=deducted, from_afar=from_afar),
    )


def why(entry: RollEntry) -> str:
    """Say why a person counted as they did when the vote opened."""
    is_official_left_out = entry.status is MembershipStatus.OFFICIAL and not entry.counts
    voter = Voter(
        entry.member_id,
        entry.status,
        entry.is_present,
        excused=is_official_left_out,
        is_online=entry.is_online,
    )
    return rules.why_counted(
        voter,
        excused_deducted=is_official_left_out,
        from_afar=entry.may_vote or not entry.is_online,
    )
