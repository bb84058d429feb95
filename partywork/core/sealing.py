"""Personal fields sealed at rest: AES-256-GCM bound to table, column and row, keys in a file.

It protects a stolen disk, a dump, a backup and the curious reader of the database. Whoever is
root on the running server can read the key file; nothing here changes that.
"""

import base64
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

from partywork.core.ids import new_id
from partywork.core.text import nfc

T = TypeVar("T")

_EXTENSION = "partywork-keys"
_LAYOUT = 1
_NONCE = 12
_KEY_NUMBER = 2
_HEAD = 1 + _KEY_NUMBER + _NONCE


class SealBroken(Exception):
    """Sealed bytes that do not open: altered, moved to another row, or of a key that is gone."""


class KeysUnusable(Exception):
    """The key file is missing, spoilt or of another installation; the message says which."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one installation: which seals now, all that still open, one for digests."""

    current: int
    keys: Mapping[int, bytes]
    digest_key: bytes

    def seal(self, content: bytes, place: str) -> bytes:
        """Seal `content` for one place, «table|column|row»; it opens nowhere else."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, content, place.encode())
        return bytes([_LAYOUT]) + self.current.to_bytes(_KEY_NUMBER, "big") + nonce + sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for that place; raises `SealBroken` for anything else."""
        key = self.keys.get(key_number(sealed))
        if key is None or sealed[0] != _LAYOUT:
            raise SealBroken(place)
        try:
            return AESGCM(key).decrypt(
                sealed[_HEAD - _NONCE : _HEAD], sealed[_HEAD:], place.encode()
            )
        except InvalidTag as refusal:
            raise SealBroken(place) from refusal

    def digest(self, text: str, column: str) -> str:
        """Return what an exact search compares: keyed, since 12 digits are soon guessed."""
        return hmac.digest(self.digest_key, f"{column}|{nfc(text)}".encode(), "sha256").hex()

    def only_current(self) -> "Keyring":
        """Return this ring without the keys that no longer seal."""
        return Keyring(self.current, {self.current: self.keys[self.current]}, self.digest_key)

    def with_new_key(self) -> "Keyring":
        """Return this ring with one more key, which seals from now on."""
        number = max(self.keys) + 1
        return Keyring(number, {**self.keys, number: secrets.token_bytes(32)}, self.digest_key)


def key_number(sealed: bytes) -> int:
    """Say which key of the ring sealed these bytes."""
    return int.from_bytes(sealed[1 : 1 + _KEY_NUMBER], "big")


def make_keys() -> Keyring:
    """Return a new ring with its first key."""
    return Keyring(1, {1: secrets.token_bytes(32)}, secrets.token_bytes(32))


def load_keys(file: Path) -> Keyring:
    """Read the ring from its file; raises `KeysUnusable` for a file that holds none."""
    try:
        kept = json.loads(file.read_text())
        keys = {int(number): base64.b64decode(key) for number, key in kept["keys"].items()}
        found = Keyring(kept["current"], keys, base64.b64decode(kept["digest"]))
        AESGCM(found.keys[found.current])
    except (ValueError, KeyError, TypeError, AttributeError) as spoilt:
        raise KeysUnusable(f"{file} holds no usable keys: put back the copy of it.") from spoilt
    return found


