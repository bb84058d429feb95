"""The pages of recommendations."""

from collections.abc import Callable
from datetime import date

import pytest

from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from tests.pdf.measure import words_of
from tests.support.browser import Browser
from tests.support.make import Make

Browse = Callable[..., Browser]
ASKED = {
    "text": "Bố trí phòng họp có máy chiếu",
    "subject": "conditions",
    "addressee": "committee",
    "raised_on": "05/11/2026",
    "due_on": "30/11/2026",
    "raised_by_id": "",
}


@pytest.fixture(autouse=True)
def day(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22))


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell()


@pytest.fixture
def secretary(make: Make, cell: Organisation) -> Actor:
    return make.secretary(cell)


def test_a_recommendation_is_asked_mended_answered_and_heard(
    make: Make, cell: Organisation, secretary: Actor, browse: Browse
) -> None:
    own, office = browse(secretary), browse(make.office())
    assert "Chưa có kiến nghị" in own.get("/recommendations/").words

    one = own.post(f"/recommendations/new/{cell.id}", ASKED).location
    own.post(f"{one}/edit", {**ASKED, "text": "Bố trí hai phòng họp"})
    assert "Bố trí hai phòng họp" in office.get("/recommendations/").words
    office.post(f"{one}/answer", {"answer": "Đã bố trí", "answered_on": "22/11/2026"})
    own.post(f"{one}/read", {"read_on": "22/11/2026"})

    page = own.get(one).words
    assert "Đã bố trí" in page
    assert "Đã đọc trả lời" in page
    assert "Bố trí" not in own.get("/recommendations/?tien-do=waiting").words
    assert "Bố trí" in own.get("/recommendations/?tien-do=read").words


def test_the_office_takes_the_list_of_what_waits_on_paper(
    make: Make, cell: Organisation, secretary: Actor, browse: Browse
) -> None:
    browse(secretary).post(f"/recommendations/new/{cell.id}", ASKED)
    office, member = browse(make.office()), browse(make.plain_member(cell))

    page = office.get("/recommendations/?tien-do=waiting").soup
    door = page.find("a", string="In bảng tổng hợp (PDF)")

    assert door is not None
    paper = office.client.get(str(door["href"]))
    assert paper.mimetype == "application/pdf"
    assert ASKED["text"] in words_of(paper.data)
    assert "In bảng tổng hợp" not in member.get("/recommendations/").words


def test_a_refused_form_keeps_what_was_typed(
    cell: Organisation, secretary: Actor, browse: Browse
) -> None:
    page = browse(secretary).post(
        f"/recommendations/new/{cell.id}", {**ASKED, "addressee": "agency"}, expect=422
    )

    assert "tên cấp ủy, cơ quan" in page.words
    text = page.soup.find("textarea", attrs={"name": "text"})
    assert text is not None
    assert ASKED["text"] in text.get_text()


def test_another_cell_finds_nothing(
    make: Make, cell: Organisation, secretary: Actor, browse: Browse
) -> None:
    one = browse(secretary).post(f"/recommendations/new/{cell.id}", ASKED).location
    stranger = browse(make.secretary(make.cell()))

    stranger.get(one, expect=404)
    stranger.get(f"{one}/answer", expect=404)
    assert ASKED["text"] not in stranger.get("/recommendations/").words
