"""What is uploaded to Sổ tay đảng viên keeps the layout of Party papers, measured in the pack."""

import zipfile
from collections.abc import Callable
from datetime import date, time
from io import BytesIO

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.handbook.service import packs
from partywork.handbook.terms import Pack
from partywork.meetings.service import papers
from tests.meetings.minuting import closed, confirmed, write
from tests.pdf.measure import Sheet, sheets
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(date(2026, 11, 5), time(20, 55))
    case = open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 24, present=True)
    write(case, "C4", conclusion="thống nhất tổ chức tọa đàm.")
    closed(case)
    confirmed(case)
    papers.lay_out(case.secretary, case.id)
    return case


def packed(case: Case) -> list[Sheet]:
    """Return the pages of the minutes as they lie in the pack."""
    _, content = packs.archive(case.secretary, case.id, Pack.AFTER)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        (name,) = [one for one in archive.namelist() if "_Bien-ban_" in one]
        return sheets(archive.read(name))


def test_the_minutes_in_the_pack_are_laid_out_as_a_party_paper(case: Case) -> None:
    pages = packed(case)
    first = pages[0]
    party, kind = first.find("ĐẢNG CỘNG SẢN VIỆT NAM"), first.find("BIÊN BẢN")
    signing = next(page for page in pages if "NGƯỜI GHI BIÊN BẢN" in page.text)
    taker, chair = signing.find("NGƯỜI GHI BIÊN BẢN"), signing.find("CHỦ TRÌ HỘI NGHỊ")

    for number, page in enumerate(pages, start=1):
        ink = page.ink()
        assert (round(page.width), round(page.height)) == (210, 297)
        assert ink.left >= 30 - 0.5
        assert ink.right <= 210 - 15 + 0.5
        assert ink.bottom <= 297 - 20 + 0.5
        if number == 1:
            assert ink.top >= 20 - 0.5
        else:
            mark = page.first_line()
            assert mark.text.strip() == str(number)
            assert abs(mark.top - 10) < 0.6
            assert abs(mark.centre - (30 + 195) / 2) < 1
    assert (party.size, party.is_bold) == (15, True)
    assert party.left > first.width / 2
    assert (kind.size, kind.is_bold) == (16, True)
    assert abs(kind.centre - (30 + 195) / 2) < 1
    assert (taker.size, taker.is_bold, chair.is_bold) == (14, True, True)
    assert abs(taker.top - chair.top) < 0.2
    assert taker.centre < 210 / 2 < chair.centre
    assert signing.find(
        case.secretary.name, nth=signing.text.count(case.secretary.name) - 1
    ).is_bold
