from datetime import date

import pytest

from partywork.cells.models import MemberEvent, Membership
from partywork.cells.service import events as recorded
from partywork.cells.service.events import NewEvent
from partywork.cells.service.members import cell_of
from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle, OwnPage
from partywork.core.actor import Desk
from partywork.core.db import db


@pytest.fixture(autouse=True)
def _today(today):
    today(date(2026, 11, 5))


def events(member, *kinds: EventKind) -> list[MemberEvent]:
    db.session.expire_all()
    query = (
        db.select(MemberEvent)
        .where(MemberEvent.member_id == member.id, MemberEvent.kind.in_(kinds))
        .order_by(MemberEvent.sequence)
        .execution_options(partywork_scoped=True)
    )
    return list(db.session.scalars(query))


def standing(member) -> list[tuple[MembershipStatus, date | None]]:
    db.session.expire_all()
    query = (
        db.select(Membership)
        .where(Membership.member_id == member.id)
        .order_by(Membership.starts_on)
        .execution_options(partywork_scoped=True)
    )
    return [(one.status, one.ends_on) for one in db.session.scalars(query)]


PAPER = {
    "document_number": "7-QĐ/ĐU",
    "decided_on": date(2026, 5, 20),
    "deciding_body": "Đảng ủy",
}
DECISION = {
    "document_number": "12-QĐ/ĐU",
    "decided_on": "01/10/2026",
    "deciding_body": "Ban Thường vụ Đảng ủy",
}


def test_what_is_recorded_here_is_offered_and_what_is_impossible_today_says_why(make, browse):
    member = make.member(make.cell())

    page = browse(make.office()).get(f"/members/{member.id}/events/new")

    here = page.soup.select(".groups .rows li")
    assert "Miễn công tác và sinh hoạt đảng" in [one.get_text(strip=True) for one in here]
    (resumed,) = (one for one in here if one.a.get_text() == EventKind.RESUMED.label)
    assert "Hôm nay chưa ghi được" in resumed.select_one(".why").get_text()


def test_an_exemption_is_recorded_with_its_decision_and_the_standing_follows(make, browse):
    cell = make.cell()
    member = make.member(cell)
    browser = browse(make.office())
    form = DECISION | {"happened_on": "01/10/2026", "has_paper": "y", "note": "Có đơn"}

    answer = browser.post(f"/members/{member.id}/events/new/exempted", form)

    assert answer.location == f"/members/{member.id}"
    (event,) = events(member, EventKind.EXEMPTED)
    assert (event.document_number, event.has_paper, event.note) == ("12-QĐ/ĐU", True, "Có đơn")
    assert standing(member)[-1][0] is MembershipStatus.EXEMPTED
    page = browser.get(f"/members/{member.id}")
    assert "12-QĐ/ĐU, ngày 01/10/2026, Ban Thường vụ Đảng ủy" in page.words
    assert "Có đơn" in page.words


def test_what_the_kind_needs_is_asked_and_what_was_typed_is_kept(make, browse):
    member = make.member(make.cell())
    path = f"/members/{member.id}/events/new/struck_off"

    page = browse(make.office()).post(path, {"happened_on": "01/10/2026"}, expect=422)

    for name in ("document_number", "decided_on", "deciding_body"):
        assert page.soup.find(id=f"{name}-error")
    assert page.soup.find(id="happened_on")["value"] == "01/10/2026"
    assert page.soup.find(id="until_on") is None


def test_an_impossible_event_is_refused_in_words_at_the_form(make, browse):
    member = make.member(make.cell())
    path = f"/members/{member.id}/events/new/reinstated"

    page = browse(make.office()).post(path, DECISION | {"happened_on": "01/10/2026"}, expect=422)

    assert "Chưa lưu được" in page.words
    assert events(member, EventKind.REINSTATED) == []


@pytest.mark.parametrize(
    ("kind", "form", "details"),
    [
        (
            "commended",
            {"award": "certificate_of_merit", "level": "committee"},
            {"form": "certificate_of_merit", "level": "committee"},
        ),
        (
            "card_exchanged",
            {"card_number": "001122334455", "card_kind": "new"},
            {"number": "001122334455", "kind": "new"},
        ),
        ("file_supplemented", {"paper": "Bản bổ sung năm 2026"}, {"paper": "Bản bổ sung năm 2026"}),
    ],
)
def test_details_of_each_kind_are_kept(make, browse, kind, form, details):
    member = make.member(make.cell())

    browse(make.office()).post(
        f"/members/{member.id}/events/new/{kind}", DECISION | {"happened_on": "01/10/2026", **form}
    )

    (event,) = events(member, EventKind(kind))
    assert details.items() <= event.details.items()


