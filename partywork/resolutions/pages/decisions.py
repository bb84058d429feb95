"""A decision on paper, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from partywork.cells.terms import BodyKind
from partywork.documents.pages import Heading, Paragraph, Recipients, Signature, paragraphs
from partywork.documents.terms import DocumentKind
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import Frame

# The part of a decision's text that says what it rests on.
GROUNDS = "Căn cứ"


@dataclass(frozen=True, slots=True)
class Article:
    """«Điều 1.», its words and its points."""

    name: str
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision: what it rests on, who decides, its articles, recipients, signature."""

    heading: Heading
    summary: str
    grounds: tuple[str, ...]
    deciding: str
    articles: tuple[Article, ...]
    recipients: Recipients
    signature: Signature


def is_decision(resolution: Resolution) -> bool:
    """Tell a quyết định from a nghị quyết."""
    return resolution.document.kind is DocumentKind.DECISION


def decision_page(resolution: Resolution, frame: Frame) -> DecisionPage:
    """Fill the paper of a decision whose clauses are loaded."""
    return DecisionPage(
        heading=frame.heading,
        summary=resolution.title,
        grounds=grounds_of(resolution),
        deciding=_deciding(resolution).upper(),
        articles=articles_of(resolution),
        recipients=frame.recipients,
        signature=frame.signature,
    )


def _deciding(resolution: Resolution) -> str:
    is_cell = resolution.body.kind is BodyKind.CELL
    return resolution.document.organisation_name if is_cell else resolution.body.name


def decided_paragraphs(grounds: str, articles: Sequence[Sequence[str]]) -> list[Paragraph]:
    """Return what the archive keeps of a decision: its grounds, then each article."""
    kept = [Paragraph(GROUNDS, one.rstrip(" ;,.")) for one in paragraphs(grounds)]
    for number, article in enumerate(articles, start=1):
        kept += [Paragraph(f"Điều {number}", text) for text in article]
    return kept


def grounds_of(resolution: Resolution) -> tuple[str, ...]:
    """Return what a decision rests on, without the marks at the ends."""
    return tuple(one.text for one in resolution.document.clauses if one.part == GROUNDS)


def articles_of(resolution: Resolution) -> tuple[Article, ...]:
    """Return the articles of a decision, in order."""
    decided = [one for one in resolution.document.clauses if one.part != GROUNDS]
    articles = []
    for name, clauses in groupby(decided, key=lambda one: one.part):
        text, *points = (one.text for one in clauses)
        articles.append(Article(name, text, tuple(points)))
    return tuple(articles)


def typed_articles(resolution: Resolution) -> str:
    """Return the articles as they are typed in a form; `rules.articles_of` undoes it."""
    lines = []
    for article in articles_of(resolution):
        lines += [f"{article.name}. {article.text}", *article.points]
    return "\n".join(lines)
