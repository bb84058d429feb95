"""Taking the file that somebody sends with a form."""

from dataclasses import dataclass

from flask import request

from partywork.core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent."""

    name: str
    content: bytes


def sent_file(words: str = "tệp") -> Sent:
    """Return the file of this request; a form without one asks for it in these words."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise RuleBroken(f"Hãy chọn {words}.", "file")
    return Sent(upload.filename, upload.read())
