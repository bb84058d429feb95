"""What may be wrong in the records of members, taken alone and compared with each other."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from uuid import UUID

from partywork.cells.rules.card_numbers import card_key, is_card_number
from partywork.cells.rules.membership import Probation, full_years, is_official
from partywork.cells.rules.record import citizen_id_doubts
from partywork.cells.terms import MembershipStatus
from partywork.checks.rules.facts import Finding, Happening, Person, about
from partywork.checks.terms import CheckKind
from partywork.core.display import day as on_screen

_ADMISSION_AGE = 18
_OLDEST = 110
_CITIZEN_ID_LENGTH = 12
# In this order one after another: domain, cells and meetings §2.2 (Điều lệ Đảng, Điều 4 and 5).
_ORDERED = (
    ("admitted_on", "ngày quyết định kết nạp"),
    ("ceremony_on", "ngày lễ kết nạp"),
    ("official_on", "ngày chính thức"),
    ("card_issued_on", "ngày cấp thẻ"),
)

Key = Callable[[Person], Hashable | None]


def check_people(
    people: Iterable[Person],
    day: date,
    probation: Probation,
    apart: Collection[frozenset[UUID]] = (),
) -> list[Finding]:
    """Check the records of members as they stand on a day.

    Those who have left are compared with others and their days are checked; their standing and
    what is missing no longer matter, but that the card came back. `apart` are the pairs that were
    found to be two persons.
    """
    known = list(people)
    found = [*_same_person(known, apart), *_duplicates(known)]
    for person in known:
        found.extend(_numbers(person))
        found.extend(_days(person, day))
        if not person.has_left:
            found.extend(_standing(person, day, probation))
            found.extend(_missing(person))
        elif person.keeps_card:
            found.append(about(person, CheckKind.CARD_NOT_RETURNED, _card_of(person)))
    return found


def _card_of(person: Person) -> str:
    return f"Thẻ số {person.card_number}" if person.card_number else "Thẻ chưa ghi số"


def check_events(
    people: Iterable[Person], happenings: Iterable[Happening], day: date
) -> Iterator[Finding]:
    """Find events before the birth of their member and on days still to come."""
    known = {person.key: person for person in people}
    for one in happenings:
        person = known.get(one.member)
        if person is None:
            continue
        words = f"{one.kind.label} ngày {on_screen(one.happened_on)}"
        if one.happened_on < person.born_on:
            said = f"{words}, trước ngày sinh {on_screen(person.born_on)}"
            yield about(person, CheckKind.EVENT_TOO_EARLY, said)
        if one.happened_on > day:
            yield about(person, CheckKind.EVENT_IN_FUTURE, words)


def _same_person(people: list[Person], apart: Collection[frozenset[UUID]]) -> Iterator[Finding]:
    for group in _groups(people, lambda one: (one.folded_name, one.born_on)):
        for person, other in combinations(group, 2):
            if frozenset((person.key, other.key)) not in apart:
                found = about(person, CheckKind.SAME_PERSON, _with(person, [other]))
                yield replace(found, other=other.key, other_cell=other.cell)


def _duplicates(people: list[Person]) -> Iterator[Finding]:
    yield from _swapped(people)
    yield from _alike(people, CheckKind.SAME_CITIZEN_ID, lambda one: _digits(one.citizen_id))
    yield from _alike(
        people, CheckKind.SAME_CARD, lambda one: card_key(one.card_number or "") or None
    )
    yield from _alike(people, CheckKind.SAME_PHONE, lambda one: one.phone_key)


def _digits(number: str | None) -> str | None:
    """A spreadsheet drops leading zeros and people part numbers; the number is the same."""
    digits = "".join(c for c in number or "" if c.isdecimal()).lstrip("0")
    return digits or None


def _groups(people: Iterable[Person], key: Key) -> Iterator[list[Person]]:
    met: defaultdict[Hashable, list[Person]] = defaultdict(list)
    for person in people:
        value = key(person)
        if value is not None:
            met[value].append(person)
    return (group for group in met.values() if len(group) > 1)


def _alike(people: list[Person], kind: CheckKind, key: Key) -> Iterator[Finding]:
    for group in _groups(people, key):
        for person in group:
            yield about(person, kind, _with(person, group))


def _swapped(people: list[Person]) -> Iterator[Finding]:
    def words(one: Person) -> Hashable:
        return (*sorted(one.folded_name.split()), one.born_on)

    for group in _groups(people, words):
        for person in group:
            others = [one for one in group if one.folded_name != person.folded_name]
            if others:
                yield about(person, CheckKind.SWAPPED_NAME, _with(person, others))


def _with(person: Person, group: list[Person]) -> str:
    others = [one for one in group if one.key != person.key]
    told = (f"{one.full_name} ({one.cell_name or 'không ở chi bộ nào'})" for one in others)
    return f"Cùng với {'; '.join(told)}"


def _numbers(person: Person) -> Iterator[Finding]:
    number, card = person.citizen_id, person.card_number
    if number is not None and not (number.isdecimal() and len(number) == _CITIZEN_ID_LENGTH):
        words = f"Số đã ghi có {len(number)} ký tự"
        yield about(person, CheckKind.BAD_CITIZEN_ID, words)
    elif doubts := citizen_id_doubts(number, person.sex, person.born_on):
        yield about(person, CheckKind.DOUBTFUL_CITIZEN_ID, " ".join(doubts))
    if card is not None and not is_card_number(card):
        yield about(person, CheckKind.BAD_CARD, f"Số thẻ đã ghi: {card}")


def _days(person: Person, day: date) -> Iterator[Finding]:
    born, admitted = person.born_on, person.admitted_on
    if not _ADMISSION_AGE <= full_years(born, day) <= _OLDEST:
        words = f"Ngày sinh {on_screen(born)}, {full_years(born, day)} tuổi"
        yield about(person, CheckKind.BIRTH, words)
    if admitted and full_years(born, admitted) < _ADMISSION_AGE:
        words = f"Vào Đảng ngày {on_screen(admitted)} khi mới {full_years(born, admitted)} tuổi"
        yield about(person, CheckKind.TOO_YOUNG, words)
    since = person.party_age_from
    if since and full_years(born, since) < _ADMISSION_AGE:
        words = f"Tuổi Đảng tính từ {on_screen(since)} khi mới {full_years(born, since)} tuổi"
        yield about(person, CheckKind.PARTY_AGE, words)
    yield from _out_of_order(person)


def _out_of_order(person: Person) -> Iterator[Finding]:
    given = [(getattr(person, name), words) for name, words in _ORDERED]
    known = [(day, words) for day, words in given if day is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if later < earlier:
            said = (
                f"{second[0].upper()}{second[1:]} {on_screen(later)} trước {first} "
                f"{on_screen(earlier)}"
            )
            yield about(person, CheckKind.DAYS_OUT_OF_ORDER, said)


def _standing(person: Person, day: date, probation: Probation) -> Iterator[Finding]:
    status, official_on = person.status, person.official_on
    if status is None:
        if not person.is_awaited:
            yield about(person, CheckKind.NO_CELL, "Hôm nay không có nơi sinh hoạt nào trong sổ")
        return
    if status is MembershipStatus.TEMPORARY_GUEST:
        return
    if is_official(status):
        if official_on is None or official_on > day:
            words = (
                f"Tình trạng «{status.label}», ngày chính thức {on_screen(official_on) or 'trống'}"
            )
            yield about(person, CheckKind.OFFICIAL_WITHOUT_DAY, words)
        return
    yield from _probation(person, day, probation)


def _probation(person: Person, day: date, probation: Probation) -> Iterator[Finding]:
    if person.official_on is not None and person.official_on <= day:
        words = f"Ngày chính thức đã ghi {on_screen(person.official_on)}"
        yield about(person, CheckKind.PROBATIONARY_WITH_DAY, words)
    if person.card_number is not None:
        words = f"Số thẻ đã ghi: {person.card_number}"
        yield about(person, CheckKind.PROBATIONARY_WITH_CARD, words)
    if person.ceremony_on is None:
        words = "Chưa ghi ngày tổ chức lễ kết nạp"
        yield about(person, CheckKind.NO_CEREMONY_DAY, words)
    since = person.ceremony_on or person.admitted_on
    if since is not None and probation.ends_on(since) < day:
        ended = on_screen(probation.ends_on(since))
        yield about(person, CheckKind.PROBATION_OVERDUE, f"Hết thời gian dự bị ngày {ended}")


def _missing(person: Person) -> Iterator[Finding]:
    if person.missing and person.status is not MembershipStatus.TEMPORARY_GUEST:
        yield about(person, CheckKind.MISSING_FIELDS, f"Thiếu: {', '.join(person.missing)}")
