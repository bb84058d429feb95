from datetime import date
from uuid import uuid4

import pytest

from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.dues.service import relieving
from partywork.dues.service.sheets import month_sheet
from partywork.dues.terms import ReliefGround, ReliefPercent, Why
from partywork.notifications import service as notifications
from tests.dues.keeping import JULY, Keeping

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)


@pytest.fixture
def kept(make, today):
    today(date(2026, 7, 10))
    return Keeping.begun(make)


def relieve(
    kept,
    by=None,
    *,
    whom=None,
    percent=ReliefPercent.FIFTY,
    to_month=SEPTEMBER,
    since=JULY,
    number="03-NQ/CB",
):
    return relieving.relieve(
        by or kept.secretary,
        (whom or kept.member).member_id,
        ground=ReliefGround.HARDSHIP,
        percent=percent,
        from_month=since,
        to_month=to_month,
        decision_number=number,
        decided_on=date(2026, 7, 5),
    )


def due(kept, month=JULY):
    lines = month_sheet(kept.secretary, kept.cell.id, month).lines
    return next(line.due for line in lines if line.member_id == kept.member.member_id)


def test_a_decision_lowers_the_dues_while_it_holds(kept):
    relieve(kept)

    assert due(kept).amount == 62_000
    assert due(kept, Month(2026, 9)).why is Why.REDUCED
    assert due(kept, Month(2026, 10)).amount == 123_000


def test_t22_more_than_twelve_months_are_refused(kept):
    with pytest.raises(RuleBroken, match="không quá 12 tháng"):
        relieve(kept, to_month=Month(2027, 8))


def test_nobody_records_their_own_and_only_officers_do(make, kept):
    with pytest.raises(NotAllowed):
        relieve(kept, whom=kept.secretary)
    with pytest.raises(NotAllowed):
        relieve(kept, by=make.office())
    with pytest.raises(NotVisible):
        relieve(kept, by=make.secretary(make.cell()))


def test_why_it_was_lowered_is_sealed(kept):
    relief = relieve(kept)

    assert relief.reason is ReliefGround.HARDSHIP
    assert b"hardship" not in relief.ground_sealed


def test_a_relief_may_end_earlier_but_not_later_nor_in_a_closed_month(kept):
    relief = relieve(kept)

    def end(month, version=relief.version):
        return relieving.end_relief(kept.secretary, relief.id, version=version, to_month=month)

    with pytest.raises(RuleBroken, match="quyết định mới"):
        end(Month(2026, 10))
    with pytest.raises(RuleBroken, match="trước tháng đầu"):
        end(Month(2026, 6))
    with pytest.raises(Stale):
        end(AUGUST, version=99)
    ended = end(AUGUST)
    assert due(kept, Month(2026, 9)).amount == 123_000
    kept.close(
        JULY,
    )
    with pytest.raises(RuleBroken, match="đã chốt"):
        end(Month(2026, 6), version=ended.version)
    with pytest.raises(NotVisible):
        relieving.for_ending(kept.secretary, uuid4())


def test_the_secretary_is_told_once_that_a_relief_ends(kept, today):
    relieve(kept)
    relieve(kept, percent=ReliefPercent.THIRTY, to_month=Month(2027, 1), number="07-NQ/CB")
    today(date(2026, 8, 30))
    assert relieving.tell_of_ending_reliefs() == 0
    today(date(2026, 8, 31))

    assert relieving.tell_of_ending_reliefs() == 1
    assert relieving.tell_of_ending_reliefs() == 0

    told, _count = notifications.inbox(kept.secretary)
    assert [one.title for one in told] == ["Miễn, giảm đảng phí sắp hết hạn 30/09/2026"]


def test_a_relief_that_ended_long_ago_is_not_told(kept, today):
    relieve(kept)
    today(date(2026, 12, 5))

    relieving.tell_of_ending_reliefs()

    assert notifications.inbox(kept.secretary)[1] == 0


def test_a_decision_is_recorded_once_for_the_same_months(make, kept):
    relieve(kept)

    with pytest.raises(RuleBroken, match="đã ghi cho đồng chí này từ tháng 7/2026") as refused:
        relieve(kept, since=SEPTEMBER, to_month=Month(2027, 1), number="03-nq/cb")

    assert refused.value.field == "decision_number"
    relieve(kept, since=Month(2026, 10), to_month=Month(2027, 1))
    relieve(kept, number="07-NQ/CB")
    other = make.plain_member(kept.cell)
    relieve(kept, whom=other)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (Month(1900, 11), "không có tháng nào trước tháng 7/2026"),
        (Month(2026, 6), "không có tháng nào trước tháng 7/2026"),
        (Month(2027, 8), "Chỉ ghi trước đến tháng 7/2027"),
    ],
)
def test_a_relief_from_out_of_reach_is_refused(kept, since, words):
    with pytest.raises(RuleBroken, match=words):
        relieve(kept, since=since, to_month=since.shift(1))
