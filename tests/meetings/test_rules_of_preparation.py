from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.documents.terms import AccessClass
from partywork.meetings.rules import (
    agenda_key,
    check_absence_reason,
    check_agenda_open,
    check_answer,
    check_can_be_prepared,
    check_decides,
    check_group,
    check_has_hall,
    check_link,
    check_opening_time,
    check_paper_removable,
    check_place,
    check_roll_call_open,
    check_theme,
    is_of_delegates,
    kinds_of,
    meeting_title,
    merge_paragraphs,
    paper_access,
    theme_missing,
)
from partywork.meetings.rules.preparing import check_delegate, check_delegates_open
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    Place,
)
from partywork.provisions.terms import ProvisionKey

NOVEMBER = Month(2026, 11)
NOW = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        (MeetingKind.REGULAR, BodyKind.CELL, "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"),
        (MeetingKind.THEMATIC, BodyKind.CELL, "Sinh hoạt chi bộ chuyên đề tháng 11 năm 2026"),
        (MeetingKind.EXTRAORDINARY, BodyKind.CELL, "Họp chi bộ bất thường tháng 11 năm 2026"),
        (
            MeetingKind.CONGRESS,
            BodyKind.COMMITTEE,
            "Đại hội đại biểu Đảng bộ tháng 11 năm 2026",
        ),
        (MeetingKind.CONFERENCE, BodyKind.CELL_COMMITTEE, "Hội nghị chi ủy tháng 11 năm 2026"),
        (
            MeetingKind.CONFERENCE,
            BodyKind.STANDING_COMMITTEE,
            "Hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026",
        ),
        (
            MeetingKind.EXTRAORDINARY,
            BodyKind.COMMITTEE,
            "Hội nghị Đảng ủy bất thường tháng 11 năm 2026",
        ),
    ],
)
def test_a_meeting_is_called_after_its_body_kind_and_month(kind, body, title):
    assert meeting_title(kind, body, NOVEMBER) == title


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_a_cells_meeting_has_a_name(kind):
    assert NOVEMBER.label in meeting_title(kind, BodyKind.CELL, NOVEMBER)


def test_only_a_cell_has_sinh_hoat():
    assert MeetingKind.REGULAR in kinds_of(BodyKind.CELL)
    for body in set(BodyKind) - {BodyKind.CELL}:
        assert set(kinds_of(body)) - {MeetingKind.CONGRESS} == {
            MeetingKind.CONFERENCE,
            MeetingKind.EXTRAORDINARY,
            MeetingKind.REVIEW,
        }


def test_a_congress_is_a_cells_or_convened_by_the_committee_of_a_party_body():
    convening = {body for body in BodyKind if MeetingKind.CONGRESS in kinds_of(body)}

    assert convening == {BodyKind.CELL, BodyKind.COMMITTEE}
    assert [is_of_delegates(MeetingKind.CONGRESS, body) for body in BodyKind].count(True) == 1


def test_delegates_are_named_before_the_congress_begins():
    congress, of_all = MeetingKind.CONGRESS, BodyKind.COMMITTEE
    for status in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
        check_delegates_open(congress, of_all, status)
    with pytest.raises(RuleBroken, match="đã khai mạc"):
        check_delegates_open(congress, of_all, MeetingStatus.OPEN)
    for kind, body in ((congress, BodyKind.CELL), (MeetingKind.CONFERENCE, of_all)):
        with pytest.raises(RuleBroken, match="đại hội Đảng bộ"):
            check_delegates_open(kind, body, MeetingStatus.PLANNED)


@pytest.mark.parametrize(
    "status", [None, MembershipStatus.PROBATIONARY, MembershipStatus.SUSPENDED]
)
def test_who_may_not_stand_for_election_is_no_delegate(status):
    check_delegate("Hà", MembershipStatus.OFFICIAL)
    with pytest.raises(RuleBroken, match="Đ/c Hà không phải đảng viên chính thức"):
        check_delegate("Hà", status)


