"""Reading the value in force on a day, seeding, and changing a value from a day on."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from importlib.resources import files
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.provisions import policy, queries, rules
from partywork.provisions.models import Holiday, LegalText, Provision
from partywork.provisions.terms import (
    GROUPS,
    Certainty,
    ProvisionKey,
    ProvisionKind,
    group_of,
)

_ONLY_THE_OFFICE = "Chỉ văn phòng Đảng ủy được sửa quy định."
_MISSING = "Chưa có quy định về «{}» tại ngày {:%d/%m/%Y}."
_SEEDS = json.loads((files("partywork.provisions") / "seeds.json").read_text("utf-8"))
_KINDS = {ProvisionKey(row["key"]): ProvisionKind(row["kind"]) for row in _SEEDS["provisions"]}


def kind_of(key: ProvisionKey) -> ProvisionKind:
    """Return how values of a key are typed."""
    return _KINDS[key]


def in_force(key: ProvisionKey, day: date) -> Provision:
    """Return the provision that counts on a day, with its legal text."""
    query = (
        select(Provision)
        .where(Provision.key == key, Provision.valid_from <= day)
        .options(joinedload(Provision.legal_text))
        .order_by(Provision.valid_from.desc())
        .limit(1)
    )
    found = db.session.scalar(query)
    if found is None:
        raise RuleBroken(_MISSING.format(key.label, day))
    return found


def _in_force_or_none(key: ProvisionKey, day: date) -> Provision | None:
    """Return nothing for days before the first value: the office may enter rules of old times."""
    try:
        return in_force(key, day)
    except RuleBroken:
        return None


def value(key: ProvisionKey, day: date) -> Any:
    """Return the value that counts on a day, without the text it rests on."""
    return values([key], day)[key]


def values(keys: Collection[ProvisionKey], day: date) -> dict[ProvisionKey, Any]:
    """Return the values of several keys that count on a day, asked for at once."""
    ever = queries.values_of(keys)
    return {key: _on(day, key, ever[key]) for key in keys}


def _on(day: date, key: ProvisionKey, ever: Collection[queries.Value]) -> Any:
    found = rules.in_force(ever, day)
    if found is None:
        raise RuleBroken(_MISSING.format(key.label, day))
    return found.value


def values_ever(
    keys: Collection[ProvisionKey],
) -> Mapping[ProvisionKey, tuple[queries.Value, ...]]:
    """Return every value several keys ever had, newest first, without the texts they rest on."""
    return queries.values_of(keys)


def all_in_force(day: date) -> list[Provision]:
    """Return the provision in force of every key, in the order of the keys."""
    query = (
        select(Provision)
        .where(Provision.valid_from <= day)
        .options(joinedload(Provision.legal_text))
        .order_by(Provision.valid_from)
    )
    newest = {provision.key: provision for provision in db.session.scalars(query)}
    return [newest[key] for key in ProvisionKey if key in newest]


def history(key: ProvisionKey) -> list[Provision]:
    """Return every value a key ever had, newest first."""
    query = (
        select(Provision)
        .where(Provision.key == key)
        .options(joinedload(Provision.legal_text))
        .order_by(Provision.valid_from.desc())
    )
    return list(db.session.scalars(query))


def holidays() -> frozenset[date]:
    """Return the days of the holiday table."""
    return queries.holidays()


def holiday_table() -> list[Holiday]:
    """Return the table of holidays, the newest year first, its days in their order."""
    found = db.session.scalars(select(Holiday).order_by(Holiday.day))
    return sorted(found, key=lambda one: -one.day.year)


def years_to_complete() -> list[int]:
    """Return the years whose holidays the office has not written down to the end."""
    today = clock.today()
    least = value(ProvisionKey.HOLIDAYS_A_YEAR, today)
    return rules.years_to_complete(holidays(), least, today)


def for_keeping_holidays(actor: Actor) -> None:
    """Refuse who does not keep the table of holidays."""
    require(policy.may_change(actor), _ONLY_THE_OFFICE)


def add_holidays(actor: Actor, *, first_on: date, last_on: date | None, name: str) -> list[date]:
    """Write down days on which nobody works; clocks of working days run over them at once."""
    with transaction():
        for_keeping_holidays(actor)
        refuse_secret(name)
        days = rules.days_of_rest(first_on, last_on, holidays(), clock.today())
        db.session.add_all(Holiday(day=day, name=name) for day in days)
        _note_holidays(actor, "holiday.add", name, days)
    return days


def remove_holiday(actor: Actor, day: date) -> None:
    """Take a day out of the table that was written down by mistake."""
    with transaction():
        for_keeping_holidays(actor)
        found = db.session.scalar(select(Holiday).where(Holiday.day == day))
        if found is None:
            raise RuleBroken("Bảng ngày nghỉ không có ngày này.", "day")
        db.session.delete(found)
        _note_holidays(actor, "holiday.remove", found.name, [day])


def _note_holidays(actor: Actor, action: str, name: str, days: list[date]) -> None:
    audit.record(
        actor,
        action,
        organisation_path=next(iter(actor.paths_as(Role.OFFICE)), ""),
        title=name,
        day=days[0],
        days=len(days),
    )


def by_group(day: date) -> dict[str, list[Provision]]:
    """Return the provisions in force under the headings of the page."""
    found = all_in_force(day)
    return {
        heading: [provision for provision in found if group_of(provision.key) == heading]
        for heading in dict.fromkeys(GROUPS.values())
    }


def legal_texts() -> list[LegalText]:
    """Return the rule documents a value may rest on, newest first."""
    return list(db.session.scalars(select(LegalText).order_by(LegalText.issued_on.desc())))


def for_changing(actor: Actor, key: ProvisionKey) -> Provision:
    """Return the provision in force today if the actor may change it."""
    require(policy.may_change(actor), _ONLY_THE_OFFICE)
    return in_force(key, clock.today())


def change(
    actor: Actor,
    key: ProvisionKey,
    *,
    new_value: Any,
    valid_from: date,
    certainty: Certainty,
    legal_text_id: UUID | None,
    article: str,
    note: str,
) -> Provision:
    """Let a value hold from a day on; older values stay for the records of their time."""
    with transaction():
        require(policy.may_change(actor), _ONLY_THE_OFFICE)
        rules.check_value(key, kind_of(key), new_value)
        refuse_secret(article, note, *rules.typed_in(new_value))
        before = _in_force_or_none(key, valid_from)
        text = article or (str(legal_text_id) if legal_text_id else "")
        rules.check_basis(key, before and before.value, new_value, text=text, note=note)
        provision = db.session.scalar(
            select(Provision).where(Provision.key == key, Provision.valid_from == valid_from)
        )
        if provision is None:
            provision = Provision(key=key, valid_from=valid_from)
            db.session.add(provision)
        old_words = rules.in_words(key, before.value) if before is not None else ""
        provision.value = new_value
        provision.certainty = certainty
        provision.article = article
        provision.note = note
        provision.legal_text_id = legal_text_id
        db.session.flush()
        audit.record(
            actor,
            "provision.change",
            provision,
            organisation_path=next(iter(actor.paths_as(Role.OFFICE)), ""),
            key=key,
            valid_from=valid_from,
            value=[old_words, rules.in_words(key, new_value)],
        )
    return provision


def _values_of(row: dict[str, Any], installed_on: date) -> list[tuple[date, Any]]:
    """Return from when which value holds; what counts since the installation has two of them."""
    values = [(date.fromisoformat(_SEEDS["valid_from"]), row["value"])]
    if "since_installation" in row:
        values.append((installed_on, row["since_installation"]))
    return values


def seed(installed_on: date | None = None) -> None:
    """Put the values of the rule documents into an installation of today; keep what is there.

    A demo says that it was installed before the year it tells.
    """
    with transaction():
        present = set(db.session.scalars(select(Provision.key)))
        texts = {text.symbol: text for text in db.session.scalars(select(LegalText))}
        for row in _SEEDS["legal_texts"]:
            if row["symbol"] not in texts:
                text = LegalText(**{**row, "issued_on": date.fromisoformat(row["issued_on"])})
                db.session.add(text)
                texts[row["symbol"]] = text
        db.session.flush()
        missing = [row for row in _SEEDS["provisions"] if row["key"] not in present]
        for row in missing:
            basis = texts.get(row["legal_text"])
            db.session.add_all(
                Provision(
                    key=ProvisionKey(row["key"]),
                    valid_from=valid_from,
                    value=value_then,
                    legal_text_id=basis.id if basis else None,
                    article=row["article"],
                    certainty=Certainty(row["certainty"]),
                    note=row["note"],
                )
                for valid_from, value_then in _values_of(row, installed_on or clock.today())
            )
        known_days = holidays()
        for row in _SEEDS["holidays"]:
            day = date.fromisoformat(row["day"])
            if day not in known_days:
                db.session.add(Holiday(day=day, name=row["name"]))
        if missing:
            audit.record(system(clock.today()), "provision.seed", keys=len(missing))
