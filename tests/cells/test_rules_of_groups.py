from datetime import date
from uuid import UUID

import pytest

from partywork.cells.rules import groups
from partywork.cells.terms import GroupPost
from partywork.core.errors import RuleBroken

AN, BINH, CUC = (UUID(int=number) for number in (1, 2, 3))


def test_two_groups_of_a_cell_do_not_share_a_name():
    groups.check_name("Tổ đảng số 2", ["Tổ đảng số 1"])
    with pytest.raises(RuleBroken, match="tên này"):
        groups.check_name("tổ đảng số 1", ["Tổ đảng số 1"])


def test_a_group_takes_only_people_of_the_cell_who_are_in_no_other():
    groups.check_members([AN], [AN, BINH], [BINH])
    with pytest.raises(RuleBroken, match="đang sinh hoạt"):
        groups.check_members([CUC], [AN, BINH], [])
    with pytest.raises(RuleBroken, match="tổ đảng khác"):
        groups.check_members([AN, BINH], [AN, BINH], [BINH])


def test_leaders_are_official_members_of_the_group_and_two_people():
    groups.check_leaders([AN, BINH], [AN, BINH], AN, BINH)
    groups.check_leaders([AN], [], None, None)
    with pytest.raises(RuleBroken, match="phải là tổ viên"):
        groups.check_leaders([AN], [AN, BINH], AN, BINH)
    with pytest.raises(RuleBroken, match="chính thức"):
        groups.check_leaders([AN, BINH], [BINH], AN, None)
    with pytest.raises(RuleBroken, match="khác nhau"):
        groups.check_leaders([AN], [AN], AN, AN)


def test_a_post_follows_from_who_leads():
    assert groups.post_of(AN, AN, BINH) is GroupPost.LEADER
    assert groups.post_of(BINH, AN, BINH) is GroupPost.DEPUTY
    assert groups.post_of(CUC, AN, BINH) is GroupPost.MEMBER


def test_nothing_changes_before_a_group_was_formed():
    groups.check_day(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="01/01/2026"):
        groups.check_day(date(2025, 12, 31), date(2026, 1, 1))
