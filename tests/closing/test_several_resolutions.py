"""A meeting that adopts two resolutions leaves two papers, and nothing forgets the second."""

from collections.abc import Callable
from datetime import time

import pytest

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteSubject
from partywork.closing.service import papers, steps
from partywork.closing.terms import Paper, StepState
from partywork.core.db import db
from partywork.handbook.service import packs
from partywork.handbook.terms import Pack
from partywork.home.service.month import month_of_cell
from partywork.home.terms import StepKey
from partywork.meetings.service import closing, minutes, votes
from partywork.reports.service import review, sending
from partywork.reports.service.drafting import open_draft
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import texts_of
from partywork.resolutions.terms import Part, ResolutionStatus
from tests.closing.samples import words_of
from tests.meetings.minuting import MEETS_ON, ask, closed, confirmed, count, everybody_there, item
from tests.meetings.minuting import write as noted
from tests.support.bodies import issued
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case

TOPIC = "về chuyển đổi số"


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(MEETS_ON.replace(day=6), time(9, 0))
    return everybody_there(make)


def also_asked(case: Case, question: str = f"Thông qua dự thảo nghị quyết {TOPIC}.") -> Vote:
    return votes.prepare(
        case.secretary,
        case.id,
        item(case, "B5").id,
        question=question,
        subject=VoteSubject.RESOLUTION,
    )


def drafts(case: Case) -> list[Resolution]:
    return resolutions.resolutions_of(case.secretary, case.id)


def test_every_resolution_a_meeting_adopts_has_a_draft_of_its_own(case: Case) -> None:
    noted(case, "B5", conclusion="Mỗi đồng chí dùng hồ sơ điện tử.")
    topic = count(case, also_asked(case), 2, 0, 1)
    count(case, also_asked(case, "Nghị quyết"), 0, 3, 0)
    monthly = count(case, ask(case), 3, 0, 0)
    minutes.assign(
        case.deputy, case.id, lead_id=case.members[0].id, title="Lập kế hoạch", due_on=MEETS_ON
    )
    told = closing.for_closing(case.secretary, case.id).results

    meeting = closed(case)

    first, second = drafts(case)
    assert [one for one in told if "Lập dự thảo" in one] == [
        f"Lập dự thảo nghị quyết «{first.title}» đã được 3/3 đồng chí tán thành, chờ ký.",
        f"Lập dự thảo nghị quyết «{TOPIC}» đã được 2/3 đồng chí tán thành, chờ ký.",
    ]
    assert (meeting.resolution_id, first.vote_id) == (first.id, monthly.id)
    assert (second.vote_id, second.title) == (topic.id, TOPIC)
    assert [one.status for one in (first, second)] == [ResolutionStatus.ADOPTED] * 2
    assert "02/03 đồng chí tán thành" in second.closing
    assert "Lập kế hoạch" in str(texts_of(first))
    assert texts_of(second) == [
        (Part.DIRECTION, ["Mỗi đồng chí dùng hồ sơ điện tử."]),
        (
            Part.ASSIGNMENT,
            [
                "Nghị quyết được đăng trên Sổ tay đảng viên điện tử và báo cáo Đảng ủy "
                "trong 02 ngày."
            ],
        ),
    ]
    _, word = papers.word_of_resolution(case.secretary, case.id, second.id)
    assert "I- PHƯƠNG HƯỚNG, NHIỆM VỤ" in words_of(word)


def test_a_resolution_without_a_conclusion_says_what_was_asked(case: Case) -> None:
    for question in ("Thông qua nghị quyết", "Xây dựng tủ sách"):
        count(case, also_asked(case, question), 3, 0, 0)

    closed(case)

    whole, other = drafts(case)
    assert whole.title == "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert other.title == "Thông qua nghị quyết"
    assert texts_of(other)[0] == (Part.DIRECTION, ["Thông qua nghị quyết."])


def test_whatever_speaks_of_the_resolution_of_a_meeting_speaks_of_both(
    case: Case, browse: Callable[..., Browser]
) -> None:
    for vote in (ask(case), also_asked(case)):
        count(case, vote, 3, 0, 0)
    closed(case)
    confirmed(case)
    first, second = drafts(case)
    issued(case, first, is_laid_out=True)
    report = open_draft(case.secretary, case.organisation.id, case.meeting.period)
    db.session.commit()
    browser = browse(case.secretary)

    told = [
        (step.state, step.fact.words)
        for step in steps.after_meeting(case.secretary, case.id).steps
        if step.fact.paper is Paper.RESOLUTION
    ]
    assert [state for state, _ in told] == [StepState.DONE, StepState.NEXT]
    assert told[1][1] == "Về chuyển đổi số. Chờ trình ký."
    for page in (f"/meetings/{case.id}/", f"/meetings/{case.id}/minutes"):
        assert f"Nghị quyết {TOPIC}: Đã thông qua" in browser.get(page).words
    (step,) = [
        one.fact
        for one in month_of_cell(case.secretary, case.organisation.id).steps
        if one.fact.key is StepKey.RESOLUTION
    ]
    assert (step.is_done, step.address) == (False, f"/resolutions/{second.id}/")
    assert step.note == "Số 01-NQ/CB; Đã thông qua"
    assert "1/2 nghị quyết của buổi sinh hoạt chưa được ký và phát hành." in (
        sending.for_sending(case.secretary, report.id).warnings
    )

    issued(case, second, is_laid_out=True)

    names = [one.name for one in packs.show(case.secretary, case.id).after.files]
    assert sum("Nghi-quyet" in name for name in names) == 2
    assert len(set(names)) == len(names)
    beside = review.reading(case.secretary, report.id).resolutions
    assert [one.document.symbol for one in beside] == ["01-NQ/CB", "02-NQ/CB"]
    assert packs.archive(case.secretary, case.id, Pack.AFTER)[1]