def test_a_card_number_of_the_wrong_length_is_refused_at_its_field(make, browse):
    member = make.member(make.cell())
    form = DECISION | {"happened_on": "01/10/2026", "card_number": "12", "card_kind": "new"}

    page = browse(make.office()).post(
        f"/members/{member.id}/events/new/card_exchanged", form, expect=422
    )

    assert "6 đến 20 chữ số hoặc chữ cái" in page.soup.find(id="card_number-error").get_text()


def test_a_move_within_the_party_body_chooses_the_other_cell(make, browse):
    here, there = make.cell(), make.cell("Chi bộ Hội Hóa học")
    member = make.member(here)

    browse(make.office()).post(
        f"/members/{member.id}/events/new/moved",
        DECISION | {"happened_on": "01/10/2026", "other_organisation_id": str(there.id)},
    )

    assert [ends for _, ends in standing(member)] == [date(2026, 9, 30), None]
    page = browse(make.office()).get(f"/members/{member.id}")
    assert "Chuyển giữa các chi bộ trong Đảng bộ: Chi bộ Hội Hóa học" in page.words


def test_a_correction_takes_the_place_and_the_wrong_words_stay_struck_through(make, browse):
    member = make.member(make.cell())
    browser = browse(make.office())
    browser.post(
        f"/members/{member.id}/events/new/exempted", DECISION | {"happened_on": "01/10/2026"}
    )
    (wrong,) = events(member, EventKind.EXEMPTED)
    path = f"/members/{member.id}/events/{wrong.id}/correct"

    shown = browser.get(path)
    browser.post(path, DECISION | {"happened_on": "01/09/2026"})

    assert shown.soup.find(id="document_number")["value"] == "12-QĐ/ĐU"
    assert standing(member)[0][1] == date(2026, 8, 31)
    page = browser.get(f"/members/{member.id}")
    assert page.soup.select_one("tr.struck s").get_text() == EventKind.EXEMPTED.label
    assert "Đính chính" in page.words


def test_an_event_that_never_happened_is_voided_with_a_reason_and_stays_to_be_read(make, browse):
    member = make.member(make.cell())
    browser = browse(make.office())
    browser.post(
        f"/members/{member.id}/events/new/exempted", DECISION | {"happened_on": "01/10/2026"}
    )
    (wrong,) = events(member, EventKind.EXEMPTED)
    path = f"/members/{member.id}/events/{wrong.id}/void"

    browser.post(path, {"reason": ""}, expect=422)
    browser.post(path, {"reason": "Ghi nhầm người"})

    assert standing(member) == [(MembershipStatus.OFFICIAL, None)]
    page = browser.get(f"/members/{member.id}")
    assert page.soup.select("tr.struck")
    assert "Ghi nhầm người" in page.words
    browser.get(path, expect=422)


def test_the_list_taken_over_cannot_be_mended_event_by_event(make, browse):
    member = make.member(make.cell())
    (taken_over,) = events(member, EventKind.ENROLLED)

    page = browse(make.office()).get(
        f"/members/{member.id}/events/{taken_over.id}/void", expect=422
    )

    assert "hoàn tác" in page.words


def test_a_death_leads_to_its_steps_and_ends_standing_and_offices(make, browse):
    cell = make.cell()
    member = make.member(
        cell,
        name="Lê Thị Hoa",
        office=OfficeTitle.DEPUTY_SECRETARY,
        admitted_on=date(1986, 10, 21),
    )
    browser = browse(make.secretary(cell))
    path = f"/members/{member.id}/death"
    browser.get(path, expect=404)

    answer = browser.post(f"/members/{member.id}/events/new/died", {"happened_on": "20/10/2026"})

    assert answer.location == path
    assert standing(member)[-1][1] == date(2026, 10, 19)
    assert "Chưa ghi" in browser.get(path).words
    record = browser.get(f"/members/{member.id}").words
    assert "Đồng chí đã từ trần" in record
    assert "Tuổi Đảng 39 năm" in record
    assert "Lê Thị Hoa" not in browser.get("/members").words


def test_steps_after_a_death_are_noted_one_by_one(make, browse):
    cell = make.cell()
    member = make.member(cell)
    path = f"/members/{member.id}/death"
    browser = browse(make.office())
    browser.post(f"/members/{member.id}/events/new/died", {"happened_on": "20/10/2026"})
    step = {"step": "reported", "done_on": "22/10/2026", "words": "15-BC/CB"}

    browser.post(path, step)
    browser.post(path, step, expect=422)
    browser.post(path, {"step": "dues", "done_on": "19/10/2026"}, expect=422)
    for other in ("dues", "family", "archived"):
        browser.post(path, {"step": other, "done_on": "23/10/2026"})

    page = browser.get(path)
    assert "Chi bộ báo cáo Đảng ủy: 15-BC/CB" in page.words
    assert "Các việc đã làm xong" in page.words
    assert len(events(member, EventKind.FILE_SUPPLEMENTED)) == 4
    browse(make.committee()).get(path)
    browse(make.committee()).post(path, step, expect=422)


