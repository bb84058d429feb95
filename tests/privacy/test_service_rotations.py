from datetime import date, time

import pytest

from partywork.audit.models import AuditEntry
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.notifications import service as notifications
from partywork.privacy.service import rotations
from partywork.privacy.terms import RotationStatus

DAY = date(2026, 11, 5)


@pytest.fixture
def asker(make, today):
    today(DAY)
    return make.office()


def ask(actor):
    return rotations.ask(actor, reason="Người giữ máy chủ thôi nhiệm vụ")


def answer(actor, asked, *, is_confirmed=True, refusal="", version=None):
    return rotations.answer(
        actor,
        asked.id,
        version=version or asked.version,
        is_confirmed=is_confirmed,
        refusal=refusal,
    )


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_two_different_people_and_then_the_command(make, asker):
    second = make.committee_secretary()
    asked = ask(asker)
    assert notifications.unread(second) == 1
    with pytest.raises(RuleBroken, match="chờ người thứ hai"):
        rotations.begin(asked.code, current_key=1)
    with pytest.raises(NotAllowed):
        answer(asker, asked)
    with pytest.raises(Stale):
        answer(second, asked, version=99)
    with pytest.raises(NotVisible):
        rotations.show(make.committee(), asked.id)

    answer(second, asked)
    assert notifications.unread(asker) == 1
    assert rotations.begin(asked.code.lower(), current_key=1) == 1
    assert rotations.begin(asked.code, current_key=2) == 1
    rotations.finish(asked.code, rows=7)

    assert rotations.show(asker, asked.id).rotation.status is RotationStatus.DONE
    (entry,) = trail("keys.rotate")
    assert (entry.changes["asked_by"], entry.changes["confirmed_by"]) == (asker.name, second.name)
    assert len(trail("keys.begin")) == 1
    with pytest.raises(RuleBroken, match="mang mã này"):
        rotations.begin("KHONGCO2", current_key=1)


def test_a_refusal_says_why_and_a_consent_ends_after_a_day(make, asker, today):
    second = make.office()
    refused, late = ask(asker), ask(make.administrator())
    with pytest.raises(RuleBroken) as bare:
        answer(second, refused, is_confirmed=False)
    assert bare.value.field == "refusal"
    answer(second, refused, is_confirmed=False, refusal="Chưa cần")
    with pytest.raises(NotAllowed):
        rotations.ask(make.office(Desk.CLERICAL), reason="x")

    answer(second, late)
    today(date(2026, 11, 6), time(9, 1))

    assert rotations.show(second, late.id).is_overdue
    assert {one.rotation.id for one in rotations.listed(second)} == {late.id, refused.id}
    with pytest.raises(RuleBroken, match="quá hạn"):
        rotations.begin(late.code, current_key=1)


def test_it_is_asked_and_confirmed_on_pages(make, browse, asker):
    first, second = browse(make.administrator()), browse(make.office())
    assert "Chưa đổi khóa lần nào" in first.get("/privacy/keys").words
    first.post("/privacy/keys/new", {"reason": ""}, expect=422)
    path = first.post("/privacy/keys/new", {"reason": "Đổi định kỳ"}).location

    first.post(path, {"decision": "confirm", "version": "1"}, expect=403)
    second.post(path, {"decision": "refuse", "refusal": ""}, expect=422)
    second.post(path, {"decision": "confirm"})

    assert "partywork keys rotate" in first.get(path).words
    assert "Đã xác nhận" in second.get("/privacy/keys").words
