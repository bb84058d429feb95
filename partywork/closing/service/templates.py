"""The Word templates: those of the product, those with which the office replaced them."""

from dataclasses import dataclass
from importlib.resources import files

from partywork.audit import service as audit
from partywork.closing import engine, policy, queries, rules
from partywork.closing.models import WordTemplate
from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.terms import Paper
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import RuleBroken, require
from partywork.documents import service as documents
from partywork.documents import store

NOT_YOURS = "Mẫu Word của các văn bản do Văn phòng Đảng ủy giữ."


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A paper and the template it is written by; the built-in one where `own` is missing."""

    paper: Paper
    own: WordTemplate | None


def listed(actor: Actor) -> list[TemplateLine]:
    """Return every paper with its template."""
    require(policy.may_change_templates(actor), NOT_YOURS)
    own = queries.all_in_force()
    return [TemplateLine(paper, own.get(paper)) for paper in Paper]


def for_changing(actor: Actor, paper: Paper) -> TemplateLine:
    """Return one paper with its template to who may change it."""
    require(policy.may_change_templates(actor), NOT_YOURS)
    return TemplateLine(paper, queries.in_force(paper))


def built_in(paper: Paper) -> bytes:
    """Return the template that comes with the product."""
    return files("partywork.closing").joinpath("word", f"{paper}.docx").read_bytes()


def content(paper: Paper) -> bytes:
    """Return the template in force."""
    own = queries.in_force(paper)
    return store.read(own.sha256) if own is not None else built_in(paper)


def download(actor: Actor, paper: Paper) -> tuple[str, bytes]:
    """Return the template in force, to be changed in a word processor."""
    require(policy.may_change_templates(actor), NOT_YOURS)
    return f"Mẫu {paper.label}.docx", content(paper)


def replace(actor: Actor, paper: Paper, *, file_name: str, content: bytes) -> WordTemplate:
    """Let a paper be written by a template of the office from now on.

    It goes through the inspection of every file and is tried out on an invented page first, so
    that no cell finds a template that cannot be filled.
    """
    require(policy.may_change_templates(actor), NOT_YOURS)
    file = documents.inspected(actor, file_name, content)
    rules.check_template_kind(file.media_type)
    try:
        engine.fill(content, EXAMPLES[paper])
    except engine.BadTemplate as bad:
        raise RuleBroken(str(bad), "file") from bad
    with transaction():
        lock_for_update(f"word template {paper}")
        _withdraw(paper)
        kept = WordTemplate(
            paper=paper, sha256=store.write(content), file_name=file.name, added_by=actor.name
        )
        db.session.add(kept)
        db.session.flush()
        audit.record(actor, "closing.replace_template", kept, paper=paper.label)
    return kept


def restore(actor: Actor, paper: Paper) -> None:
    """Go back to the template that comes with the product."""
    with transaction():
        require(policy.may_change_templates(actor), NOT_YOURS)
        lock_for_update(f"word template {paper}")
        withdrawn = _withdraw(paper)
        if withdrawn is None:
            raise RuleBroken("Văn bản này đang dùng mẫu có sẵn.")
        audit.record(actor, "closing.restore_template", withdrawn, paper=paper.label)


def _withdraw(paper: Paper) -> WordTemplate | None:
    own = queries.in_force(paper)
    if own is not None:
        own.withdrawn_at = clock.now()
        db.session.flush()
    return own
