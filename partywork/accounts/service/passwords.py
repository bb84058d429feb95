"""Hashing of passwords and one-time codes with argon2id, at the cost the installation sets."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from partywork.core.text import nfc

# OWASP ASVS 5.0, appendix C: argon2id with 2 passes over 19 MiB is the floor we start from.
_MEMORY_KIB = 19 * 1024
_LONGEST = 256
# How many are hashed at once in one process: at the door of an evening others still get their turn.
_AT_ONCE = BoundedSemaphore(2)

_hasher = PasswordHasher(time_cost=2, memory_cost=_MEMORY_KIB, parallelism=1)


def use_cost(passes: int) -> None:
    """Set how many passes a hash takes; called once when the application is built."""
    global _hasher, _nobody  # noqa: PLW0603  (one cost per process, set before it serves)
    memory = _MEMORY_KIB if passes > 1 else 64
    _hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
    _nobody = _hasher.hash("nobody has this password")


_nobody = ""


def hash_of(secret: str) -> str:
    """Return the argon2id hash of a password or code, composed so that keyboards do not matter."""
    with _AT_ONCE:
        return _hasher.hash(nfc(secret))


def matches(secret: str, stored: str | None) -> bool:
    """Say whether `secret` is the one that was hashed.

    Without a stored hash the same work is done on a dummy, so that time does not tell whether an
    account exists. An absurdly long text is refused before it costs anything.
    """
    if len(secret) > _LONGEST:
        return False
    try:
        with _AT_ONCE:
            return _hasher.verify(stored or _nobody, nfc(secret)) and stored is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
