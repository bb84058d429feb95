"""The sheet that is in force on a day, and how the office changes it."""

import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.quality import policy
from partywork.quality.models import QualityTemplate
from partywork.quality.rules.marking import Band, Criterion
from partywork.quality.rules.template import check_template
from partywork.quality.terms import Measure, QualityGroup

NOT_YOURS = "Việc này thuộc Văn phòng Đảng ủy."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a template with its words."""

    criterion: Criterion
    title: str


@dataclass(frozen=True, slots=True)
class Template:
    """A version of the sheet, from a day on."""

    valid_from: date
    basis: str
    rows: list[Row]


def _template(valid_from: date, basis: str, criteria: list[dict[str, Any]]) -> Template:
    return Template(valid_from, basis, [_row(one) for one in criteria])


def _row(kept: dict[str, Any]) -> Row:
    return Row(
        Criterion(
            code=kept["code"],
            group=QualityGroup(kept["group"]),
            most=kept["most"],
            measure=Measure(kept["measure"]),
            bands=tuple(Band(*step) for step in kept.get("bands", ())),
            theme_only=kept.get("theme_only", False),
        ),
        kept["title"],
    )


def kept_bands(criterion: Criterion) -> list[list[int | bool]]:
    """Return the steps of a line as they are kept."""
    return [
        [band.start, band.tenths, *([True] if band.of_minimum else [])] for band in criterion.bands
    ]


def _kept(row: Row) -> dict[str, Any]:
    one = row.criterion
    return {
        "code": one.code,
        "group": one.group.value,
        "title": row.title,
        "most": one.most,
        "measure": one.measure.value,
        "bands": kept_bands(one),
        "theme_only": one.theme_only,
    }


def _first() -> Template:
    """The sheet the product comes with, until the office has saved its own."""
    text = files("partywork.quality").joinpath("first_sheet.json").read_text("utf-8")
    kept = json.loads(text)
    return _template(date.fromisoformat(kept["valid_from"]), kept["basis"], kept["criteria"])


def on(day: date) -> Template:
    """Return the sheet in force on a day."""
    query = (
        sa.select(QualityTemplate)
        .where(QualityTemplate.valid_from <= day)
        .order_by(QualityTemplate.valid_from.desc())
        .limit(1)
    )
    found = db.session.scalar(query)
    return _template(found.valid_from, found.basis, found.criteria) if found else _first()


def versions() -> list[Template]:
    """Return all versions, the newest first."""
    query = sa.select(QualityTemplate).order_by(QualityTemplate.valid_from.desc())
    saved = [
        _template(one.valid_from, one.basis, one.criteria) for one in db.session.scalars(query)
    ]
    return [*saved, _first()]


def may_change(actor: Actor) -> bool:
    """Say whether the page offers a change of the sheet."""
    return policy.may_change_template(actor)


def for_changing(actor: Actor) -> Template:
    """Return the sheet of today to who may change it."""
    require(policy.may_change_template(actor), NOT_YOURS)
    return on(actor.day)


def change(actor: Actor, *, valid_from: date, basis: str, rows: list[Row]) -> QualityTemplate:
    """Save a new version from a day on; meetings already marked keep theirs.

    Raises RuleBroken for a day gone by, a version of the same day, or a sum other than 100.
    """
    with transaction():
        require(policy.may_change_template(actor), NOT_YOURS)
        basis = tidy(basis)
        refuse_secret(basis, *(row.title for row in rows))
        if valid_from < clock.today():
            raise RuleBroken("Bảng điểm mới áp dụng từ hôm nay hoặc sau đó.", "valid_from")
        if any(one.valid_from == valid_from for one in versions()):
            raise RuleBroken("Đã có bảng điểm áp dụng từ ngày này.", "valid_from")
        if not all(tidy(row.title) for row in rows):
            raise RuleBroken("Mỗi dòng của bảng điểm phải có nội dung.")
        check_template([row.criterion for row in rows])
        template = QualityTemplate(
            valid_from=valid_from, basis=basis, criteria=[_kept(row) for row in rows]
        )
        db.session.add(template)
        db.session.flush()
        audit.record(actor, "quality.change_template", template, valid_from=valid_from)
    return template