def test_the_card_of_who_left_the_party_is_taken_back_once(make, browse):
    cell = make.cell()
    member, secretary = make.member(cell), make.secretary(cell)
    path = f"/members/{member.id}/card-return"
    office = make.office()
    _badge(office, member, 30)
    browser = browse(office)
    browser.get(path, expect=404)
    left = {
        "happened_on": "20/10/2026",
        "document_number": "12-QĐ/ĐU",
        "decided_on": "18/10/2026",
        "deciding_body": "Đảng ủy",
    }
    browser.post(f"/members/{member.id}/events/new/resigned", left)
    assert "Thu hồi thẻ đảng viên" in browser.get(f"/members/{member.id}").words
    assert "chưa thu hồi thẻ" in browser.get("/checks/?loai=card_not_returned").words
    assert path in str(browser.get("/checks/?loai=card_not_returned").soup)
    page = browser.get(path)
    assert "Chưa thu hồi" in page.words
    assert "30 năm" in page.words

    browser.post(path, {"done_on": "22/10/2026", "words": ""}, expect=422)
    browser.post(path, {"done_on": "19/10/2026", "words": "Tủ hồ sơ"}, expect=422)
    browser.post(path, {"done_on": "22/10/2026", "words": "Tủ hồ sơ Văn phòng"})
    browser.post(path, {"done_on": "23/10/2026", "words": "Tủ hồ sơ"}, expect=422)

    page = browse(make.committee()).get(path)
    assert "Đã thu hồi Ngày 22/10/2026" in page.words
    assert "Tủ hồ sơ Văn phòng" in page.words
    (event,) = events(member, EventKind.FILE_SUPPLEMENTED)
    assert event.details["returned"] == "card"
    assert path not in str(browser.get("/checks/?loai=card_not_returned").soup)
    browse(make.committee()).post(path, {"done_on": "23/10/2026", "words": "x"}, expect=403)
    browse(secretary).get(path, expect=404)


def _badge(office, member, years):
    kind, day = EventKind.BADGE_AWARDED, date(2026, 10, 1)
    cell = cell_of(office, member.id)
    return recorded.record(
        office, member.id, NewEvent(kind, day, cell.id, details={"years": years})
    )


@pytest.mark.parametrize(
    ("kind", "form", "page"),
    [
        ("suspended", {}, "/conduct/members/{}/"),
        ("commended", {"award": "medal", "level": "state"}, "/conduct/members/{}/"),
        ("disciplined", {"discipline": "warning"}, "/conduct/members/{}/"),
        ("expelled", {}, "/conduct/members/{}/"),
        ("transferred_out", {"other_place": "Chi bộ X"}, "/transfers/members/{}"),
        ("badge_awarded", {"years": "30"}, "/badges/members/{}/"),
        ("card_lost", {}, "/badges/members/{}/"),
        ("confirmed", {}, "/admissions/members/{}"),
    ],
)
def test_what_has_a_page_of_its_own_is_linked_and_refused_from_the_day_of_the_record_on(
    make, browse, kind, form, page
):
    member = make.member(make.cell())
    browser = browse(make.office())
    path = f"/members/{member.id}/events/new"
    today = DECISION | {"happened_on": "05/11/2026"} | form

    shown = browser.get(path)
    refused = browser.post(f"{path}/{kind}", today, expect=422)

    for seen in (shown, refused):
        assert seen.soup.find("a", href=page.format(member.id))
    assert "chỉ ghi lại việc cũ" in refused.soup.find(id="happened_on-error").get_text()
    assert events(member, EventKind(kind)) == []


def test_what_happened_before_the_record_is_written_down_with_its_paper_and_marked(make, browse):
    member = make.member(make.cell())
    browser = browse(make.office())
    path = f"/members/{member.id}/events/new/suspended"

    without = browser.post(path, {"happened_on": "04/11/2026"}, expect=422)
    browser.post(path, DECISION | {"happened_on": "04/11/2026"})

    for name in ("document_number", "decided_on", "deciding_body"):
        assert without.soup.find(id=f"{name}-error")
    assert standing(member)[-1] == (MembershipStatus.SUSPENDED, None)
    assert "Ghi lại việc cũ" in browser.get(f"/members/{member.id}").words


def test_a_correction_does_not_bring_an_old_event_past_its_own_page(make, browse):
    member = make.member(make.cell())
    browser = browse(make.office())
    browser.post(
        f"/members/{member.id}/events/new/suspended", DECISION | {"happened_on": "04/11/2026"}
    )
    (old,) = events(member, EventKind.SUSPENDED)
    path = f"/members/{member.id}/events/{old.id}/correct"

    browser.post(path, DECISION | {"happened_on": "05/11/2026"}, expect=422)
    browser.post(path, DECISION | {"happened_on": "03/11/2026"})

    assert standing(member)[-2][1] == date(2026, 11, 2)