@pytest.mark.parametrize(
    ("kind", "body", "key"),
    [
        (MeetingKind.REGULAR, BodyKind.CELL, ProvisionKey.AGENDA_REGULAR),
        (MeetingKind.COMBINED, BodyKind.CELL, ProvisionKey.AGENDA_COMBINED),
        (MeetingKind.CONGRESS, BodyKind.CELL, ProvisionKey.AGENDA_CONGRESS),
        (MeetingKind.CONGRESS, BodyKind.COMMITTEE, ProvisionKey.AGENDA_DELEGATES),
        (MeetingKind.CONFERRING, BodyKind.CELL, ProvisionKey.AGENDA_CELL_COMMITTEE),
        (MeetingKind.EXTRAORDINARY, BodyKind.CELL, ProvisionKey.AGENDA_BODY),
        (MeetingKind.CONFERENCE, BodyKind.CELL_COMMITTEE, ProvisionKey.AGENDA_CELL_COMMITTEE),
        (MeetingKind.CONFERENCE, BodyKind.COMMITTEE, ProvisionKey.AGENDA_BODY),
        (
            MeetingKind.CONFERENCE,
            BodyKind.STANDING_COMMITTEE,
            ProvisionKey.AGENDA_STANDING_COMMITTEE,
        ),
        (
            MeetingKind.CONFERENCE,
            BodyKind.INSPECTION_COMMISSION,
            ProvisionKey.AGENDA_INSPECTION,
        ),
        (MeetingKind.REVIEW, BodyKind.STANDING_COMMITTEE, ProvisionKey.AGENDA_REVIEW),
    ],
)
def test_a_meeting_begins_with_the_agenda_of_its_kind_or_of_its_body(kind, body, key):
    assert agenda_key(kind, body) is key


def test_a_thematic_part_has_a_name():
    check_theme(MeetingKind.REGULAR, "")
    check_theme(MeetingKind.COMBINED, "Chuyển đổi số")
    for kind in (MeetingKind.THEMATIC, MeetingKind.COMBINED):
        with pytest.raises(RuleBroken, match="chuyên đề"):
            check_theme(kind, " ")


def test_only_the_meeting_of_a_group_names_one():
    check_group(MeetingKind.GROUP, uuid4())
    check_group(MeetingKind.REGULAR, None)
    for kind, group in ((MeetingKind.GROUP, None), (MeetingKind.REGULAR, uuid4())):
        with pytest.raises(RuleBroken, match="tổ đảng"):
            check_group(kind, group)


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_part_of_the_cell_decides_nothing(kind):
    if kind in (MeetingKind.GROUP, MeetingKind.CONFERRING):
        with pytest.raises(RuleBroken, match="không biểu quyết"):
            check_decides(kind)
    else:
        check_decides(kind)


@pytest.mark.parametrize(
    ("kind", "held", "reminds"),
    [
        (MeetingKind.REGULAR, 0, True),
        (MeetingKind.REGULAR, 1, False),
        (MeetingKind.COMBINED, 0, False),
        (MeetingKind.THEMATIC, 0, False),
    ],
)
def test_a_quarter_without_a_theme_is_told(kind, held, reminds):
    told = theme_missing(kind, Quarter(2026, 4), held, 1)

    assert bool(told) is reminds
    assert "quý 4 năm 2026" in (told or "quý 4 năm 2026")


@pytest.mark.parametrize("link", ["", "https://hop.example.vn/a"])
def test_no_link_and_a_secure_link_are_right(link):
    check_link(link)


@pytest.mark.parametrize("link", ["http://a.vn", "javascript:alert(1)", "//a.vn", "a.vn"])
def test_any_other_link_is_refused(link):
    with pytest.raises(RuleBroken, match="https"):
        check_link(link)


def test_preparation_ends_with_the_opening():
    for status in MeetingStatus:
        if status in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
            check_can_be_prepared(status)
        else:
            with pytest.raises(RuleBroken):
                check_can_be_prepared(status)


def test_the_agenda_is_open_until_the_meeting_closes():
    for status in (MeetingStatus.PLANNED, MeetingStatus.INVITED, MeetingStatus.OPEN):
        check_agenda_open(status)
    for status in (MeetingStatus.CLOSED, MeetingStatus.FILED, MeetingStatus.CANCELLED):
        with pytest.raises(RuleBroken):
            check_agenda_open(status)


def test_the_roll_is_called_only_while_the_meeting_is_open():
    check_roll_call_open(MeetingStatus.OPEN)
    for status in set(MeetingStatus) - {MeetingStatus.OPEN}:
        with pytest.raises(RuleBroken):
            check_roll_call_open(status)


