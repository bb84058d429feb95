from datetime import date

import pytest

from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Desk, system
from partywork.core.db import db
from partywork.privacy import policy
from partywork.privacy.service import rotations

DAY = date(2026, 11, 5)


@pytest.fixture
def asker(make, today):
    today(DAY)
    return make.office()


def test_who_sees_asks_and_confirms(make, asker):
    asked = rotations.ask(asker, reason="Đổi khóa định kỳ")
    top, cell = make.organisation(), make.cell()
    person = make.member(cell)
    part = make.part("Đảng bộ bộ phận")
    make.appointment(person, part, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    of_part, administrator = make.actor(person), make.administrator()

    def says(actor):
        seen = len(list(db.session.scalars(policy.visible_rotations(actor))))
        return (
            seen,
            policy.may_ask_rotation(actor, top),
            policy.may_confirm_rotation(actor, asked, top),
        )

    for second in (make.office(), make.committee_secretary()):
        assert says(second) == (1, True, True)
        assert policy.may_see_rotations(second)
    assert says(asker) == (1, True, False)
    assert says(administrator) == (1, True, False)
    assert policy.may_see_rotations(administrator)
    assert says(of_part) == (0, False, False)
    assert len(list(db.session.scalars(policy.visible_rotations(system(DAY))))) == 1
    for actor in (
        make.office(Desk.CLERICAL),
        make.committee(),
        make.inspector(),
        make.secretary(cell),
    ):
        assert says(actor) == (0, False, False)
        assert not policy.may_see_rotations(actor)
