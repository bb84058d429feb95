from datetime import date

from partywork.cells.service import new_year
from partywork.core.actor import Desk, system
from partywork.notifications import service as notifications
from partywork.provisions import service as provisions

DECEMBER = date(2026, 12, 1)


def test_the_desk_is_asked_for_the_holidays_of_the_coming_year(make, today):
    today(DECEMBER)
    desk, clerk = make.office(), make.office(Desk.CLERICAL)

    assert new_year.ask_for_holidays(system(DECEMBER)) == [2027]

    (notice,) = notifications.inbox(desk)[0]
    assert notice.title == "Ghi ngày nghỉ lễ, tết năm 2027"
    assert notice.path == "/provisions/holidays"
    assert notifications.unread(clerk) == 0


def test_nobody_is_asked_once_the_year_is_complete(make, today):
    today(DECEMBER)
    desk = make.office()
    for month in range(1, 12):
        provisions.add_holidays(desk, first_on=date(2027, month, 2), last_on=None, name="Nghỉ lễ")

    assert new_year.ask_for_holidays(system(DECEMBER)) == []
    assert notifications.unread(desk) == 0
