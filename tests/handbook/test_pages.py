"""The pages of the packs and of who is late."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.meetings.service import papers
from tests.meetings.minuting import closed, confirmed
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

Browse = Callable[..., Browser]
Today = Callable[..., None]


@pytest.fixture
def case(make: Make, today: Today) -> Case:
    today(date(2026, 11, 5), time(20, 55))
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)
    closed(case)
    return case


def test_the_secretary_uploads_ticks_and_reports(case: Case, browse: Browse) -> None:
    confirmed(case)
    papers.lay_out(case.secretary, case.id)
    own, page = browse(case.secretary), f"/meetings/{case.id}/handbook"

    shown = own.get(page)

    assert "tự đăng lên Sổ tay đảng viên điện tử" in shown.words
    assert "hạn 07/11/2026" in shown.words
    assert "Còn 2 ngày 3 giờ." in shown.words
    assert "Bien-ban_05-11-2026.pdf" in shown.words
    assert own.client.get(f"{page}/after.zip").data.startswith(b"PK")
    own.get(f"{page}/else.zip", expect=404)
    own.post(f"/meetings/{case.id}/posted", {"posted_on": "05/11/2026"})
    own.post(f"/meetings/{case.id}/file-up")
    told = own.get(page).words
    assert told.count("đúng hạn.") == 2


def test_the_posting_of_papers_is_typed_as_people_write_it(case: Case, browse: Browse) -> None:
    own, page = browse(case.secretary), f"/meetings/{case.id}/handbook/papers"

    refused = own.post(page, {"posted_on": "06/11/2026", "hour": "8h"}, expect=422)
    own.post(page, {"posted_on": "05/11/2026", "hour": "20h50"})

    assert "tương lai" in refused.words
    assert "20:50 ngày 05/11/2026" in own.get(f"/meetings/{case.id}/handbook").words


def test_the_office_opens_the_year_and_finds_who_is_late(
    case: Case, make: Make, browse: Browse, today: Today
) -> None:
    today(date(2026, 11, 9))

    page = browse(make.office()).get("/handbook/?nam=2026")

    assert f"{case.organisation.name} 05/11/2026 Chưa đăng kết quả 2 ngày" in page.words
    browse(make.office()).get("/handbook/?nam=x")
    browse(case.secretary).get("/handbook/", expect=403)