def save_keys(file: Path, ring: Keyring) -> None:
    """Write the ring to its file, whole or not at all, readable by its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {
        "current": ring.current,
        "keys": {number: base64.b64encode(key).decode() for number, key in ring.keys.items()},
        "digest": base64.b64encode(ring.digest_key).decode(),
    }
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(draft, file)


class KeysInUse:
    """The ring of a running application; a file that was written anew is read anew.

    So a server goes on reading while the command line changes the keys of its rows.
    """

    def __init__(self, file: Path) -> None:
        """Read the file."""
        self.file = file
        self._stamp = self._stamp_now()
        self._ring = load_keys(file)

    @property
    def ring(self) -> Keyring:
        """The ring as the file holds it now; the last one read if the file went away."""
        stamp = self._stamp_now()
        if stamp not in (self._stamp, None):
            self._ring = load_keys(self.file)
            self._stamp = stamp
        return self._ring

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino


def use_keys(app: Flask, file: Path) -> None:
    """Seal and open with the ring in `file`, which must be there."""
    app.extensions[_EXTENSION] = KeysInUse(file)


def keys_in_use() -> KeysInUse:
    """Return the keys of the running application."""
    found: KeysInUse = current_app.extensions[_EXTENSION]
    return found


def ring() -> Keyring:
    """Return the ring of the running application."""
    return keys_in_use().ring


class Sealed(Generic[T]):
    """An attribute of a mapped class kept in the column `<name>_sealed`, opened when it is read.

    With `has_digest` the column `<name>_digest` allows an exact search and a unique key. The
    record's id is part of the seal, so it is given when the first sealed field is set.
    """

    fields: ClassVar[list["Sealed[Any]"]] = []

    def __init__(self, *, has_digest: bool = False) -> None:
        """Say whether the field can be searched for."""
        self.has_digest = has_digest
        self.owner: type[Any] = object
        self.name = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Learn the class and the column, and list the field for the rotation of keys."""
        self.owner, self.name = owner, name
        Sealed.fields.append(self)

    def to_bytes(self, value: T) -> bytes:
        """Return the bytes that are sealed."""
        raise NotImplementedError

    def from_bytes(self, content: bytes) -> T:
        """Return the value the bytes stand for."""
        raise NotImplementedError

    @overload
    def __get__(self, record: None, owner: type[Any]) -> "Sealed[T]": ...
    @overload
    def __get__(self, record: object, owner: type[Any]) -> T | None: ...
    def __get__(self, record: Any, owner: type[Any]) -> "Sealed[T] | T | None":
        """Open the field of a record."""
        if record is None:
            return self
        sealed: bytes | None = getattr(record, f"{self.name}_sealed")
        return None if sealed is None else self.from_bytes(ring().open(sealed, self.place(record)))

    def __set__(self, record: Any, value: T | None) -> None:
        """Seal a value into a record; nothing and empty are the same."""
        if record.id is None:
            record.id = new_id()
        content = None if value is None else self.to_bytes(value)
        setattr(
            record,
            f"{self.name}_sealed",
            ring().seal(content, self.place(record)) if content else None,
        )
        if self.has_digest:
            digest = ring().digest(str(value), self.column) if content else None
            setattr(record, f"{self.name}_digest", digest)

    @property
    def column(self) -> str:
        """The name of the field in seals and digests: «table|column»."""
        return f"{self.owner.__tablename__}|{self.name}"

    def place(self, record: Any) -> str:
        """Return the one place where the bytes of a record open: «table|column|row»."""
        return f"{self.column}|{record.id}"

    def digest(self, value: str) -> str:
        """Return what `<name>_digest` holds for a value, to search by it."""
        return ring().digest(value, self.column)


class SealedText(Sealed[str]):
    """Sealed text, in NFC."""

    def to_bytes(self, value: str) -> bytes:
        """Compose and encode."""
        return nfc(value).encode()

    def from_bytes(self, content: bytes) -> str:
        """Decode."""
        return content.decode()


class SealedBytes(Sealed[bytes]):
    """A sealed file."""

    def to_bytes(self, value: bytes) -> bytes:
        """Bytes are kept as they are."""
        return value

    def from_bytes(self, content: bytes) -> bytes:
        """Bytes are given as they are."""
        return content


class SealedJson(Sealed[Any]):
    """Sealed values by name, or a list of them."""

    def to_bytes(self, value: Any) -> bytes:
        """Write as JSON."""
        return json.dumps(value, ensure_ascii=False).encode()

    def from_bytes(self, content: bytes) -> Any:
        """Read from JSON."""
        return json.loads(content)
