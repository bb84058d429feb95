"""Organisations that take the consent of the committee above: told, recorded, rested."""

from datetime import date

import pytest

from partywork.cells.jobs import watch
from partywork.cells.models import UpperConsent
from partywork.cells.service import cell_page, consents
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, RuleBroken
from partywork.notifications.models import Notice
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey

TODAY = date(2026, 11, 22)
PAPER = {
    "number": "45-CV/ĐU",
    "decided_on": date(2026, 11, 20),
    "deciding_body": "Ban Thường vụ Đảng ủy cấp trên",
}


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def desk(make):
    return make.office()


def limit(desk, members):
    provisions.change(
        desk,
        ProvisionKey.ORGANISATION_MIN,
        new_value=members,
        valid_from=TODAY,
        certainty=Certainty.LOCAL,
        legal_text_id=None,
        article="",
        note="",
    )


def told(desk, organisation):
    query = db.select(Notice).execution_options(partywork_scoped=True)
    return [
        one.title.partition(": ")[2]
        for one in db.session.scalars(query.order_by(Notice.id))
        if one.recipient_id == desk.member_id and one.title.startswith(organisation.name)
    ]


def test_a_dang_bo_that_falls_under_thirty_is_told_until_consent_is_recorded(make, desk):
    place, cell = make.organisation(), make.cell()
    limit(desk, 3)
    for _ in range(2):
        make.member(cell)
    watch()
    assert told(desk, place) == []

    limit(desk, 30)
    watch()
    watch()

    assert told(desk, place) == ["đảng bộ còn dưới 30 đảng viên"]
    assert "dưới 30" in cell_page.open_page(desk, place.id).consent.words
    consents.record(desk, place.id, **PAPER)
    assert cell_page.open_page(desk, place.id).consent.consent.number == "45-CV/ĐU"
    limit(desk, 3)
    watch()
    assert told(desk, place)[-1] == "đảng bộ đã có từ 3 đảng viên trở lên"
    assert cell_page.open_page(desk, place.id).consent is None
    # A consent ends with its case: falling again takes another.
    limit(desk, 30)
    watch()
    assert len(told(desk, place)) == 3
    assert cell_page.open_page(desk, place.id).consent.consent is None


def test_a_chi_bo_co_so_that_reaches_the_number_and_a_dang_bo_bo_phan_take_consent(make, desk):
    place, grassroots, other = make.organisation(), make.cell(), make.cell()
    part = make.part("Đảng bộ bộ phận Viện Hóa học")
    with transaction():
        grassroots.parent_id = place.parent_id
    limit(desk, 2)
    for cell in (grassroots, grassroots, other, other):
        make.member(cell)

    watch()

    assert "chi bộ cơ sở có từ 2 đảng viên trở lên" in told(desk, grassroots)
    assert not any("cơ sở" in one for one in told(desk, other))
    assert told(desk, part) == ["đảng bộ bộ phận cần văn bản đồng ý của cấp trên"]
    assert told(desk, place) == []


def test_nobody_is_asked_where_the_dang_uy_found_that_no_consent_is_needed(make, desk):
    place = make.organisation()
    provisions.change(
        desk,
        ProvisionKey.ORGANISATION_CONSENT,
        new_value=False,
        valid_from=TODAY,
        certainty=Certainty.LOCAL,
        legal_text_id=None,
        article="",
        note="",
    )

    watch()

    assert told(desk, place) == []
    with pytest.raises(RuleBroken, match="không thuộc trường hợp"):
        consents.record(desk, place.id, **PAPER)


def test_only_the_organisation_desk_records_consent_of_a_day_that_has_come(make, desk):
    place = make.organisation()
    for actor in (make.committee(), make.secretary(make.cell()), make.administrator()):
        with pytest.raises(NotAllowed):
            consents.record(actor, place.id, **PAPER)
    with pytest.raises(RuleBroken, match="tương lai"):
        consents.record(desk, place.id, **{**PAPER, "decided_on": date(2026, 12, 1)})
    query = db.select(UpperConsent).execution_options(partywork_scoped=True)
    assert list(db.session.scalars(query)) == []
