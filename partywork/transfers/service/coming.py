"""Members who come from elsewhere: for good or for a time; the return slip to where they left."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from partywork.cells.models import Member, Organisation
from partywork.cells.rules.history.limits import on_day
from partywork.cells.rules.history.probation import earliest_official
from partywork.cells.rules.identity import Traits, compare
from partywork.cells.service import lives, records
from partywork.cells.terms import EventKind, Sex
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.ids import new_id
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import fold, name_sort_key
from partywork.transfers import policy, queries
from partywork.transfers.models import Transfer
from partywork.transfers.rules import arrivals, steps
from partywork.transfers.service import papers, reading
from partywork.transfers.service.limits import limits_on, missed_letter
from partywork.transfers.service.telling import add, happen, note, tell
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import SamePerson, TransferKind, TransferState

_DESK_ONLY = "Việc tiếp nhận do tổ chức của văn phòng Đảng ủy ghi."


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes, as the papers they bring say."""

    full_name: str
    born_on: date
    sex: Sex
    citizen_id: str | None = None
    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_number: str | None = None
    file_number: str | None = None
    same_person: SamePerson | None = None

    @property
    def traits(self) -> Traits:
        """What tells this person from others in the register."""
        number = Member.citizen_id.digest(self.citizen_id) if self.citizen_id else None
        return Traits(fold(self.full_name), self.born_on, self.sex, number)

    @property
    def details(self) -> dict[str, str | None]:
        """What the event of the arrival proves."""
        days = ("admitted_on", "ceremony_on", "official_on", "party_age_from")
        proved = {name: getattr(self, name) for name in days}
        return {
            **{name: day.isoformat() if day else None for name, day in proved.items()},
            "card_number": self.card_number,
        }


def for_taking_in(actor: Actor) -> list[Organisation]:
    """Return the cells somebody may come to, if the actor takes people in."""
    require(policy.may_take_in(actor), _DESK_ONLY)
    return [cell for cell in queries.cells(actor) if policy.may_take_into(actor, cell)]


def take_in(
    actor: Actor,
    arrival: Arrival,
    *,
    cell_id: UUID,
    from_place: str,
    received_on: date,
    letter: Paper,
) -> Transfer:
    """Take in a member whom another Đảng bộ introduced; makes the record unless it is known."""
    with transaction():
        steps.check_happened(received_on, clock.today(), "received_on")
        if letter.day is not None:
            words = "ngày giấy giới thiệu"
            steps.check_not_before(received_on, letter.day, words, "received_on")
        _check_days(arrival, letter, received_on)
        transfer = _arrived(actor, arrival, cell_id, from_place)
        transfer.kind, transfer.effective_on = TransferKind.IN, received_on
        transfer.state = TransferState.RECEIVED
        transfer.letter_number, transfer.letter_on = letter.number, letter.day
        refuse_secret(letter.number)
        add(actor, transfer)
        happen(
            actor,
            transfer,
            EventKind.TRANSFERRED_IN,
            received_on,
            details=arrival.details,
        )
        words = f"Tiếp nhận từ {from_place} ngày {display.day(received_on)}."
        tell(actor, transfer, words + _of_late_letter(actor, transfer))
        note(actor, "transfer.take_in", transfer, starts_on=received_on, symbol=letter.number)
    return transfer


def welcome(
    actor: Actor,
    arrival: Arrival,
    *,
    cell_id: UUID,
    from_place: str,
    stay: Stay,
    letter: Paper,
) -> Transfer:
    """Welcome a member of another Đảng bộ for a time; they stay members there."""
    with transaction():
        starts_on, until_on = stay.starts_on, stay.until_on
        steps.check_stay(starts_on, until_on, is_study=stay.is_study, limits=limits_on(actor.day))
        steps.check_effective(
            starts_on,
            decided_on=None,
            admitted_on=None,
            today=clock.today(),
            field="starts_on",
        )
        _check_days(arrival, letter, starts_on)
        transfer = _arrived(actor, arrival, cell_id, from_place)
        transfer.kind, transfer.effective_on = TransferKind.GUEST, starts_on
        transfer.state = TransferState.RUNNING
        transfer.until_on, transfer.is_study = until_on, stay.is_study
        transfer.letter_number, transfer.letter_on = letter.number, letter.day
        refuse_secret(letter.number)
        add(actor, transfer)
        happen(
            actor,
            transfer,
            EventKind.CAME_AS_GUEST,
            starts_on,
            until_on=until_on,
            details=arrival.details,
        )
        words = f"Đến sinh hoạt tạm thời, đến hết ngày {display.day(until_on)}."
        tell(actor, transfer, words + _of_late_letter(actor, transfer))
        note(actor, "transfer.welcome", transfer, starts_on=starts_on, ends_on=until_on)
    return transfer


