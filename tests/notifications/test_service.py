from datetime import date

import pytest

from partywork.core.db import transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.notifications import service
from partywork.notifications.terms import NoticeKind
from tests.support.queries import count_queries


def tell(*people, title="Nhắc việc", path=None):
    with transaction():
        service.tell(people, NoticeKind.REMINDER, title=title, path=path)


def test_a_notice_reaches_each_person_once_and_nobody_else(make):
    cell = make.cell()
    told, other = make.plain_member(cell), make.plain_member(cell)

    tell(told.member_id, told.member_id)

    assert service.unread(told) == 1
    assert service.unread(other) == 0


def test_an_administrator_without_member_is_told_too(make):
    administrator = make.administrator()

    tell(administrator.user_id)

    assert service.unread(administrator) == 1


def test_unread_notices_stand_first(make):
    person = make.plain_member(make.cell())
    for title in ("Một", "Hai", "Ba"):
        tell(person.member_id, title=title)
    newest_first, _total = service.inbox(person)
    service.open_notice(person, newest_first[0].id)

    notices, total = service.inbox(person)

    assert [notice.title for notice in notices] == ["Hai", "Một", "Ba"]
    assert total == 3


def test_a_notice_is_opened_once(make, today):
    person = make.plain_member(make.cell())
    tell(person.member_id)
    notice = service.inbox(person)[0][0]
    first = service.open_notice(person, notice.id).read_at

    assert service.open_notice(person, notice.id).read_at == first


def test_a_notice_of_somebody_else_is_not_there(make):
    cell = make.cell()
    told, other = make.plain_member(cell), make.secretary(cell)
    tell(told.member_id)
    notice = service.inbox(told)[0][0]

    with pytest.raises(NotVisible):
        service.open_notice(other, notice.id)


def test_all_are_read_at_once_and_only_ones_own(make):
    cell = make.cell()
    told, other = make.plain_member(cell), make.plain_member(cell)
    tell(told.member_id, other.member_id)
    tell(told.member_id)

    service.read_all(told)

    assert (service.unread(told), service.unread(other)) == (0, 1)


def test_a_refused_use_case_tells_nobody(make):
    person = make.plain_member(make.cell())

    @transaction()
    def use_case():
        service.tell([person.member_id], NoticeKind.REMINDER, title="Nhắc việc")
        raise RuleBroken("Chưa đủ.")

    with pytest.raises(RuleBroken):
        use_case()

    assert service.unread(person) == 0


def test_the_inbox_asks_the_same_number_of_questions(make):
    person = make.plain_member(make.cell())
    tell(person.member_id)
    with count_queries() as few:
        service.inbox(person)
    for _ in range(30):
        tell(person.member_id)
    with count_queries() as many:
        service.inbox(person)

    assert len(few) == len(many)


def remind(*people, title, topic="Thời hạn của đảng viên dự bị"):
    with transaction():
        service.tell(
            people, NoticeKind.REMINDER, title=title, text="Còn 30 ngày.", path="/a", topic=topic
        )


def test_reminders_of_one_topic_and_day_are_one_notice_with_a_list(make):
    person, other = make.plain_member(make.cell()), make.plain_member(make.cell())
    remind(person.member_id, other.member_id, title="Đồng chí Một")
    remind(person.member_id, title="Đồng chí Hai")
    remind(person.member_id, title="Đồng chí Ba", topic="Thời hạn chuyển sinh hoạt đảng")

    alone, gathered = service.inbox(person)[0]

    assert (alone.title, alone.lines) == ("Đồng chí Ba", [])
    assert gathered.title == "Thời hạn của đảng viên dự bị: 2 việc"
    assert [one["title"] for one in gathered.lines] == ["Đồng chí Một", "Đồng chí Hai"]
    assert service.unread(person) == 2
    assert service.inbox(other)[0][0].title == "Đồng chí Một"


def test_what_was_read_and_what_is_of_another_day_is_left_alone(make, today):
    person = make.plain_member(make.cell())
    today(date(2026, 11, 5))
    remind(person.member_id, title="Đồng chí Một")
    service.read_all(person)
    remind(person.member_id, title="Đồng chí Hai")
    today(date(2026, 11, 6))
    remind(person.member_id, title="Đồng chí Ba")

    titles = {one.title for one in service.inbox(person)[0]}

    assert titles == {"Đồng chí Một", "Đồng chí Hai", "Đồng chí Ba"}
