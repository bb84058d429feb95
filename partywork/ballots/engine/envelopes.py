"""The key of a ballot, wrapped for each pair of tellers, and the envelopes sealed with it.

HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM; `info` binds every ciphertext to its
ballot and its question, so an envelope moved elsewhere does not open. All plaintexts have one size.
"""

import base64
import hashlib
import secrets
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from partywork.ballots.engine.shares import load_public_key, private_key_of

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_LAYOUT = 1
_SIZE = 32
_CODE = 5
_NONCE = bytes(12)
_TRACKER = 12


class DoesNotOpen(Exception):
    """A wrong share, another ballot's, or bytes that were altered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one envelope holds: an option of one question, and a code only its voter has seen."""

    question: UUID
    option: int
    code: bytes


def new_key(ballot: str, tellers: Sequence[bytes]) -> tuple[bytes, dict[str, Any]]:
    """Return the public key of a ballot and its private key wrapped for each pair of tellers.

    `tellers` are their public keys in order. Each wrap needs both of a pair: a random half is
    sealed for either teller, and the private key lies under the two halves together. The private
    key itself is forgotten when this returns.
    """
    private = X25519PrivateKey.generate()
    wraps = {
        f"{first}-{second}": _wrap(private, ballot, {n: tellers[n] for n in (first, second)})
        for first, second in combinations(range(len(tellers)), 2)
    }
    return private.public_key().public_bytes_raw(), wraps


def _wrap(private: X25519PrivateKey, ballot: str, pair: Mapping[int, bytes]) -> dict[str, str]:
    halves = {number: secrets.token_bytes(32) for number in pair}
    sealed = {
        str(number): _SUITE.encrypt(
            halves[number], load_public_key(key), _info("half", ballot, str(number))
        )
        for number, key in pair.items()
    }
    # Each wrap has a key of its own, used once, so a fixed nonce repeats nothing.
    body = AESGCM(_join(halves.values(), ballot)).encrypt(
        _NONCE, private.private_bytes_raw(), ballot.encode()
    )
    return {name: _text(part) for name, part in {**sealed, "key": body}.items()}


def _join(halves: Iterable[bytes], ballot: str) -> bytes:
    hkdf = HKDF(SHA256(), 32, salt=ballot.encode(), info=b"partywork ballot key")
    return hkdf.derive(b"".join(halves))


def _info(kind: str, *parts: str) -> bytes:
    return "|".join((f"partywork {kind} {_LAYOUT}", *parts)).encode()


def unwrap_key(
    ballot: str, wraps: Mapping[str, Mapping[str, str]], shares: Mapping[int, bytes]
) -> X25519PrivateKey:
    """Return the private key from the shares of two tellers, named by their number."""
    first, second = sorted(shares)
    wrap = wraps.get(f"{first}-{second}")
    if wrap is None:
        raise DoesNotOpen("no such pair")
    try:
        halves = [
            _SUITE.decrypt(
                _bytes(wrap[str(number)]),
                private_key_of(shares[number], ballot),
                _info("half", ballot, str(number)),
            )
            for number in (first, second)
        ]
        raw = AESGCM(_join(halves, ballot)).decrypt(_NONCE, _bytes(wrap["key"]), ballot.encode())
    except (InvalidTag, ValueError, KeyError) as broken:
        raise DoesNotOpen("wrap") from broken
    return X25519PrivateKey.from_private_bytes(raw)


def new_answer(question: UUID, option: int) -> Answer:
    """Return an answer with a fresh code."""
    return Answer(question, option, secrets.token_bytes(_CODE))


def seal(answer: Answer, ballot: str, public_key: bytes) -> bytes:
    """Return the envelope of one answer; sealing the same answer twice gives two envelopes."""
    plain = bytes([_LAYOUT, answer.option]) + answer.code + answer.question.bytes
    return _SUITE.encrypt(
        plain.ljust(_SIZE, b"\0"),
        load_public_key(public_key),
        _info("envelope", ballot, str(answer.question)),
    )


def open_envelope(
    sealed: bytes, ballot: str, question: UUID, private_key: X25519PrivateKey
) -> Answer:
    """Return what an envelope of one question holds; raises `DoesNotOpen` for anything else."""
    try:
        plain = _SUITE.decrypt(sealed, private_key, _info("envelope", ballot, str(question)))
    except (InvalidTag, ValueError) as broken:
        raise DoesNotOpen("envelope") from broken
    head, rest = plain[:2], plain[2:]
    answer = Answer(UUID(bytes=rest[_CODE : _CODE + 16]), head[1], rest[:_CODE])
    if len(plain) != _SIZE or head[0] != _LAYOUT or answer.question != question:
        raise DoesNotOpen("layout")
    return answer


def seal_count(figures: Sequence[int], ballot: str, public_key: bytes) -> bytes:
    """Return the count of a ballot's papers under the key of its box, whatever its figures."""
    plain = struct.pack(f">B{len(figures)}I", _LAYOUT, *figures)
    return _SUITE.encrypt(plain, load_public_key(public_key), _info("papers", ballot))


def open_count(sealed: bytes, ballot: str, private_key: X25519PrivateKey) -> list[int]:
    """Return the figures of the papers that were counted."""
    try:
        plain = _SUITE.decrypt(sealed, private_key, _info("papers", ballot))
    except (InvalidTag, ValueError) as broken:
        raise DoesNotOpen("papers") from broken
    return list(struct.unpack(f">{len(plain) // 4}I", plain[1:]))


def seal_share(share: bytes, ballot: str, public_key: bytes, *, giver: int, taker: int) -> str:
    """Return a teller's share as only one other teller can read it, with their own."""
    own = _info("offer", ballot, str(giver), str(taker))
    return _text(_SUITE.encrypt(share, load_public_key(public_key), own))


def open_share(sealed: str, own: bytes, ballot: str, *, giver: int, taker: int) -> bytes:
    """Return another teller's share, which was sealed for the teller whose share is `own`."""
    info = _info("offer", ballot, str(giver), str(taker))
    try:
        return _SUITE.decrypt(_bytes(sealed), private_key_of(own, ballot), info)
    except (InvalidTag, ValueError) as broken:
        raise DoesNotOpen("offer") from broken


def digest_of(sealed: bytes) -> str:
    """Return the SHA-256 under which an envelope lies in the box."""
    return hashlib.sha256(sealed).hexdigest()


def tracker_of(digests: Iterable[str]) -> str:
    """Return the twelve letters by which a voter finds their envelopes in the box again."""
    together = hashlib.sha256("".join(sorted(digests)).encode()).digest()
    return base64.b32encode(together).decode()[:_TRACKER]


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
