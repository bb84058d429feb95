from datetime import date

from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.notifications import policy
from partywork.notifications.service import hand_on, tell
from partywork.notifications.terms import NoticeKind


def test_notices_are_seen_by_the_person_addressed_only(make):
    cell = make.cell()
    told, other, administrator = make.member(cell), make.secretary(cell), make.administrator()
    with transaction():
        tell([told.id], NoticeKind.MEETING, title="Giấy mời")

    seen = {
        name: len(db.session.scalars(policy.visible(actor)).all())
        for name, actor in {
            "told": make.actor(told),
            "other": other,
            "administrator": administrator,
            "system": system(date(2026, 11, 5)),
        }.items()
    }

    assert seen == {"told": 1, "other": 0, "administrator": 0, "system": 0}


def test_more_of_a_topic_joins_the_unread_notice_of_its_day_only(make, today):
    cell = make.cell()
    person, other = make.member(cell), make.member(cell)
    day = date(2026, 11, 5)
    today(day)
    with transaction():
        tell([person.id, other.id], NoticeKind.REMINDER, title="Nhắc", topic="Đảng phí")

    def found(people, topic, on):
        return len(db.session.scalars(policy.gathering(people, topic, on)).all())

    assert found([person.id], "Đảng phí", day) == 1
    assert found([person.id, other.id], "Đảng phí", day) == 2
    assert found([person.id], "Huy hiệu", day) == 0
    assert found([person.id], "Đảng phí", date(2026, 11, 6)) == 0
    assert found([], "Đảng phí", day) == 0


def test_what_came_for_one_record_of_a_person_is_handed_on_to_the_other(make):
    cell = make.cell()
    old, new, other = (make.member(cell) for _ in range(3))
    with transaction():
        tell([old.id, other.id], NoticeKind.MEETING, title="Giấy mời")
        hand_on(old.id, new.id)

    addressed = {one.id: policy.addressed_to(one.id) for one in (old, new, other)}
    found = {key: len(db.session.scalars(query).all()) for key, query in addressed.items()}
    assert found == {old.id: 0, new.id: 1, other.id: 1}
