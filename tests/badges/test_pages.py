from datetime import date

import pytest

from partywork.badges.models import BadgeNomination
from partywork.badges.service import reading
from partywork.badges.terms import NominationStatus
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.actor import Desk
from partywork.core.db import db, transaction

TODAY = date(2026, 11, 5)
WHOLE = dict.fromkeys(("declaration", "cell_opinion", "file_extract"), "01/11/2026")


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def desk(make, cell):
    return make.office(Desk.ORGANISATION)


@pytest.fixture
def veteran(make, cell):
    """Return a maker of members whose Party age began on a day."""

    return lambda admitted_on, name="Nguyễn Thị Ước": make.member(
        cell, name=name, admitted_on=admitted_on
    )


def nomination():
    query = db.select(BadgeNomination).execution_options(partywork_scoped=True)
    db.session.expire_all()
    return db.session.scalars(query).one()


def test_a_badge_goes_from_the_list_to_the_award(make, cell, veteran, desk, browse):
    member = veteran(date(1996, 10, 20))
    secretary, office = browse(make.secretary(cell)), browse(desk)
    batch = "/badges/batches/2026-11-07/"

    assert "1 Huy hiệu 30 năm" in secretary.get("/badges/").words
    assert "Dự kiến" in secretary.get(batch).words
    secretary.post(
        f"/badges/members/{member.id}/30/nominate", {"ground": "due", "batch_on": "2026-11-07"}
    )
    path = f"/badges/nominations/{nomination().id}"
    secretary.post(f"{path}/papers", {**WHOLE, "kept_at": "Tủ hồ sơ, cặp 3"})
    assert "Tủ hồ sơ, cặp 3" in secretary.get(f"{path}/").words
    office.post(f"{path}/submit", {"number": "05-TTr/ĐU", "submitted_on": "02/11/2026"})

    page = office.get(f"{path}/")

    assert "Đã trình cấp có thẩm quyền" in page.words
    assert "05-TTr/ĐU, ngày 02/11/2026" in page.words
    assert nomination().status is NominationStatus.SUBMITTED


def test_the_award_becomes_an_event_in_the_life(veteran, desk, browse, today):
    member = veteran(date(1996, 8, 20))
    office = browse(desk)
    office.post(
        f"/badges/members/{member.id}/30/nominate", {"ground": "due", "batch_on": "2026-11-07"}
    )
    path = f"/badges/nominations/{nomination().id}"
    office.post(f"{path}/papers", WHOLE)
    office.post(f"{path}/submit", {"number": "05-TTr/ĐU", "submitted_on": "02/11/2026"})
    given = {
        "decision_number": "12-QĐ/ĐUTW",
        "decided_on": "03/11/2026",
        "deciding_body": "Đảng ủy cấp trên",
        "awarded_on": "05/11/2026",
        "badge_number": "123456",
    }

    early = office.post(f"{path}/award", given, expect=422)
    today(date(2026, 11, 7))
    office = browse(desk)
    office.post(f"{path}/award", {**given, "awarded_on": "07/11/2026"})

    assert "chưa đến đợt trao tặng" in early.words
    (event,) = [
        one for one in events.of_member(desk, member.id) if one.kind is EventKind.BADGE_AWARDED
    ]
    assert event.details == {"years": 30, "number": "123456"}
    assert event.document_number == "12-QĐ/ĐUTW"
    assert "12-QĐ/ĐUTW" in office.get(f"/badges/members/{member.id}/").words
    assert "Đã được tặng" in office.get(f"{path}/").words


def test_an_incomplete_dossier_does_not_go_up(veteran, desk, browse):
    member = veteran(date(1996, 10, 20))
    office = browse(desk)
    office.post(
        f"/badges/members/{member.id}/30/nominate", {"ground": "due", "batch_on": "2026-11-07"}
    )

    page = office.post(
        f"/badges/nominations/{nomination().id}/submit",
        {"number": "05-TTr/ĐU", "submitted_on": "02/11/2026"},
        expect=422,
    )

    assert "Hồ sơ còn thiếu" in page.words
    assert page.soup.find("input", {"name": "number"})["value"] == "05-TTr/ĐU"


