from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select

from partywork.audit.models import AuditEntry
from partywork.cells.terms import MembershipStatus
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.ids import new_id
from partywork.meetings.models import MinutesRevision
from partywork.meetings.rules import merge_paragraphs
from partywork.meetings.service import minutes, record, sections
from partywork.meetings.service.sections import Saved
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from tests.meetings.minuting import MEETS_ON, ask, closed, count, everybody_there, item, write
from tests.support.make import Make
from tests.support.meetings import Case, begin, invited_meeting, mark


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return everybody_there(make)


def revisions(case: Case, code: str) -> list[MinutesRevision]:
    query = (
        select(MinutesRevision)
        .where(MinutesRevision.item_id == item(case, code).id)
        .order_by(MinutesRevision.created_at, MinutesRevision.id)
        .execution_options(partywork_scoped=True)
    )
    return list(db.session.scalars(query))


def test_every_saving_of_a_section_is_kept_as_a_revision(case: Case) -> None:
    first = write(case, "B1", "Thông tin 03 văn bản mới.")
    second = write(case, "B1", "Thông tin 03 văn bản mới.", "Nhất trí.")

    section = item(case, "B1")
    assert (section.notes, section.conclusion) == ("Thông tin 03 văn bản mới.", "Nhất trí.")
    assert second.version > first.version
    assert [one.saved_version for one in revisions(case, "B1")] == [first.version, second.version]
    assert [one.author_name for one in revisions(case, "B1")] == [case.deputy.name] * 2


def test_an_unchanged_text_makes_no_revision(case: Case) -> None:
    first = write(case, "B1", "Một.")

    again = write(case, "B1", "Một.")

    assert again.version == first.version
    assert len(revisions(case, "B1")) == 1


def test_two_editors_of_one_section_both_keep_their_text(case: Case) -> None:
    opened = item(case, "B6").version
    write(case, "B6", "Của thư ký.", version=opened)

    lost = write(case, "B6", "Của bí thư.", version=opened, actor=case.secretary)

    assert lost.conflict_id is not None
    assert item(case, "B6").notes == "Của thư ký."
    kept = revisions(case, "B6")[-1]
    assert (kept.notes, kept.is_conflict, kept.saved_version) == ("Của bí thư.", True, None)


def test_two_editors_of_two_sections_do_not_disturb_each_other(case: Case) -> None:
    first, second = item(case, "B1").version, item(case, "B2").version

    one = write(case, "B1", "Một.", version=first)
    two = write(case, "B2", "Hai.", version=second, actor=case.secretary)

    assert one.conflict_id is None
    assert two.conflict_id is None


def test_a_retry_with_the_same_key_and_text_is_answered_as_saved(case: Case) -> None:
    opened, key = item(case, "B1").version, new_id()
    first = write(case, "B1", "Một.", version=opened, key=key)

    again = write(case, "B1", "Một.", version=opened, key=key)

    assert again == first
    assert len(revisions(case, "B1")) == 1


def test_a_retry_is_answered_with_its_own_version_even_after_another_saving(case: Case) -> None:
    opened, key = item(case, "B1").version, new_id()
    first = write(case, "B1", "Một.", version=opened, key=key)
    write(case, "B1", "Một. Hai.", actor=case.secretary)

    again = write(case, "B1", "Một.", version=opened, key=key)
    following = write(case, "B1", "Một. Ba.", version=again.version)

    assert again.version == first.version
    assert again.conflict_id is None
    assert following.conflict_id is not None
    assert item(case, "B1").notes == "Một. Hai."


def test_a_retried_conflict_is_kept_once(case: Case) -> None:
    opened, key = item(case, "B1").version, new_id()
    write(case, "B1", "Một.", version=opened)
    first = write(case, "B1", "Hai.", version=opened, key=key, actor=case.secretary)

    again = write(case, "B1", "Hai.", version=opened, key=key, actor=case.secretary)

    assert again.conflict_id == first.conflict_id
    assert len(revisions(case, "B1")) == 2


def test_a_vote_attached_meanwhile_is_no_conflict_of_texts(case: Case) -> None:
    saved = write(case, "C4", "Chủ trì đọc dự thảo.")
    ask(case)

    after = write(case, "C4", "Chủ trì đọc dự thảo. Không ai thêm.", version=saved.version)

    assert after.conflict_id is None


