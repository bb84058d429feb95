"""The numbers of papers: one series of a code in a term of an organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Organisation, TermOfOffice
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import term_on
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents import queries, rules
from partywork.documents.models import Document, NumberSeries, TakenNumber
from partywork.documents.service.words import fold_again, refuse_issued
from partywork.documents.terms import CODES, DocumentKind, DocumentStatus, Issuer
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_SIGNS = {
    Issuer.INSPECTION_COMMISSION: ProvisionKey.SIGN_INSPECTION,
    Issuer.CONGRESS: ProvisionKey.SIGN_CONGRESS,
}


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number a paper would take now, and the term it would count in."""

    symbol: str
    term_name: str


def issue(actor: Actor, document: Document, *, issued_on: date) -> str:
    """Give the paper the next number of its series in the organisation's term; return the symbol.

    Quyết định and quy định share a code and so a series; the inspection commission and a congress
    have series of their own. Writers of one series queue until the
    end of the transaction, so numbers have no gap and are never given twice.
    """
    with transaction():
        refuse_issued(document)
        organisation = organisation_of(actor, document.organisation_id)
        code, term = _code_of(document.kind), _term_of(organisation, issued_on)
        series = _locked_series(organisation, term, *rules.series_of(code, document.issuer))
        series.last_number += 1
        db.session.add(
            TakenNumber(
                organisation_id=organisation.id,
                series_id=series.id,
                number=series.last_number,
                document_id=document.id,
            )
        )
        symbol = rules.format_symbol(
            series.last_number, code, sign_of(organisation, document.issuer, issued_on)
        )
        document.symbol = symbol
        document.issued_on = issued_on
        document.term = term
        document.status = DocumentStatus.AVAILABLE
        fold_again(document)
        db.session.flush()
    return symbol


def sign_of(organisation: Organisation, issuer: Issuer, day: date) -> str:
    """Return what stands behind the slash: the organisation's sign or that of its own issuer."""
    key = _SIGNS.get(issuer)
    return organisation.symbol_code if key is None else str(provisions.value(key, day))


def draft_symbol(document: Document, day: date) -> str:
    """Return the symbol of a paper whose organisation is loaded, with room for its number."""
    sign = sign_of(document.organisation, document.issuer, day)
    return rules.draft_symbol(_code_of(document.kind), sign)


def next_number(
    actor: Actor,
    organisation_id: UUID,
    kind: DocumentKind,
    day: date,
    issuer: Issuer = Issuer.ORGANISATION,
) -> NextNumber:
    """Return the number a paper would take on that day; another paper may take it first."""
    organisation = organisation_of(actor, organisation_id)
    code, term = _code_of(kind), _term_of(organisation, day)
    series = queries.series_of(
        system(day), organisation.id, term.id, *rules.series_of(code, issuer)
    )
    number = series.last_number + 1 if series else 1
    return NextNumber(
        rules.format_symbol(number, code, sign_of(organisation, issuer, day)), term.name
    )


def set_last_numbers(
    actor: Actor, organisation: Organisation, last_numbers: Mapping[str, int], term: TermOfOffice
) -> None:
    """Continue the paper registers of a term: «NQ=21» lets the next nghị quyết be 22.

    A series from which the system has already given a number stays as it is.
    """
    with transaction():
        changed = []
        for code, last_number in last_numbers.items():
            if code not in CODES.values() or last_number < 0:
                raise RuleBroken(f"Số đã dùng gần nhất «{code}={last_number}» không đúng.")
            series = _locked_series(organisation, term, code)
            is_kept = queries.has_taken(system(clock.today()), series)
            if not is_kept and series.last_number != last_number:
                series.last_number = last_number
                changed.append(f"{code}={last_number}")
        if changed:
            audit.record(
                actor,
                "document.set-last-numbers",
                organisation,
                organisation_id=organisation.id,
                organisation_path=organisation.path,
                term=term.name,
                last_numbers=changed,
            )


def _locked_series(
    organisation: Organisation,
    term: TermOfOffice,
    code: str,
    issuer: Issuer = Issuer.ORGANISATION,
) -> NumberSeries:
    """Return the series, kept from other writers until the end of the transaction."""
    if not organisation.symbol_code:
        raise RuleBroken(f"«{organisation.name}» chưa có ký hiệu văn bản. Hãy báo văn phòng.")
    lock_for_update(f"number {organisation.id} {term.id} {code} {issuer}")
    found = queries.series_of(system(clock.today()), organisation.id, term.id, code, issuer)
    if found is not None:
        return found
    series = NumberSeries(
        organisation_id=organisation.id,
        term_id=term.id,
        code=code,
        issuer=issuer,
        last_number=0,
    )
    db.session.add(series)
    db.session.flush()
    return series


def organisation_of(actor: Actor, organisation_id: UUID) -> Organisation:
    """Return the organisation of a paper if the actor may see it, or `NotVisible`."""
    query = visible_organisations(actor).where(Organisation.id == organisation_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def _code_of(kind: DocumentKind) -> str:
    if kind not in CODES:
        raise RuleBroken(f"«{kind.label}» không lấy số.")
    return CODES[kind]


def _term_of(organisation: Organisation, day: date) -> TermOfOffice:
    term = term_on(system(day), organisation.id, day)
    if term is None:
        raise RuleBroken(
            f"Chưa có nhiệm kỳ của «{organisation.name}» tại ngày {day:%d/%m/%Y}. "
            "Hãy báo văn phòng Đảng ủy."
        )
    return term


def full_key(document: Document) -> str | None:
    """Return the symbol with the organisation and the term it counts in; nothing for a draft."""
    if document.symbol is None or document.term is None:
        return None
    return rules.full_key(document.symbol, document.organisation_name, document.term.name)