def test_a_postponed_nomination_is_taken_up_again(veteran, desk, browse):
    member = veteran(date(1996, 10, 20))
    office = browse(desk)
    office.post(
        f"/badges/members/{member.id}/30/nominate", {"ground": "due", "batch_on": "2026-11-07"}
    )
    path = f"/badges/nominations/{nomination().id}"

    office.post(f"{path}/postpone", {"reason": "dossier"})
    assert "Hồ sơ chưa đủ, chờ bổ sung" in office.get(f"{path}/").words
    office.post(f"{path}/resume", {"batch_on": "2027-02-03"})

    assert nomination().status is NominationStatus.PROPOSED
    assert nomination().batch_on == date(2027, 2, 3)


def test_t17_a_discipline_holds_the_nomination(make, cell, veteran, desk, browse):
    member = veteran(date(1996, 9, 2))
    with transaction():
        events.apply(
            desk,
            member.id,
            NewEvent(
                kind=EventKind.DISCIPLINED,
                happened_on=date(2026, 5, 10),
                cell_id=cell.id,
                document_number="03-QĐ/CB",
                details={"form": "warning"},
            ),
        )
    office = browse(desk)

    assert "Chờ công nhận tiến bộ" in office.get("/badges/batches/2027-05-19/").words
    page = office.post(
        f"/badges/members/{member.id}/30/nominate",
        {"ground": "due", "batch_on": "2026-11-07"},
        expect=422,
    )

    assert "10/02/2027" in page.soup.find(id="batch_on-error").get_text()


def test_a_badge_given_before_is_entered_from_the_backlog(veteran, desk, browse):
    member = veteran(date(1980, 3, 1))
    office = browse(desk)
    path = f"/badges/members/{member.id}/45/past-award"
    given = {
        "decision_number": "12-QĐ/ĐUTW",
        "decided_on": "03/05/2025",
        "deciding_body": "Đảng ủy cấp trên",
        "awarded_on": "19/05/2025",
    }

    assert "Đã đủ tuổi Đảng, chưa ghi Huy hiệu" in office.get("/badges/").words
    too_early = office.post(path, {**given, "awarded_on": "07/11/2024"}, expect=422)
    office.post(path, given)

    assert "trước ngày quyết định" in too_early.words
    assert "45 năm tuổi Đảng" in office.get(f"/badges/members/{member.id}/").words
    assert "Nguyễn Thị Ước" not in office.get("/badges/").words


def test_nobody_prepares_their_own_dossier(make, cell, browse):
    actor = make.secretary(cell)

    browse(actor).get(f"/badges/members/{actor.member_id}/40/nominate", expect=403)


def test_who_may_not_know_of_discipline_sees_no_badges(make, cell, veteran, browse):
    member = veteran(date(1996, 10, 20))
    for actor in (make.plain_member(cell), make.office(Desk.CLERICAL), make.administrator()):
        browser = browse(actor)
        browser.get("/badges/", expect=403)
        browser.get("/badges/cards/", expect=403)
        browser.get(f"/badges/members/{member.id}/", expect=404)
    other = browse(make.secretary(make.cell()))
    other.get(f"/badges/members/{member.id}/", expect=404)
    assert "Nguyễn Thị Ước" not in other.get("/badges/batches/2026-11-07/").words


def test_an_address_that_names_no_batch_is_not_found(desk, browse):
    browse(desk).get("/badges/batches/2026-11-08/", expect=404)
    browse(desk).get("/badges/batches/khong-phai-ngay/", expect=404)


