"""The pages of quality."""

from collections.abc import Callable
from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from partywork.cells.terms import MembershipStatus
from partywork.quality.service import reading
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

Browse = Callable[..., Browser]


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(date(2026, 11, 5), time(20, 40))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def chosen(case: Case) -> dict[str, str]:
    """What a secretary sends who gives every judged line all it has."""
    fields: dict[str, str] = {"version": "0"}
    for number, line in enumerate(reading.show(case.secretary, case.id).lines):
        is_judged = line.computed.tenths is None and line.computed.is_applicable
        fields[f"lines-{number}-code"] = line.criterion.code
        fields[f"lines-{number}-points"] = (
            str(line.criterion.most) if is_judged and not line.waits else ""
        )
        fields[f"lines-{number}-reason"] = ""
    return fields


def filled(soup: BeautifulSoup) -> dict[str, str]:
    """Return what the form of a page would send as it stands."""
    form = soup.select_one("main form")
    assert form is not None
    fields = {
        str(one["name"]): str(one.get("value", ""))
        for one in form.select("input[name]:not([type=checkbox])")
    }
    fields |= {str(one["name"]): "y" for one in form.select("input[type=checkbox][checked]")}
    fields |= {str(one["name"]): one.get_text() for one in form.select("textarea[name]")}
    for select in form.select("select[name]"):
        option = select.select_one("option[selected]") or select.select_one("option")
        assert option is not None
        fields[str(select["name"])] = str(option["value"])
    return fields


def test_a_meeting_is_marked_on_its_page(case: Case, browse: Browse) -> None:
    own, page = browse(case.secretary), f"/meetings/{case.id}/quality-sheet"
    assert "5/5 đồng chí dự (100%)" in own.get(page).words

    own.post(page, chosen(case))

    read = own.get(page).words
    assert "Điểm tạm tính" in read
    assert "chậm nhất sau ngày 07/11/2026" in read


def test_what_was_chosen_stays_when_a_line_is_missing(case: Case, browse: Browse) -> None:
    sent = chosen(case)
    missing = next(key for key, value in sent.items() if value == "30" and key.endswith("points"))

    page = browse(case.secretary).post(
        f"/meetings/{case.id}/quality-sheet", {**sent, missing: ""}, expect=422
    )

    assert "Còn dòng chưa chấm" in page.words
    assert page.soup.select("option[selected][value='100']")


def test_the_year_and_the_template_are_read_and_the_office_changes_it(
    make: Make, case: Case, browse: Browse
) -> None:
    browse(case.secretary).post(f"/meetings/{case.id}/quality-sheet", chosen(case))
    office = browse(make.office())

    assert "1 buổi sinh hoạt được chấm điểm" in browse(case.secretary).get("/quality/2026").words
    form = office.get("/quality/template/change").soup
    sent = filled(form) | {"valid_from": "01/12/2026", "basis": "Công văn thử nghiệm"}
    office.post("/quality/template/change", sent)

    assert "Áp dụng từ ngày 01/12/2026" in office.get("/quality/template").words
    browse(case.secretary).get("/quality/template/change", expect=403)
