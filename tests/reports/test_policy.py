from dataclasses import replace
from datetime import date

from partywork.accounts.service.actors import person_of
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.reports import policy
from partywork.reports.models import Report
from partywork.reports.terms import ReportStatus


def report_of(cell, *, is_sent=False):
    with transaction():
        report = Report(
            organisation_id=cell.id,
            year=2026,
            month=11,
            period_from=date(2026, 11, 1),
            period_to=date(2026, 11, 30),
            due_on=date(2026, 11, 25),
            status=ReportStatus.SENT if is_sent else ReportStatus.DRAFT,
            filed_at=clock.now() if is_sent else None,
            organisation=cell,
        )
        db.session.add(report)
    return report


def sees(actor):
    return len(list(db.session.scalars(policy.visible(actor))))


def test_a_draft_is_its_cells_own(make):
    cell = make.cell()
    report_of(cell)

    assert sees(make.secretary(cell)) == 1
    assert sees(make.inspector(case_for=cell)) == 1
    assert sees(system(clock.today())) == 1
    for actor in (
        make.secretary(make.cell()),
        make.plain_member(cell),
        make.office(),
        make.committee(),
        make.inspector(),
        make.administrator(),
    ):
        assert sees(actor) == 0


def test_what_was_sent_is_read_from_above_and_by_no_other_cell(make):
    cell = make.cell()
    report_of(cell, is_sent=True)

    for actor in (make.secretary(cell), make.office(), make.committee(), make.inspector()):
        assert sees(actor) == 1
    for actor in (make.secretary(make.cell()), make.plain_member(cell), make.administrator()):
        assert sees(actor) == 0


def test_officers_write_secretaries_send_and_the_office_reviews(make):
    cell = make.cell()
    report = report_of(cell)
    secretary, office = make.secretary(cell), make.office()
    other = make.secretary(make.cell())

    assert policy.may_begin(secretary, cell)
    assert not policy.may_begin(other, cell)
    assert policy.may_write(secretary, report)
    assert not policy.may_write(office, report)
    assert policy.may_send(make.deputy(cell), report)
    assert not policy.may_send(other, report)
    assert policy.may_review(office)
    assert not policy.may_review(make.committee())


def test_drafts_are_read_by_officers_and_with_a_case(make):
    cell = make.cell()
    report = report_of(cell)

    assert policy.reads_draft(make.secretary(cell), report)
    assert policy.reads_draft(make.inspector(case_for=cell), report)
    assert not policy.reads_draft(make.inspector(case_for=make.organisation()), report)
    assert not policy.reads_draft(make.inspector(), report)
    assert not policy.reads_draft(make.office(), report)


def test_the_board_is_for_those_above(make):
    for actor in (make.office(), make.committee(), make.inspector()):
        assert policy.may_follow(actor)
    assert not policy.may_follow(make.secretary(make.cell()))
    assert not policy.may_follow(person_of(make.user(), clock.today()).actor)


def test_the_office_writes_and_sends_for_a_cell_none_followed(make):
    cell, office = make.cell(), make.office()
    report = report_of(cell)
    others = (make.committee(), make.secretary(make.cell()), make.inspector())
    assert policy.reader_of(office, report) is office
    with transaction():
        cell.dissolved_on = date(2026, 11, 15)

    later = replace(office, day=date(2026, 11, 20))

    assert sees(later) == 1
    assert policy.may_begin(later, cell)
    assert policy.may_write(later, report)
    assert policy.reads_draft(later, report)
    assert policy.may_send(later, report)
    assert policy.is_in_stead(later, report)
    assert policy.reader_of(later, report).is_system
    for actor in (replace(one, day=later.day) for one in others):
        assert sees(actor) == 0
        assert not policy.may_begin(actor, cell)
        assert not policy.may_send(actor, report)