def test_cards_are_issued_lost_and_exchanged(make, cell, desk, browse):
    member = make.member(cell, name="Trần Thị Yến")
    office = browse(desk)
    path = f"/badges/cards/{member.id}/"

    assert "Có thẻ, chưa rõ loại" in office.get("/badges/cards/").words
    assert "Không có thẻ nào" in office.get("/badges/cards/?tinh-trang=missing").words
    office.post(path, {"act": "lost", "happened_on": "04/03/2026", "card_kind": ""})
    assert "Trần Thị Yến" in office.get("/badges/cards/?tinh-trang=lost").words
    office.post(
        path,
        {
            "act": "issued",
            "happened_on": "05/05/2026",
            "number": "9876543210",
            "card_kind": "new",
            "decision_number": "9-QĐ/ĐU",
            "decided_on": "04/05/2026",
            "deciding_body": "Đảng ủy",
        },
    )

    assert "Đã có thẻ mới" in office.get(f"/badges/members/{member.id}/").words


def test_the_page_of_a_card_asks_for_the_decision_with_the_usual_body_filled_in(
    make, cell, desk, browse
):
    member = make.member(cell)
    office, path = browse(desk), f"/badges/cards/{member.id}/"
    new = {"act": "exchanged", "happened_on": "05/05/2026", "number": "987654", "card_kind": "new"}

    shown = office.get(path)
    assert shown.soup.find("input", {"name": "deciding_body"})["value"] == "Đảng ủy"
    page = office.post(path, new | {"decision_number": "9-QĐ/ĐU"}, expect=422)
    assert page.soup.find(id="decided_on-error")
    assert page.soup.find("input", {"name": "decision_number"})["value"] == "9-QĐ/ĐU"
    late = {"decision_number": "9-QĐ/ĐU", "decided_on": "06/05/2026"}
    assert "trước ngày ký quyết định" in office.post(path, new | late, expect=422).words

    reporting = browse(make.secretary(cell)).get(path)
    assert reporting.soup.find("input", {"name": "decision_number"}) is None
    assert "Báo mất thẻ không cần quyết định" in reporting.words


def test_of_the_dead_no_card_and_no_later_milestone_is_spoken(veteran, cell, desk, browse):
    gone, here = veteran(date(1987, 1, 10)), veteran(date(1987, 1, 10))
    died = NewEvent(kind=EventKind.DIED, happened_on=date(2026, 10, 9), cell_id=cell.id)
    events.record(desk, gone.id, died)
    browser = browse(desk)

    alive, dead = (browser.get(f"/badges/members/{one.id}/") for one in (here, gone))

    for page, speaks in ((alive, True), (dead, False)):
        assert ("Ghi cấp, đổi, mất thẻ" in page.words) is speaks
        assert ("45 năm tuổi Đảng" in page.words) is speaks
    assert "40 năm tuổi Đảng" in dead.words


def test_a_probationer_gets_no_card(make, cell, desk, browse):
    member = make.member(cell, status=MembershipStatus.PROBATIONARY)

    page = browse(desk).post(
        f"/badges/cards/{member.id}/",
        {
            "act": "exchanged",
            "happened_on": "03/02/2026",
            "number": "0123456789",
            "card_kind": "new",
        },
        expect=422,
    )

    assert "chỉ cấp cho đảng viên chính thức" in page.words


def test_the_list_and_the_draft_are_laid_out(veteran, desk, browse):
    member = veteran(date(1996, 10, 20))
    office = browse(desk)
    batch = "/badges/batches/2026-11-07"

    nothing = office.get(f"{batch}/submission.pdf", expect=422)
    office.post(
        f"/badges/members/{member.id}/30/nominate", {"ground": "due", "batch_on": "2026-11-07"}
    )
    office.post(f"/badges/nominations/{nomination().id}/papers", {**WHOLE, "kept_at": "Cặp 3"})

    assert "chưa có hồ sơ đề nghị" in nothing.words
    for name in ("list", "submission"):
        answer = office.get(f"{batch}/{name}.pdf").answer
        assert answer.mimetype == "application/pdf"
    assert reading.batch(desk, date(2026, 11, 7)).count(NominationStatus.PROPOSED) == 1
