"""What is published of a counted ballot, so that anybody works its result out again."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from partywork.ballots.models import Ballot
from partywork.ballots.rules import secrecy
from partywork.core.db import canonical_json


@dataclass(frozen=True, slots=True)
class Listed:
    """One question with every answer to it, sorted: the place of one says nothing of its voter.

    `code` is how the text behind the digest names the question.
    """

    code: UUID
    question: str
    answers: list[str]


def listed(ballot: Ballot) -> list[Listed]:
    """Return the answers to each question in words, those of screens and papers together."""
    answers = ballot.answers or {}
    return [
        Listed(
            code=vote.id,
            question=vote.question,
            answers=[one.label for one in secrecy.choices_of(answers.get(str(vote.id), ()))],
        )
        for vote in ballot.votes
    ]


def text_of(ballot: Ballot) -> str:
    """Return the exact text behind the digest of the result: the box and the sorted answers."""
    return canonical_json({"box": ballot.box_digest, "answers": ballot.answers or {}})


def digest_of(ballot: Ballot) -> str:
    """Return the SHA-256 of the published text, which anybody can redo."""
    return hashlib.sha256(text_of(ballot).encode()).hexdigest()