def test_the_conflict_page_has_three_texts_and_a_proposal(case: Case) -> None:
    base = write(case, "B6", "Chung.", "Gốc.")
    write(case, "B6", "Chung.\nBản một.", "Gốc.", version=base.version)
    lost = write(case, "B6", "Chung.\nBản hai.", "Gốc.", version=base.version, actor=case.secretary)
    assert lost.conflict_id is not None

    found = sections.conflict(case.secretary, case.id, item(case, "B6").id, lost.conflict_id)

    assert found.base.notes == "Chung."
    assert found.mine.notes == "Chung.\nBản hai."
    assert found.newest.notes == "Chung.\nBản một."
    assert found.merged.notes == "Chung.\nBản một.\nBản hai."
    assert found.merged.conclusion == "Gốc."


def test_a_conflict_that_is_none_cannot_be_opened(case: Case) -> None:
    write(case, "B6", "Chung.")
    ordinary = revisions(case, "B6")[0]

    with pytest.raises(NotVisible):
        sections.conflict(case.secretary, case.id, item(case, "B6").id, ordinary.id)


def test_merging_adds_only_the_paragraphs_that_are_new_in_mine() -> None:
    merged = merge_paragraphs("a\nb", "a\nb\nc\n\nd", "a\nB")

    assert merged == "a\nB\nc\nd"


def test_a_section_of_another_meeting_is_not_found(make: Make, case: Case) -> None:
    other = everybody_there(make)

    with pytest.raises(NotVisible):
        sections.save_section(
            case.secretary,
            case.id,
            item(other, "B1").id,
            version=1,
            key=new_id(),
            notes="x",
            conclusion="",
        )


def test_a_plain_member_does_not_write_the_minutes(make: Make, case: Case) -> None:
    member = make.actor(case.members[0])

    with pytest.raises(NotAllowed):
        write(case, "B1", "Một.", actor=member)


def test_a_plain_member_who_takes_the_minutes_writes_them_and_meets_conflicts(make: Make) -> None:
    case = invited_meeting(make)
    taker = make.actor(case.members[0])
    begin(case, taker=taker)
    opened = item(case, "B1").version
    write(case, "B1", "Của bí thư.", version=opened, actor=case.secretary)

    lost = write(case, "B1", "Của thư ký.", version=opened, actor=taker)

    assert lost.conflict_id is not None
    found = sections.conflict(taker, case.id, item(case, "B1").id, lost.conflict_id)
    assert found.mine.notes == "Của thư ký."


def test_a_secretary_of_another_cell_finds_no_section(make: Make, case: Case) -> None:
    stranger = make.secretary(make.cell())

    with pytest.raises(NotVisible):
        write(case, "B1", "Một.", actor=stranger)


def test_a_state_secret_mark_is_refused_in_every_text(case: Case) -> None:
    attempts = [
        lambda: write(case, "B1", "TỐI MẬT"),
        lambda: write(case, "B1", "", "TỐI MẬT"),
        lambda: minutes.add_statement(
            case.deputy,
            case.id,
            item(case, "B6").id,
            member_id=case.members[0].id,
            text="TUYỆT MẬT",
        ),
        lambda: minutes.assign(
            case.deputy,
            case.id,
            lead_id=case.members[0].id,
            title="TUYỆT MẬT",
            due_on=date(2026, 11, 25),
        ),
        lambda: minutes.note_dues(
            case.deputy, case.id, version=case.read().version, dues_paid=1, dues_note="TỐI MẬT"
        ),
        lambda: minutes.note_quality(
            case.deputy, case.id, version=case.read().version, points=1, level="TỐI MẬT"
        ),
    ]

    for attempt in attempts:
        with pytest.raises(RuleBroken, match="Luật 117"):
            attempt()


def test_a_statement_is_written_and_taken_out(case: Case) -> None:
    said = minutes.add_statement(
        case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="Nhất trí."
    )
    assert [one.text for one in item(case, "B6").statements] == ["Nhất trí."]

    minutes.remove_statement(case.deputy, case.id, said.id)

    assert item(case, "B6").statements == []


def test_who_was_absent_said_nothing(case: Case) -> None:
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))

    with pytest.raises(RuleBroken, match="dự họp"):
        minutes.add_statement(
            case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="Nhất trí"
        )


def test_an_empty_statement_is_refused(case: Case) -> None:
    with pytest.raises(RuleBroken, match="nội dung ý kiến"):
        minutes.add_statement(
            case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="  "
        )


def test_dues_are_noted_with_old_and_new_in_the_trail(case: Case) -> None:
    minutes.note_dues(
        case.deputy, case.id, version=case.read().version, dues_paid=3, dues_note="Đủ."
    )

    meeting = case.read()
    assert (meeting.dues_paid, meeting.dues_note) == (3, "Đủ.")
    query = select(AuditEntry).where(AuditEntry.action == "meeting.note_dues")
    entry = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
    assert entry.changes == {"dues": [None, 3]}