def test_a_meeting_begins_now_or_earlier():
    check_opening_time(NOW, NOW)
    check_opening_time(NOW - timedelta(days=3), NOW)
    with pytest.raises(RuleBroken):
        check_opening_time(NOW + timedelta(minutes=1), NOW)


def test_people_answer_while_they_are_invited():
    check_answer(MeetingStatus.INVITED, InvitationAnswer.COMING, "")
    check_answer(MeetingStatus.INVITED, InvitationAnswer.ASKS_ABSENCE, "Ốm")


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (MeetingStatus.PLANNED, InvitationAnswer.COMING, ""),
        (MeetingStatus.OPEN, InvitationAnswer.COMING, ""),
        (MeetingStatus.INVITED, InvitationAnswer.NONE, ""),
        (MeetingStatus.INVITED, InvitationAnswer.ASKS_ABSENCE, "  "),
    ],
)
def test_an_answer_is_refused(status, answer, reason):
    with pytest.raises(RuleBroken):
        check_answer(status, answer, reason)


@pytest.mark.parametrize(
    ("mode", "place", "is_named"),
    [
        (MeetingMode.IN_PERSON, Place.HALL, False),
        (MeetingMode.HYBRID, Place.HALL, False),
        (MeetingMode.HYBRID, Place.ONLINE, True),
        (MeetingMode.ONLINE, Place.ONLINE, False),
    ],
)
def test_a_place_fits_the_mode(mode, place, is_named):
    check_place(mode, place, is_named=is_named)


@pytest.mark.parametrize(
    ("mode", "is_named"),
    [(MeetingMode.IN_PERSON, True), (MeetingMode.HYBRID, False)],
)
def test_joining_from_elsewhere_is_refused(mode, is_named):
    with pytest.raises(RuleBroken):
        check_place(mode, Place.ONLINE, is_named=is_named)


@pytest.mark.parametrize("mode", list(MeetingMode))
def test_nobody_votes_secretly_online_where_no_one_sits_in_a_hall(mode):
    check_has_hall(mode, 1)
    if mode is MeetingMode.ONLINE:
        with pytest.raises(RuleBroken, match="không bỏ phiếu kín"):
            check_has_hall(mode, 0)
    else:
        check_has_hall(mode, 0)


def test_only_an_excused_absence_needs_a_reason():
    for mark in set(AttendanceMark) - {AttendanceMark.EXCUSED}:
        check_absence_reason(mark, "")
    check_absence_reason(AttendanceMark.EXCUSED, "Ốm")
    with pytest.raises(RuleBroken):
        check_absence_reason(AttendanceMark.EXCUSED, " ")


def test_a_proposed_merge_keeps_the_newest_text_and_adds_only_what_is_mine():
    assert merge_paragraphs("a\nb", "a\nb\nc\n\nd", "a\nB") == "a\nB\nc\nd"


@pytest.mark.parametrize(
    ("kind", "body", "access"),
    [
        (MeetingKind.REGULAR, BodyKind.CELL, AccessClass.INTERNAL),
        (MeetingKind.CONFERRING, BodyKind.CELL, AccessClass.RESTRICTED),
        (MeetingKind.CONFERENCE, BodyKind.CELL_COMMITTEE, AccessClass.RESTRICTED),
        (MeetingKind.CONFERENCE, BodyKind.STANDING_COMMITTEE, AccessClass.RESTRICTED),
    ],
)
def test_papers_of_a_smaller_circle_are_for_who_works_in_it(kind, body, access):
    assert paper_access(kind, body) is access


def test_a_paper_is_taken_off_before_it_is_sent_and_newest_first():
    check_paper_removable(MeetingStatus.PLANNED, is_replaced=False)
    with pytest.raises(RuleBroken, match="đã gửi"):
        check_paper_removable(MeetingStatus.INVITED, is_replaced=False)
    with pytest.raises(RuleBroken, match="bản mới hơn"):
        check_paper_removable(MeetingStatus.PLANNED, is_replaced=True)


def test_a_congress_of_delegates_is_called_so():
    title = meeting_title(MeetingKind.CONGRESS, BodyKind.COMMITTEE, Month(2026, 11))

    assert title.startswith("Đại hội đại biểu Đảng bộ tháng 11")
