from datetime import date

import pytest

DAY = date(2026, 11, 22)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def desk(make, cell):
    return make.office()
