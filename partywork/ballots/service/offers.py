"""The share that the first of two tellers has handed in, waiting a short while for the second.

It lies sealed for the other tellers, each with the key that follows from their own sheet, so
neither the installation's key nor a copy of the database opens it without one of them.
"""

from partywork.audit import service as audit
from partywork.ballots import policy
from partywork.ballots.engine import envelopes
from partywork.ballots.engine.envelopes import DoesNotOpen
from partywork.ballots.models import Ballot, Teller
from partywork.ballots.rules import secrecy
from partywork.ballots.service import votes
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken

WRONG_SHARE = "Mảnh chìa khóa không đúng. Hãy quét lại mã trên tờ đã in hoặc gõ lại."


def keep(ballot: Ballot, teller: Teller, share: bytes) -> None:
    """Seal a teller's share for each of the others."""
    others = {one.position: one.public_key for one in ballot.tellers if one.id != teller.id}
    teller.offered = {
        str(position): envelopes.seal_share(
            share, str(ballot.id), key or b"", giver=teller.position, taker=position
        )
        for position, key in others.items()
    }
    teller.offered_at = clock.now()


def waiting_for(ballot: Ballot, own: Teller, share: bytes) -> tuple[Teller, bytes] | None:
    """Return who handed in a share a short while ago, with that share as `own` can read it."""
    now = clock.now()
    for teller in ballot.tellers:
        if teller.id == own.id or not secrecy.is_waiting(teller.offered_at, now):
            continue
        try:
            found = envelopes.open_share(
                (teller.offered or {}).get(str(own.position), ""),
                share,
                str(ballot.id),
                giver=teller.position,
                taker=own.position,
            )
        except DoesNotOpen as broken:
            raise RuleBroken(WRONG_SHARE, "share") from broken
        return teller, found
    return None


def forget(ballot: Ballot) -> None:
    """Erase every share that was handed in."""
    for teller in ballot.tellers:
        _erase(teller)


def forget_late(ballot: Ballot) -> None:
    """Erase the shares that have waited too long."""
    now = clock.now()
    for teller in ballot.tellers:
        if teller.offered_at is not None and not secrecy.is_waiting(teller.offered_at, now):
            _erase(teller)


def _erase(teller: Teller) -> None:
    teller.offered = teller.offered_at = None


def forget_all_late() -> int:
    """Erase the shares that have waited too long, in every ballot; return how many."""
    actor = system(clock.today())
    with transaction():
        late = db.session.scalars(
            policy.visible_tellers(actor).where(
                Teller.offered_at <= clock.now() - secrecy.OFFER,
            )
        ).all()
        for teller in late:
            _erase(teller)
            audit.record(
                actor,
                "ballot.forget_share",
                teller,
                organisation_path=votes.path_of(teller.organisation_id),
            )
    return len(late)
