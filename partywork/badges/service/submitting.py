"""The tờ trình of a batch: who is on it and who signs it, its number, the paper that is kept."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from partywork.audit import service as audit
from partywork.badges import policy, queries
from partywork.badges.models import BadgeNomination, BadgeSubmission
from partywork.badges.pages.lists import Line
from partywork.badges.pages.papers import SubmissionPage, frozen, printed, submission_page
from partywork.badges.rules import submissions as rules
from partywork.badges.rules.nominations import check_transition, missing_papers
from partywork.badges.service import reading
from partywork.badges.service.nominations import check_not_disciplined_since
from partywork.badges.service.papers import issuer
from partywork.badges.terms import DossierPaper, NominationStatus
from partywork.ballots.models import Vote
from partywork.ballots.service import outcomes
from partywork.ballots.terms import VoteSubject
from partywork.cells.models import Appointment, Organisation
from partywork.cells.queries import acting_on
from partywork.cells.service import members
from partywork.cells.terms import OrganisationKind
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.rules import draft_symbol
from partywork.documents.terms import CODES, AccessClass, DocumentKind
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

TEMPLATE = "pdf/badge_submission.html"
_NOT_YOURS = (
    "Tờ trình của Đảng ủy do tổ chức của văn phòng Đảng ủy lấy số, của chi bộ do bí thư, phó bí "
    "thư chi bộ lấy số."
)


@dataclass(frozen=True, slots=True)
class Submitting:
    """Who may be submitted in a batch, whose dossier is not whole, and who may sign.

    `notes` say of members what whoever submits must know: that Party life is suspended.
    `is_own_left_out` says that the actor's own nomination waits: another officer submits it.
    """

    organisation: Organisation
    on: date
    ready: tuple[BadgeNomination, ...]
    lacking: tuple[tuple[BadgeNomination, tuple[DossierPaper, ...]], ...]
    notes: dict[UUID, str]
    is_own_left_out: bool
    signers: tuple[Appointment, ...]
    next_number: documents.NextNumber
    votes: list[Vote]

    @property
    def votes_to_choose(self) -> list[tuple[UUID, str]]:
        """The votes of meetings that may have passed the list, each in words."""
        return [(one.id, outcomes.in_words(one)) for one in self.votes]

    @property
    def signers_to_choose(self) -> list[tuple[str, str]]:
        """Who may sign, each with the office held."""
        return [
            (str(one.member_id), f"{one.member.full_name}, {one.office.label.lower()}")
            for one in self.signers
        ]


def for_submitting(actor: Actor, on: date, cell_id: UUID | None) -> Submitting:
    """Return what a tờ trình of the batch could hold, if the actor may issue it."""
    organisation = _organisation(actor, on, cell_id)
    waiting = _waiting(actor, organisation, on)
    own = [one for one in waiting if one.member_id == actor.member_id]
    others = [one for one in waiting if one.member_id != actor.member_id]
    missing = {one.id: missing_papers(one.ground, one.papers) for one in others}
    day = clock.today()
    return Submitting(
        organisation=organisation,
        on=on,
        ready=tuple(one for one in others if not missing[one.id]),
        lacking=tuple((one, missing[one.id]) for one in others if missing[one.id]),
        notes=reading.notes_of(actor, cell_id),
        is_own_left_out=bool(own),
        signers=tuple(
            one for one in acting_on(actor, organisation.id, day) if rules.may_sign(one.office)
        ),
        next_number=documents.next_number(actor, organisation.id, DocumentKind.SUBMISSION, day),
        votes=outcomes.offered(actor, organisation, (VoteSubject.ORDINARY,)),
    )


def _organisation(actor: Actor, on: date, cell_id: UUID | None) -> Organisation:
    reading.check_batch_day(actor, on)
    organisation = issuer(actor, cell_id)
    require(policy.may_submit(actor, organisation), _NOT_YOURS)
    return organisation


def _waiting(actor: Actor, organisation: Organisation, on: date) -> list[BadgeNomination]:
    """Who is proposed and not yet on a tờ trình of this organisation, by years and name."""
    is_cell = organisation.kind is OrganisationKind.CELL
    issued = [one for one in queries.submissions(actor, on) if one.organisation == organisation]
    gone = {key for one in issued for key in one.nomination_ids} if is_cell else set()
    found = [
        one
        for one in queries.nominations(actor, organisation.id if is_cell else None)
        if one.status is NominationStatus.PROPOSED
        and one.batch_on == on
        and str(one.id) not in gone
    ]
    return sorted(found, key=lambda one: (-one.years, one.member.name_sort_key))


def draft(actor: Actor, on: date, cell_id: UUID | None) -> tuple[str, bytes]:
    """Return the draft to be signed, with whole dossiers and room for the number and the day."""
    reading.check_batch_day(actor, on)
    organisation = issuer(actor, cell_id)
    lines = [
        reading.nominated(one)
        for one in _waiting(actor, organisation, on)
        if not missing_papers(one.ground, one.papers)
    ]
    if not lines:
        raise RuleBroken(
            "Đợt này chưa có hồ sơ đề nghị nào đủ giấy tờ để trình. Hãy làm hồ sơ trước."
        )
    held = acting_on(actor, organisation.id, actor.day)
    signer = next((one for one in held if rules.may_sign(one.office)), None)
    page = submission_page(
        organisation,
        _content(organisation, lines, signer, actor.day),
        batch_on=on,
        symbol=draft_symbol(CODES[DocumentKind.SUBMISSION], organisation.symbol_code),
        day=None,
    )
    content = render(TEMPLATE, page)
    members.note_list(actor, organisation, len(page.people))
    return f"Dự thảo tờ trình Huy hiệu Đảng đợt {on:%d-%m-%Y}.pdf", content


def _content(
    organisation: Organisation, lines: Collection[Line], signer: Appointment | None, day: date
) -> dict[str, object]:
    is_cell = organisation.kind is OrganisationKind.CELL
    key = ProvisionKey.RECIPIENTS_CELL if is_cell else ProvisionKey.RECIPIENTS_COMMITTEE
    return frozen(
        organisation,
        printed(tuple(lines)),
        nomination_ids=[str(line.nomination_id) for line in lines],
        signer=signer,
        for_cell=provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day),
        recipients_text=provisions.value(key, day),
    )


def issue(
    actor: Actor,
    on: date,
    cell_id: UUID | None,
    *,
    nomination_ids: Collection[UUID],
    signer_id: UUID,
    issued_on: date,
    vote_id: UUID | None = None,
    is_laid_out: bool = True,
) -> BadgeSubmission:
    """Give the signed tờ trình its number and submit the people on its list.

    The paper is laid out after the number is safe, once, from what was frozen with it. A cell's
    goes up to the Đảng ủy, whose own tờ trình then submits the nominations. `vote_id` is the vote
    of a meeting on the list. `is_laid_out=False` leaves the paper to the timed job.
    """
    with transaction():
        found = for_submitting(actor, on, cell_id)
        chosen = [one for one in found.ready if one.id in set(nomination_ids)]
        rules.check_list(len(set(nomination_ids)), len(chosen))
        rules.check_day(issued_on, clock.today())
        signer = next((one for one in found.signers if one.member_id == signer_id), None)
        if signer is None:
            raise RuleBroken("Người ký phải là bí thư hoặc phó bí thư.", "signer")
        vote = outcomes.chosen(found.votes, vote_id)
        submission, symbol = _keep(actor, found, chosen, signer, issued_on)
        if vote is not None:
            outcomes.point(submission.id, vote, decided_on=issued_on)
        audit.record(
            actor,
            "badge.issue-submission",
            submission,
            organisation_path=found.organisation.path,
            symbol=symbol,
            batch_on=on,
            people=len(chosen),
        )
    if is_laid_out:
        documents.try_to_lay_out(partial(lay_out, actor, submission.id))
    return submission


def _keep(
    actor: Actor,
    found: Submitting,
    chosen: list[BadgeNomination],
    signer: Appointment,
    issued_on: date,
) -> tuple[BadgeSubmission, str]:
    organisation = found.organisation
    document = documents.draft(
        actor,
        organisation_id=organisation.id,
        kind=DocumentKind.SUBMISSION,
        summary=f"về việc đề nghị tặng Huy hiệu Đảng đợt {display.day_in_text(found.on)}",
        access=AccessClass.RESTRICTED,
    )
    symbol = documents.issue(actor, document, issued_on=issued_on)
    lines = [reading.nominated(one) for one in chosen]
    submission = BadgeSubmission(
        organisation_id=organisation.id,
        document_id=document.id,
        batch_on=found.on,
        content=_content(organisation, lines, signer, issued_on),
    )
    db.session.add(submission)
    db.session.flush()
    if organisation.kind is OrganisationKind.CELL:
        documents.file_up(document)
        _tell_desk(actor, organisation, found.on, symbol)
    else:
        for one in chosen:
            check_transition(one.status, NominationStatus.SUBMITTED)
            check_not_disciplined_since(actor, one)
            one.status = NominationStatus.SUBMITTED
            one.submission_id = submission.id
            one.submission_number, one.submitted_on = symbol, issued_on
    return submission, symbol


def _tell_desk(actor: Actor, cell: Organisation, on: date, symbol: str) -> None:
    notifications.tell(
        queries.desk(actor, actor.day),
        NoticeKind.REPORT,
        title=f"{cell.name} trình danh sách Huy hiệu Đảng đợt {display.day(on)}",
        text=f"Tờ trình số {symbol}. Xem hồ sơ từng đồng chí rồi lập tờ trình của Đảng ủy.",
        path=f"/badges/batches/{on.isoformat()}/",
    )


def _get(actor: Actor, submission_id: UUID) -> BadgeSubmission:
    found = queries.submission(actor, submission_id)
    if found is None:
        raise NotVisible()
    return found


def _page(submission: BadgeSubmission) -> SubmissionPage:
    document = submission.document
    return submission_page(
        submission.organisation,
        submission.content,
        batch_on=submission.batch_on,
        symbol=document.symbol or "",
        day=document.issued_on,
    )


def lay_out(actor: Actor, submission_id: UUID) -> None:
    """Keep the paper of an issued tờ trình in the archive, once; no lock is held meanwhile."""
    with transaction():
        submission = _get(actor, submission_id)
        if documents.rendered(submission.document) is not None:
            return
        page = _page(submission)
    content = render(TEMPLATE, page)
    with transaction():
        lock_for_update(f"paper of badge submission {submission_id}")
        submission = _get(actor, submission_id)
        document = submission.document
        if documents.rendered(document) is None:
            name = f"Tờ trình số {(document.symbol or '').replace('/', '-')} Huy hiệu Đảng.pdf"
            documents.store_rendered(actor, document, content=content, file_name=name)


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every issued tờ trình that has no paper yet, newest first; yield (done, total)."""
    yield from documents.lay_out_each(queries.without_paper(actor), partial(lay_out, actor))
