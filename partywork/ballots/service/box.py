"""The box of a ballot: its key at opening, its digest at closing."""

import hashlib
from collections.abc import Sequence

from partywork.ballots.engine import envelopes
from partywork.ballots.models import Ballot
from partywork.ballots.rules import secrecy
from partywork.core.db import canonical_json
from partywork.core.errors import RuleBroken


def make_key(ballot: Ballot) -> None:
    """Give a ballot that opens its key; the private half is left under the tellers' shares only."""
    keys = [one.public_key for one in ballot.tellers if one.has_share and one.public_key]
    if len(keys) != secrecy.TELLERS:
        raise RuleBroken("Ba người kiểm phiếu phải nhận và xác nhận mảnh chìa khóa trước khi mở.")
    ballot.public_key, ballot.wraps = envelopes.new_key(str(ballot.id), keys)


def digest(envelope_digests: Sequence[str], trackers: Sequence[str]) -> str:
    """Return the SHA-256 of what lies in the box: the envelopes and the voters' letters."""
    said = canonical_json({"envelopes": sorted(envelope_digests), "trackers": sorted(trackers)})
    return hashlib.sha256(said.encode()).hexdigest()