def _of_late_letter(actor: Actor, transfer: Transfer) -> str:
    """Say that the letter came late; it is taken all the same."""
    last = missed_letter(transfer, limits_on(actor.day))
    return f" Nộp giấy giới thiệu quá hạn ngày {display.day(last)}." if last else ""


def _check_days(arrival: Arrival, letter: Paper, came_on: date) -> None:
    steps.check_happened(letter.day, clock.today(), "letter_on")
    held = lives.limits()
    arrivals.check_papers(
        arrivals.Papers(
            arrival.born_on,
            arrival.admitted_on,
            arrival.ceremony_on,
            arrival.official_on,
            arrival.party_age_from,
        ),
        letter.day,
        came_on,
        youngest=on_day(held.admission_age, arrival.admitted_on or came_on),
        first_official=earliest_official(arrival.admitted_on, arrival.ceremony_on, held),
    )


def _arrived(actor: Actor, arrival: Arrival, cell_id: UUID, from_place: str) -> Transfer:
    require(policy.may_take_in(actor), _DESK_ONLY)
    check_needed(full_name=arrival.full_name, from_place=from_place)
    refuse_secret(arrival.full_name, from_place, arrival.file_number)
    cell = queries.cell(actor, cell_id)
    if cell is None:
        raise RuleBroken("Hãy chọn chi bộ tiếp nhận.", "cell_id")
    member = _known(actor, arrival, cell) or _made(arrival)
    require(policy.may_move(actor, cell, member.id), reading.NOT_YOURS)
    return Transfer(
        organisation=cell,
        organisation_id=cell.id,
        member=member,
        member_id=member.id,
        other_place=from_place,
    )


def _known(actor: Actor, arrival: Arrival, cell: Organisation) -> Member | None:
    """Return the record of somebody who was here before; refuse who is here now.

    A number that the former record wanted is added to it.
    """
    lock_for_update("arrivals")
    own = arrival.traits
    found = queries.known(own.folded_name, arrival.born_on, own.number, actor.day)
    place = arrivals.whose_record(
        _compared(own, found, actor.day),
        arrival.same_person,
        sex=arrival.sex,
        has_number=own.number is not None,
    )
    if place is None:
        return None
    member = found[place]
    if member.citizen_id_digest is None and arrival.citizen_id:
        changed = records.change(actor, member, {"citizen_id": arrival.citizen_id})
        records.note_change(actor, member, cell, changed)
    return member


def _compared(own: Traits, found: list[Member], day: date) -> list[arrivals.Known]:
    keys = [one.id for one in found]
    here, left = queries.who_belong(keys, day), queries.last_days(keys, day)
    return [
        arrivals.Known(
            likeness=compare(own, Traits(one.folded_name, one.born_on, one.sex, digest)),
            agrees=one.folded_name == own.folded_name or one.born_on == own.born_on,
            sex=one.sex,
            has_number=digest is not None,
            is_here=one.id in here,
            left_on=left[one.id] + timedelta(days=1) if one.id in left else None,
        )
        for one in found
        for digest in (one.citizen_id_digest,)
    ]


def _made(arrival: Arrival) -> Member:
    member = Member(
        id=new_id(),
        full_name=arrival.full_name,
        folded_name=fold(arrival.full_name),
        name_sort_key=name_sort_key(arrival.full_name),
        born_on=arrival.born_on,
        sex=arrival.sex,
        citizen_id=arrival.citizen_id,
        file_number=arrival.file_number,
    )
    db.session.add(member)
    db.session.flush()
    return member


def send_slip(actor: Actor, transfer_id: UUID, *, version: int, slip: Paper) -> Transfer:
    """Keep that the return slip went to where the member came from, or the guest went back to."""
    with transaction():
        transfer = reading.for_slip(actor, transfer_id)
        transfer.expect_version(version)
        refuse_secret(slip.number)
        slip_on = slip.day or actor.day
        steps.check_not_before(slip_on, transfer.effective_on, "ngày đến", "slip_on")
        steps.check_happened(slip_on, clock.today(), "slip_on")
        transfer.state = TransferState.COMPLETED
        transfer.slip_number, transfer.slip_on = slip.number, slip_on
        transfer.closed_on = transfer.closed_on or slip_on
        note(actor, "transfer.slip", transfer, symbol=slip.number, day=slip_on)
        papers.issue(actor, transfer.id)
    return transfer
