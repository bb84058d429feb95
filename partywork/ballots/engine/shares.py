"""A teller's share: 128 bits on a sheet of paper, from which a key pair of their own follows.

The installation keeps the public half only. So it can check that a share was copied rightly, and
can seal something for its teller, without ever having stored the share.
"""

import base64
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_BYTES = 16
_LETTERS = 26
_GROUP = 4
_PADDING = "======"
# Digits that people read instead of letters; base 32 has none of them.
_MISREAD = str.maketrans("018", "OIB")


class NotAShare(Exception):
    """What was typed cannot be a share: letters are missing or do not belong there."""


def new_share() -> str:
    """Return a new share as it is printed: 26 letters and digits in groups of four."""
    letters = base64.b32encode(secrets.token_bytes(_BYTES)).decode().rstrip("=")
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def read_share(typed: str) -> bytes:
    """Return the 16 bytes of a share however it was typed: small letters, spaces, 0 for O."""
    letters = "".join(typed.split()).replace("-", "").upper().translate(_MISREAD)
    if len(letters) != _LETTERS:
        raise NotAShare(f"{len(letters)} characters")
    try:
        share = base64.b32decode(letters + _PADDING)
    except ValueError as broken:
        raise NotAShare("other characters") from broken
    # The last letter carries three bits of the share and two that must be nought.
    if base64.b32encode(share).decode().rstrip("=") != letters:
        raise NotAShare("last character")
    return share


def private_key_of(share: bytes, ballot: str) -> X25519PrivateKey:
    """Return the private key that follows from a share for one ballot and no other."""
    seed = HKDF(SHA256(), 32, salt=ballot.encode(), info=b"partywork teller share").derive(share)
    return X25519PrivateKey.from_private_bytes(seed)


def public_key_of(share: bytes, ballot: str) -> bytes:
    """Return the public half, which is all that is kept of a share."""
    return private_key_of(share, ballot).public_key().public_bytes_raw()


def load_public_key(raw: bytes) -> X25519PublicKey:
    """Return a kept public key as the library wants it."""
    return X25519PublicKey.from_public_bytes(raw)