def test_dues_of_more_people_than_there_are_are_refused(case: Case) -> None:
    with pytest.raises(RuleBroken, match="từ 0 đến 3"):
        minutes.note_dues(
            case.deputy, case.id, version=case.read().version, dues_paid=4, dues_note=""
        )


def test_dues_over_a_newer_saving_are_stale(case: Case) -> None:
    opened = case.read().version
    minutes.note_dues(case.deputy, case.id, version=opened, dues_paid=2, dues_note="")

    with pytest.raises(Stale):
        minutes.note_dues(case.secretary, case.id, version=opened, dues_paid=3, dues_note="")


def test_quality_is_at_most_one_hundred_points(case: Case) -> None:
    minutes.note_quality(case.deputy, case.id, version=case.read().version, points=93, level="Tốt")
    assert (case.read().quality_points, case.read().quality_level) == (93, "Tốt")

    with pytest.raises(RuleBroken, match="từ 0 đến 100"):
        minutes.note_quality(
            case.deputy, case.id, version=case.read().version, points=101, level=""
        )


def test_an_assignment_has_a_lead_of_the_meeting_and_a_day_not_before_it(
    make: Make, case: Case
) -> None:
    stranger = make.member(make.cell())
    good = {"lead_id": case.members[0].id, "title": "Tọa đàm", "due_on": date(2026, 11, 25)}

    for wrong, words in (
        ({"lead_id": stranger.id}, "đồng chí của cuộc họp"),
        ({"title": " "}, "việc được giao"),
        ({"due_on": date(2026, 11, 4)}, "Thời hạn"),
    ):
        with pytest.raises(RuleBroken, match=words):
            minutes.assign(case.deputy, case.id, **{**good, **wrong})
    kept = minutes.assign(case.deputy, case.id, **good)
    minutes.remove_assignment(case.deputy, case.id, kept.id)

    assert record.whole(case.deputy, case.id).assignments == []


def test_what_is_not_there_cannot_be_taken_out(case: Case) -> None:
    with pytest.raises(NotVisible):
        minutes.remove_statement(case.deputy, case.id, new_id())
    with pytest.raises(NotVisible):
        minutes.remove_assignment(case.deputy, case.id, new_id())


def test_minutes_are_not_read_out_while_a_vote_is_unfinished(case: Case) -> None:
    vote = ask(case)

    with pytest.raises(RuleBroken, match="chưa biểu quyết"):
        minutes.read_out(case.deputy, case.id)
    assert minutes.for_reading_out(case.deputy, case.id).refusal is not None
    count(case, vote, 3, 0, 0)
    minutes.read_out(case.deputy, case.id)

    assert record.minutes_status(record.whole(case.deputy, case.id)) is MinutesStatus.ADOPTED


def test_adopted_minutes_are_not_rewritten(case: Case) -> None:
    write(case, "B1", "Một.")
    minutes.read_out(case.deputy, case.id)

    attempts = [
        lambda: write(case, "B1", "Hai."),
        lambda: minutes.add_statement(
            case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="x"
        ),
        lambda: minutes.read_out(case.deputy, case.id),
        lambda: ask(case),
    ]
    for attempt in attempts:
        with pytest.raises(RuleBroken, match="không sửa được"):
            attempt()
    assert item(case, "B1").notes == "Một."


def test_minutes_are_written_only_during_the_meeting(make: Make) -> None:
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="khi đang họp"):
        write(case, "B1", "Một.")
    assert not minutes.may_write_now(case.secretary, record.whole(case.secretary, case.id))


def test_a_probationary_member_may_speak(make: Make) -> None:
    case = everybody_there(make, statuses=[MembershipStatus.PROBATIONARY])

    said = minutes.add_statement(
        case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="Nhất trí."
    )

    assert said.text == "Nhất trí."


def test_everything_is_refused_after_the_end(case: Case) -> None:
    closed(case)

    with pytest.raises(RuleBroken):
        write(case, "B1", "Một.")
    with pytest.raises(RuleBroken):
        mark(case, AttendanceMark.EXCUSED)


def test_many_people_saving_one_section_at_once_lose_nothing(app: Flask, case: Case) -> None:
    section = item(case, "B6")
    texts = [f"Bản của người thứ {number}." for number in range(8)]
    db.session.remove()

    def send(text: str) -> Saved:
        with app.app_context():
            return sections.save_section(
                case.deputy,
                case.id,
                section.id,
                version=section.version,
                key=new_id(),
                notes=text,
                conclusion="",
            )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, texts))

    assert sum(one.conflict_id is None for one in answers) == 1
    assert sorted(one.notes for one in revisions(case, "B6")) == texts
