"""Papers whose number is typed by hand, kept as they were issued."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Select

from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible
from partywork.documents import store
from partywork.documents.models import IssuedPaper

Paper = TypeVar("Paper", bound=IssuedPaper)
Draw = Callable[[Paper], Callable[[], bytes]]


def keep_issued(query: Select[Paper], draw: Draw[Paper]) -> None:
    """Keep the file of an issued paper, once; no lock is held while it is drawn.

    `query` finds the paper; `draw` reads what it says and returns what lays it out.
    """
    with transaction():
        paper = db.session.scalar(query)
        if paper is None or paper.sha256 is not None:
            return
        key, lay_out = paper.id, draw(paper)
    content = lay_out()
    with transaction():
        lock_for_update(f"issued paper {key}")
        paper = db.session.scalar(query)
        if paper is not None and paper.id == key and paper.sha256 is None:
            paper.sha256, paper.content = store.write(content), {}


def open_issued(query: Select[Paper], draw: Draw[Paper]) -> tuple[str, bytes]:
    """Return an issued paper and its name; what is not laid out yet is now."""
    keep_issued(query, draw)
    paper = db.session.scalar(query)
    if paper is None or paper.sha256 is None:
        raise NotVisible()
    return paper.file_name, store.read(paper.sha256)
