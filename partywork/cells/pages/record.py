"""What the record of one member shows: plain values, personal ones masked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.models import GroupPlace, Member, MemberEvent, Membership
from partywork.cells.pages.events import EventLine, cell_named, counting
from partywork.cells.pages.life import Facts, happenings, periods
from partywork.cells.rules import record as rules
from partywork.cells.rules.event_fields import details_in_words
from partywork.cells.rules.membership import full_years, party_age_until
from partywork.cells.rules.taking_back import taken_back
from partywork.cells.rules.timeline import Picture, draw
from partywork.cells.terms import EventKind, GroupPost, RecordField, RecordGroup
from partywork.core.display import day as on_screen
from partywork.core.terms import Term


@dataclass(frozen=True, slots=True)
class Since:
    """A standing or an office of a member between two days, with where it was."""

    words: str
    place: str
    starts_on: date
    ends_on: date | None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record; a sealed one is masked and may offer to be shown in full."""

    words: str
    value: str
    field: RecordField | None = None
    may_show: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    """A group of the record, and the group to open for changing it, if the actor may."""

    label: str
    facts: tuple[Fact, ...]
    to_edit: RecordGroup | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What the actor may see in full and change, and which sealed field is shown right now."""

    to_show: Collection[RecordField] = ()
    to_edit: Collection[RecordField] = ()
    shown: RecordField | None = None
    with_notes: bool = False
    may_record: bool = False
    may_mend: bool = False


@dataclass(frozen=True, slots=True)
class MemberPage:
    """The record of a member: groups of facts, what happened when, and its picture."""

    member_id: UUID
    full_name: str
    standing: str
    party_groups: tuple[FactGroup, ...]
    groups: tuple[FactGroup, ...]
    standings: tuple[Since, ...]
    offices: tuple[Since, ...]
    events: tuple[EventLine, ...]
    picture: Picture | None
    doubts: tuple[str, ...]
    may_record: bool
    may_mend: bool
    has_died: bool
    card_is_due: bool

    @classmethod
    def of(cls, facts: Facts, sight: Sight) -> "MemberPage":
        """Take what the page shows, newest standings and offices first."""
        member = facts.member
        return cls(
            member_id=member.id,
            full_name=member.full_name,
            standing=_standing(facts),
            party_groups=tuple(_party_groups(facts, sight)),
            groups=tuple(_groups(facts, sight)),
            standings=tuple(
                Since(
                    one.status.label,
                    one.organisation.name_at(one.ends_on),
                    one.starts_on,
                    one.ends_on,
                )
                for one in facts.memberships
            ),
            offices=tuple(
                Since(
                    held.office.label,
                    held.organisation.name_at(held.ends_on),
                    held.starts_on,
                    held.ends_on,
                    held.decision_number or "",
                )
                for held in facts.appointments
            ),
            events=tuple(
                EventLine.of(one, facts.events, with_note=sight.with_notes) for one in facts.events
            ),
            picture=draw(happenings(facts), periods(facts), facts.day),
            doubts=rules.citizen_id_doubts(member.citizen_id, member.sex, member.born_on)
            if RecordField.CITIZEN_ID in sight.to_edit
            else (),
            may_record=sight.may_record,
            may_mend=sight.may_mend,
            has_died=_last(facts, EventKind.DIED) is not None,
            card_is_due=_card_is_due(facts),
        )


def _card_is_due(facts: Facts) -> bool:
    """Say whether somebody who left the Party has a card to give back, given back or not."""
    member = facts.member
    happened = ((one.kind, one.happened_on, one.details) for one in counting(facts.events))
    held_card = member.card_number is not None or member.official_on is not None
    return taken_back(happened, held_card=held_card) is not None


def _standing(facts: Facts) -> str:
    present = [one for one in facts.memberships if _holds(one, facts.day)]
    if facts.member.voided_on is not None:
        return f"Hồ sơ đã hủy do ghi nhầm, nhập trùng, ngày {on_screen(facts.member.voided_on)}"
    if not present:
        left_on = max((one.ends_on for one in facts.memberships if one.ends_on), default=None)
        return f"Không còn sinh hoạt, trước ở {facts.cell.name_at(left_on)}" if facts.cell else ""
    return "; ".join(f"{one.status.label}, {one.organisation.name}" for one in present)


def _holds(one: Membership, day: date) -> bool:
    return one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)


def _party_groups(facts: Facts, sight: Sight) -> Iterable[FactGroup]:
    """What is asked for most: where one meets, the papers, and the four days."""
    yield FactGroup("Sinh hoạt", tuple(_party_life(facts)))
    yield _typed(facts, sight, RecordGroup.PAPERS, tuple(_card(facts.member)))
    yield FactGroup("Vào Đảng", tuple(_admission(facts)))
    yield FactGroup("Chính thức", tuple(_confirmation(facts)))
    yield FactGroup("Tuổi Đảng", tuple(_party_age(facts)))


def _groups(facts: Facts, sight: Sight) -> Iterable[FactGroup]:
    """The order of the register: who, where from, work, schooling, honours and remarks."""
    for group in (
        RecordGroup.IDENTITY,
        RecordGroup.CONTACT,
        RecordGroup.ORIGIN,
        RecordGroup.WORK,
        RecordGroup.EDUCATION,
    ):
        yield _typed(facts, sight, group)
    yield _typed(facts, sight, RecordGroup.REMARKS, tuple(_honours(facts)))


def _typed(
    facts: Facts, sight: Sight, group: RecordGroup, before: tuple[Fact, ...] = ()
) -> FactGroup:
    fields = rules.GROUPS[group]
    return FactGroup(
        group.label,
        (*before, *(_fact(facts.member, field, sight) for field in fields)),
        group if set(fields) <= set(sight.to_edit) else None,
    )


def _fact(member: Member, field: RecordField, sight: Sight) -> Fact:
    value = in_words(getattr(member, field.value))
    if field not in rules.SEALED or field is sight.shown:
        return Fact(field.label, value)
    return Fact(
        field.label,
        rules.masked(field, value),
        field,
        may_show=bool(value) and field in sight.to_show,
    )


def in_words(value: Any) -> str:
    """Return a value of a record as people read it."""
    if isinstance(value, Term):
        return value.label
    return on_screen(value) if isinstance(value, date) else value or ""


def _first(facts: Facts, kind: EventKind) -> MemberEvent | None:
    return next((one for one in counting(facts.events) if one.kind is kind), None)


def _last(facts: Facts, *kinds: EventKind) -> MemberEvent | None:
    found = [one for one in counting(facts.events) if one.kind in kinds]
    return found[-1] if found else None


def _admission(facts: Facts) -> Iterable[Fact]:
    decided = _last(facts, EventKind.ADMISSION_DECIDED, EventKind.ADMITTED_AGAIN)
    ceremony = _last(facts, EventKind.ADMITTED, EventKind.ADMITTED_AGAIN)
    again = _last(facts, EventKind.ADMITTED_AGAIN)
    yield Fact("Ngày quyết định kết nạp", on_screen(facts.member.admitted_on))
    yield from _decision(decided)
    yield Fact("Ngày tổ chức lễ kết nạp", on_screen(facts.member.ceremony_on))
    if ceremony is not None:
        yield Fact("Chi bộ kết nạp", cell_named(ceremony))
    if again is not None:
        yield Fact("Kết nạp lại", on_screen(again.happened_on))


def _confirmation(facts: Facts) -> Iterable[Fact]:
    confirmed = _last(facts, EventKind.CONFIRMED) if facts.member.official_on else None
    yield Fact("Ngày công nhận chính thức", on_screen(facts.member.official_on))
    yield from _decision(confirmed)
    if confirmed is not None:
        yield Fact("Chi bộ", cell_named(confirmed))


def _decision(event: MemberEvent | None) -> Iterable[Fact]:
    if event is not None:
        yield Fact("Số quyết định", event.document_number or "")
        yield Fact("Ngày ký quyết định", on_screen(event.decided_on))
        yield Fact("Cơ quan quyết định", event.deciding_body or "")


def _party_age(facts: Facts) -> Iterable[Fact]:
    since, admitted = facts.member.party_age_from, facts.member.admitted_on
    decided = _first(facts, EventKind.ADMISSION_DECIDED)
    first = decided.happened_on if decided else admitted
    yield Fact("Ngày tính tuổi Đảng", on_screen(since))
    until = party_age_until(facts.spells, facts.day)
    yield Fact("Tuổi Đảng", f"{full_years(since, until)} năm" if since else "")
    if since and first and since > first:
        yield Fact("Thời gian không tính tuổi Đảng", f"{(since - first).days} ngày")


def _card(member: Member) -> Iterable[Fact]:
    yield Fact("Số thẻ đảng viên", member.card_number or "")
    yield Fact("Ngày cấp thẻ", on_screen(member.card_issued_on))
    yield Fact("Loại thẻ", in_words(member.card_kind))


def _party_life(facts: Facts) -> Iterable[Fact]:
    present = next((one for one in facts.memberships if _holds(one, facts.day)), None)
    held = [one for one in facts.appointments if one.ends_on is None or one.ends_on >= facts.day]
    yield Fact("Chi bộ", present.organisation.name if present else "")
    yield Fact("Mã tổ chức đảng", (present.organisation.party_code or "") if present else "")
    yield Fact("Tổ đảng", _group(facts.place, present))
    yield Fact("Về chi bộ từ ngày", on_screen(_arrived(facts, present)) if present else "")
    yield Fact("Tình trạng", present.status.label if present else "")
    yield Fact("Chức vụ Đảng", ", ".join(one.office.label for one in held) or "Đảng viên")


def _group(place: GroupPlace | None, present: Membership | None) -> str:
    """The group of the cell and the post in it; a place is over once its holder left the cell."""
    if place is None or present is None or place.organisation_id != present.organisation_id:
        return ""
    is_plain = place.post is GroupPost.MEMBER
    return place.group.name if is_plain else f"{place.group.name}, {place.post.label.lower()}"


def _arrived(facts: Facts, present: Membership) -> date:
    """The first day of the unbroken stay in the present cell, whatever the status."""
    arrived = present.starts_on
    for one in facts.memberships:
        is_before = one.ends_on is not None and (arrived - one.ends_on).days == 1
        if one.organisation_id == present.organisation_id and is_before:
            arrived = one.starts_on
    return arrived


_HONOURS = (
    (EventKind.BADGE_AWARDED, "Huy hiệu Đảng đã nhận"),
    (EventKind.COMMENDED, "Khen thưởng"),
    (EventKind.DISCIPLINED, "Kỷ luật"),
    (EventKind.PROGRESS_RECOGNISED, "Công nhận tiến bộ"),
)


def _honours(facts: Facts) -> Iterable[Fact]:
    happened = counting(facts.events)
    for kind, words in _HONOURS:
        lines = [
            f"{details_in_words(kind, one.details)} ({on_screen(one.happened_on)})".strip()
            for one in happened
            if one.kind is kind
        ]
        if lines or kind in (EventKind.BADGE_AWARDED, EventKind.COMMENDED):
            yield Fact(words, "; ".join(lines))
