"""Identifiers: UUID version 7, so that keys sort by time and tell nothing about counts."""

import secrets
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT_RFC = 0x2 << 62


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.

    The standard library has `uuid.uuid7` only from Python 3.14.
    """
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    random = secrets.randbits(74)
    high = (random >> 62) << 64
    low = random & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | _VERSION_7 | high | _VARIANT_RFC | low)