def test_a_stay_that_a_list_brought_ends_here_and_one_with_a_file_there(make, browse):
    member = make.member(make.cell(), status=MembershipStatus.TEMPORARILY_AWAY)
    other = make.member(make.cell("Chi bộ Hội Hóa học"))
    office = make.office()
    day, cell = date(2026, 6, 1), cell_of(office, other.id)
    new = NewEvent(
        EventKind.WENT_AWAY,
        day,
        cell.id,
        until_on=date(2026, 12, 31),
        other_place="Đảng bộ X",
        origin=OwnPage.TRANSFERS,
        **PAPER,
    )
    recorded.record(office, other.id, new)
    browser = browse(office)

    browser.post(f"/members/{member.id}/events/new/temporary_ended", {"happened_on": "05/11/2026"})
    refused = browser.post(
        f"/members/{other.id}/events/new/temporary_ended",
        {"happened_on": "05/11/2026"},
        expect=422,
    )

    assert standing(member)[-1] == (MembershipStatus.OFFICIAL, None)
    assert refused.soup.find("a", href=f"/transfers/members/{other.id}")


def test_an_event_of_another_page_is_mended_there_alone(make, browse):
    member = make.member(make.cell())
    office = make.office()
    cell = cell_of(office, member.id)
    new = NewEvent(EventKind.SUSPENDED, date(2026, 10, 1), cell.id, origin=OwnPage.CONDUCT, **PAPER)
    event = recorded.record(office, member.id, new)
    browser, path = browse(office), f"/members/{member.id}/events/{event.id}"

    for name, form in (
        ("void", {"reason": "Ghi nhầm"}),
        ("correct", DECISION | {"happened_on": "30/09/2026"}),
    ):
        shown = browser.get(f"{path}/{name}")
        browser.post(f"{path}/{name}", form, expect=422)
        assert shown.soup.find("a", href=f"/conduct/events/{event.id}/undo")
        assert not shown.soup.select("main form")

    assert events(member, EventKind.VOIDED) == []
    assert browser.get(f"/members/{member.id}").soup.find(
        "a", href=f"/conduct/events/{event.id}/undo"
    )
    browser.get(f"/badges/events/{event.id}/undo", expect=404)


def test_what_is_wrong_with_a_detail_is_said_at_its_field(make, browse):
    member = make.member(make.cell(), admitted_on=date(1980, 3, 2))
    office = make.office()
    _, wrong = (_badge(office, member, years) for years in (30, 40))
    path = f"/members/{member.id}/events/{wrong.id}/correct"

    page = browse(office).post(
        path, DECISION | {"happened_on": "02/10/2026", "years": "30"}, expect=422
    )

    assert page.soup.find(id="years-error")


def test_an_old_badge_before_its_years_is_refused_in_words_and_keeps_what_was_typed(make, browse):
    member = make.member(make.cell(), admitted_on=date(1989, 3, 2))
    form = DECISION | {"happened_on": "03/02/2018", "years": "30"}

    page = browse(make.office()).post(
        f"/members/{member.id}/events/new/badge_awarded", form, expect=422
    )

    assert "Ngày 03/02/2018 chưa đủ 30 năm tuổi Đảng" in page.words
    assert "đủ vào ngày 02/03/2019" in page.words
    assert page.soup.find("input", {"name": "happened_on"})["value"] == "03/02/2018"
    assert not events(member, EventKind.BADGE_AWARDED)


def test_officers_record_what_their_cell_decides_and_mend_nothing(make, browse):
    cell = make.cell()
    member = make.member(cell)
    browser = browse(make.secretary(cell))
    browser.post(
        f"/members/{member.id}/events/new/commended",
        DECISION | {"happened_on": "01/10/2026", "award": "certificate_of_merit", "level": "cell"},
    )
    (event,) = events(member, EventKind.COMMENDED)

    page = browser.get(f"/members/{member.id}/events/new")

    assert "Thi hành kỷ luật" not in page.words
    browser.get(f"/members/{member.id}/events/new/disciplined", expect=403)
    browser.get(f"/members/{member.id}/events/{event.id}/void", expect=403)
    browser.get(f"/members/{member.id}/events/new/x", expect=404)


def test_nobody_records_events_of_their_own(make, browse):
    cell = make.cell()
    for actor in (make.secretary(cell), make.office()):
        browse(actor).get(f"/members/{actor.member_id}/events/new", expect=403)
    for actor in (make.committee(), make.inspector(), make.office(Desk.CLERICAL)):
        browse(actor).get(f"/members/{make.member(cell).id}/events/new", expect=403)
