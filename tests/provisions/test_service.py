from datetime import date

import pytest

from partywork.audit import service as audit
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.provisions import service
from partywork.provisions.terms import Certainty, ProvisionKey, ProvisionKind

DAY = date(2026, 11, 5)
KEY = ProvisionKey.REPORT_MONTHLY_DUE_DAY


def change(actor, new_value=20, valid_from=date(2027, 1, 1), key=KEY, note=""):
    return service.change(
        actor,
        key,
        new_value=new_value,
        valid_from=valid_from,
        certainty=Certainty.PROPOSED,
        legal_text_id=None,
        article="Điều 1",
        note=note,
    )


def test_every_key_has_a_value_a_kind_and_a_heading(app):
    assert {provision.key for provision in service.all_in_force(DAY)} == set(ProvisionKey)
    assert all(service.kind_of(key) in ProvisionKind for key in ProvisionKey)
    grouped = [one.key for found in service.by_group(DAY).values() for one in found]
    assert sorted(grouped) == sorted(ProvisionKey)


def test_a_new_value_holds_from_its_day_and_the_old_one_before(make):
    change(make.office())

    assert service.value(KEY, date(2026, 12, 31)) == 25
    assert service.value(KEY, date(2027, 1, 1)) == 20
    assert [one.value for one in service.history(KEY)] == [20, 25]


def test_a_second_change_on_the_same_day_replaces_the_first(make):
    office = make.office()
    change(office)

    change(office, new_value=22)

    assert [one.value for one in service.history(KEY)] == [22, 25]


def test_the_change_is_in_the_trail_of_the_committee(make):
    change(make.office())

    entry = audit.entries(make.committee_secretary())[0]

    assert entry.action == "provision.change"
    assert entry.changes["value"] == ["25", "20"]
    assert entry.changes["key"] == KEY.label


@pytest.mark.parametrize("who", ["committee", "inspector", "administrator"])
def test_only_the_office_changes_values(make, who):
    with pytest.raises(NotAllowed):
        change(getattr(make, who)())


def test_a_value_that_nothing_could_work_with_is_refused(make):
    with pytest.raises(RuleBroken):
        change(make.office(), new_value=99)


def test_a_rule_of_older_days_can_be_entered_and_leaves_the_present_alone(make):
    with pytest.raises(RuleBroken, match="Chưa có quy định"):
        service.value(KEY, date(2001, 1, 1))

    change(make.office(), valid_from=date(2001, 1, 1))

    assert service.value(KEY, date(2001, 1, 1)) == 20
    assert service.value(KEY, date(2026, 11, 5)) == 25


def test_seeding_again_keeps_what_the_office_changed(make):
    change(make.office(), valid_from=date(2025, 1, 1))

    service.seed()

    assert [one.value for one in service.history(KEY)] == [20]


def test_a_note_with_a_state_secret_mark_is_refused(make):
    with pytest.raises(RuleBroken, match="Luật 117"):
        change(make.office(), note="(TỐI MẬT)")
    assert [one.value for one in service.history(KEY)] == [25]
