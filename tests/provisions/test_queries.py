"""What is in force is asked once in a transaction, and anew as soon as it may be something else."""

from datetime import date

from partywork.core.db import db, taken_back, transaction
from partywork.provisions import service
from partywork.provisions.terms import ProvisionKey
from tests.provisions.test_service import KEY, change
from tests.support.queries import count_queries

DAY = date(2027, 1, 1)
TET = date(2027, 2, 8)


def test_what_is_in_force_is_asked_once_in_a_transaction(make):
    make.office()

    with count_queries() as asked, transaction():
        for _ in range(3):
            service.value(KEY, DAY)
            service.value(KEY, date(2026, 11, 5))
            service.values([KEY, ProvisionKey.PAPERS_DAYS_BEFORE], DAY)
            service.holidays()

    assert len([one for one in asked if one.startswith("SELECT provisions")]) == 2
    assert len([one for one in asked if one.startswith("SELECT holidays")]) == 1


def test_a_change_counts_at_once_in_the_use_case_that_makes_it(make):
    office = make.office()

    with transaction():
        before = service.value(KEY, DAY)
        change(office)
        after = service.value(KEY, DAY)

    assert (before, after) == (25, 20)


def test_a_new_day_of_rest_counts_at_once_and_one_taken_out_no_more(make):
    office = make.office()

    with transaction():
        assert TET not in service.holidays()
        service.add_holidays(office, first_on=TET, last_on=None, name="Nghỉ bù")
        db.session.flush()
        assert TET in service.holidays()
        service.remove_holiday(office, TET)
        db.session.flush()
        assert TET not in service.holidays()


def test_what_was_only_tried_is_forgotten(make):
    office = make.office()

    with transaction():
        with taken_back():
            change(office)
            tried = service.value(KEY, DAY)
        kept = service.value(KEY, DAY)

    assert (tried, kept) == (20, 25)


def test_the_next_transaction_asks_anew(make):
    make.office()
    service.value(KEY, DAY)

    with count_queries() as asked:
        service.value(KEY, DAY)

    assert len(asked) == 1
