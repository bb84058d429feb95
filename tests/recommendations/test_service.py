"""A cell asks, the office answers, the cell hears the answer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from partywork.audit.models import AuditEntry
from partywork.cells.models import Organisation
from partywork.core.actor import Actor, Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.notifications import service as notifications
from partywork.recommendations import service
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Progress, Subject
from tests.pdf.measure import words_of
from tests.support.make import Make

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def day(today: Callable[..., None]) -> None:
    today(DAY)


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell()


@pytest.fixture
def secretary(make: Make, cell: Organisation) -> Actor:
    return make.secretary(cell)


def asked(addressee: Addressee = Addressee.COMMITTEE, **changed: object) -> Asked:
    facts: dict[str, object] = {
        "text": "Bố trí phòng họp có máy chiếu",
        "subject": Subject.CONDITIONS,
        "addressee": addressee,
        "raised_on": date(2026, 11, 5),
        "due_on": date(2026, 11, 30),
    }
    return Asked(**{**facts, **changed})  # type: ignore[arg-type]


def test_the_office_answers_and_the_cell_hears_it(
    make: Make, cell: Organisation, secretary: Actor
) -> None:
    office = make.office(Desk.CLERICAL)
    one = service.record(secretary, cell.id, asked())

    service.answer(office, one.id, version=one.version, words="Đã bố trí", answered_on=DAY)
    waiting = service.to_read_out(secretary, cell.id, DAY)
    service.read_out(secretary, [one.id], on=DAY)

    assert [row.id for row in waiting] == [one.id]
    assert service.to_read_out(secretary, cell.id, DAY) == []
    assert service.show(secretary, one.id).progress is Progress.READ
    assert notifications.unread(secretary) == 1


def test_whoever_is_asked_has_a_day_to_answer_by_even_where_none_was_named(
    cell: Organisation, secretary: Actor
) -> None:
    one = service.record(secretary, cell.id, asked(due_on=None))

    assert one.due_on == date(2026, 12, 5)
    assert service.remind(date(2026, 12, 5)) == 0
    assert service.remind(date(2026, 12, 6)) == 1


def test_an_answer_of_a_later_day_does_not_wait_for_an_earlier_meeting(
    cell: Organisation, secretary: Actor
) -> None:
    one = service.record(secretary, cell.id, asked(Addressee.CELL))
    service.answer(secretary, one.id, version=one.version, words="Đồng ý", answered_on=DAY)

    assert service.to_read_out(secretary, cell.id, DAY - timedelta(days=1)) == []
    assert [row.id for row in service.to_read_out(secretary, cell.id, DAY)] == [one.id]


def test_who_reads_what(make: Make, cell: Organisation, secretary: Actor) -> None:
    above = service.record(secretary, cell.id, asked())
    own = service.record(secretary, cell.id, asked(Addressee.CELL))

    def sees(actor: Actor) -> set[object]:
        return {line.one.id for lines in service.listed(actor).values() for line in lines}

    assert sees(make.plain_member(cell)) == {above.id, own.id}
    assert sees(make.office()) == {above.id}
    assert sees(make.committee()) == {above.id}
    assert sees(make.secretary(make.cell())) == set()
    assert sees(make.administrator()) == set()
    with pytest.raises(NotVisible):
        service.show(make.office(), own.id)


def test_only_officers_write_down_and_only_the_office_answers_for_the_committee(
    make: Make, cell: Organisation, secretary: Actor
) -> None:
    one = service.record(secretary, cell.id, asked())

    with pytest.raises(NotAllowed):
        service.record(make.plain_member(cell), cell.id, asked())
    for actor in (secretary, make.plain_member(cell), make.committee()):
        with pytest.raises(NotAllowed):
            service.answer(actor, one.id, version=one.version, words="Có", answered_on=DAY)


def test_an_answer_from_elsewhere_is_written_down_by_the_officers(
    cell: Organisation, secretary: Actor
) -> None:
    one = service.record(
        secretary, cell.id, asked(Addressee.AGENCY, addressed_to="Văn phòng Liên hiệp hội")
    )

    done = service.answer(secretary, one.id, version=one.version, words="Đồng ý", answered_on=DAY)

    assert (done.answer, done.answered_by) == ("Đồng ý", secretary.name)


def test_what_was_answered_does_not_change(
    make: Make, cell: Organisation, secretary: Actor
) -> None:
    one = service.record(secretary, cell.id, asked())
    changed = service.change(secretary, one.id, version=one.version, asked=asked(text="Hai phòng"))
    with pytest.raises(Stale):
        service.change(secretary, one.id, version=changed.version - 1, asked=asked())
    service.answer(make.office(), one.id, version=changed.version, words="Đồng ý", answered_on=DAY)

    with pytest.raises(RuleBroken, match="đã được trả lời"):
        service.change(
            secretary, one.id, version=service.get(secretary, one.id).version, asked=asked()
        )


def test_who_is_late_to_answer_is_reminded_once(
    make: Make, cell: Organisation, secretary: Actor
) -> None:
    office = make.office()
    service.record(secretary, cell.id, asked(due_on=date(2026, 11, 10)))
    service.record(secretary, cell.id, asked())

    assert service.remind(DAY) == 1
    assert service.remind(DAY) == 0
    assert notifications.unread(office) == 1


def test_the_office_prints_what_all_cells_ask_and_a_cell_what_it_asks_itself(
    make: Make, cell: Organisation, secretary: Actor
) -> None:
    office = make.office()
    asked_by = secretary.member_id
    service.record(secretary, cell.id, asked(raised_by_id=asked_by))
    service.record(secretary, cell.id, asked(Addressee.CELL, text="Họp sớm hơn"))

    name, above = service.printed(office)
    _, own = service.printed(secretary)
    _, waiting = service.printed(office, progress=Progress.READ)

    assert name == f"Tổng hợp kiến nghị {make.organisation().name}.pdf"
    assert f"{cell.name} (đồng chí {secretary.name})" in words_of(above)
    assert "Họp sớm hơn" not in words_of(above)
    assert "Họp sớm hơn" in words_of(own)
    assert "Không có kiến nghị." in words_of(waiting)
    asking = select(AuditEntry).where(AuditEntry.action == "recommendation.print")
    prints = db.session.scalars(asking.execution_options(partywork_scoped=True))
    assert sorted(one.changes["rows"] for one in prints) == [0, 1, 2]
    with pytest.raises(NotAllowed):
        service.printed(make.plain_member(cell))


def test_a_state_secret_is_refused(cell: Organisation, secretary: Actor) -> None:
    with pytest.raises(RuleBroken):
        service.record(secretary, cell.id, asked(text="TUYỆT MẬT"))
