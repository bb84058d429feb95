"""A cell, its bí thư, a member who leads, and tasks given to that member."""

from datetime import date

import pytest

from partywork.tasks import service

DAY = date(2026, 11, 22)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def secretary(make, cell):
    return make.secretary(cell)


@pytest.fixture
def lead(make, cell):
    return make.plain_member(cell)


@pytest.fixture
def give(cell, secretary, lead):
    """Give a task of the cell, with what the test says about it."""

    def given(**fields):
        facts = {
            "organisation_id": cell.id,
            "title": "Chuẩn bị báo cáo chuyên đề",
            "lead_id": lead.member_id,
            "given_on": date(2026, 11, 5),
            "due_on": date(2026, 11, 20),
        }
        return service.give(secretary, **(facts | fields))

    return given
