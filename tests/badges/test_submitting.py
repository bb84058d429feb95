"""The tờ trình of a batch: its number, the paper that is kept, who issues it."""

from datetime import date, time
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.badges.service import nominations, reading, submitting
from partywork.badges.terms import DossierPaper, Ground, NominationStatus
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Desk, system
from partywork.core.db import transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.documents import service as documents
from partywork.documents.terms import FileRole
from partywork.pdf import renderer
from tests.pdf.measure import sheets, words_of
from tests.support.bodies import open_body, voted

BATCH = date(2026, 11, 7)
TODAY = date(2026, 11, 5)
BATCH_PAGE = f"/badges/batches/{BATCH.isoformat()}/"
WHOLE = (DossierPaper.DECLARATION, DossierPaper.CELL_OPINION, DossierPaper.FILE_EXTRACT)


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def desk(make, cell):
    return make.office(Desk.ORGANISATION)


@pytest.fixture
def leader(make):
    return make.committee_secretary()


@pytest.fixture
def propose(make, cell, desk):
    """Return a maker of members proposed for thirty years, with whole dossiers or without."""

    def proposed(name, *, is_whole=True, member_id=None):
        member_id = member_id or make.member(cell, name=name, admitted_on=date(1996, 10, 20)).id
        opened = nominations.nominate(
            desk, member_id, 30, ground=Ground.DUE, batch_on=BATCH, asked_on=None
        )
        received = {paper.value: date(2026, 11, 1) for paper in WHOLE if is_whole}
        return nominations.keep_papers(
            desk, opened.id, version=opened.version, received=received, kept_at="Tủ 3"
        )

    return proposed


def issue(actor, leader, *chosen, cell_id=None, on=TODAY):
    return submitting.issue(
        actor,
        BATCH,
        cell_id,
        nomination_ids=[one.id for one in chosen],
        signer_id=leader.member_id,
        issued_on=on,
    )


def paper_of(actor, submission):
    document = documents.get(actor, submission.document_id)
    (kept,) = [one for one in document.files if one.role is FileRole.RENDERED]
    return document, documents.open_file(actor, kept.id)[1]


def test_a_batch_is_submitted_with_a_number_of_the_committee_and_the_paper_is_kept(
    desk, leader, propose
):
    first, second = propose("Nguyễn Thị Ước"), propose("Lê Thị Xuân")

    submission = issue(desk, leader, first, second)

    document, content = paper_of(desk, submission)
    words = words_of(content)
    assert document.symbol == "01-TTr/ĐU"
    assert "Số 01-TTr/ĐU" in words
    assert "Kính trình:" in words
    assert "T/M BAN THƯỜNG VỤ BÍ THƯ" in words
    assert "- Như trên;" in words
    assert "(kèm theo Tờ trình số 01-TTr/ĐU, ngày 05 tháng 11 năm 2026" in words
    assert {"Nguyễn Thị Ước", "Lê Thị Xuân"} <= set(_names(words))
    for one in (first, second):
        kept = reading.get(desk, one.id)
        assert kept.status is NominationStatus.SUBMITTED
        assert (kept.submission_number, kept.submitted_on) == ("01-TTr/ĐU", TODAY)
        assert kept.submission_id == submission.id


def _names(words):
    return [name for name in ("Nguyễn Thị Ước", "Lê Thị Xuân") if name in words]


def test_the_paper_has_the_layout_of_party_papers_and_its_list_as_annex(desk, leader, propose):
    submission = issue(desk, leader, propose("Công Tằng Tôn Nữ Thị Phương Thảo"))

    letter, annex = sheets(paper_of(desk, submission)[1])

    assert letter.ink().left == pytest.approx(30, abs=0.6)
    assert letter.ink().top == pytest.approx(20, abs=0.8)
    kind, addressee = letter.find("TỜ TRÌNH"), letter.find("Kính trình:")
    assert (kind.size, kind.is_bold) == (16, True)
    assert (addressee.size, addressee.is_italic) == (14, True)
    assert letter.find("T/M BAN THƯỜNG VỤ").size == 14
    assert letter.find("- Như trên;").size == 12
    assert annex.first_line().text == "2"
    assert annex.find("DANH SÁCH").is_bold
    assert annex.find("Công Tằng Tôn Nữ Thị")
    assert annex.ink().right <= 195.6


def test_the_paper_is_laid_out_once_from_what_was_frozen(desk, leader, propose, monkeypatch):
    def broken(*_):
        raise renderer.LayoutFailed

    nomination = propose("Nguyễn Thị Ước")
    with monkeypatch.context() as failing:
        failing.setattr(submitting, "render", broken)
        submission = issue(desk, leader, nomination)
    with transaction():
        reading.get(desk, nomination.id).member.full_name = "Nguyễn Thị Khác"

    first = list(submitting.lay_out_missing(system(TODAY)))
    second = list(submitting.lay_out_missing(system(TODAY)))
    submitting.lay_out(desk, submission.id)

    assert (first, second) == ([(1, 1)], [])
    assert "Nguyễn Thị Ước" in words_of(paper_of(desk, submission)[1])


def test_numbers_follow_each_other_and_nobody_goes_twice(desk, leader, propose):
    first, second = propose("Nguyễn Thị Ước"), propose("Lê Thị Xuân")
    issue(desk, leader, first)

    with pytest.raises(RuleBroken, match="vừa thay đổi"):
        issue(desk, leader, first, second)
    again = issue(desk, leader, second)

    assert paper_of(desk, again)[0].symbol == "02-TTr/ĐU"
    with pytest.raises(RuleBroken, match="đánh dấu ít nhất"):
        issue(desk, leader)


def test_only_whole_dossiers_go_and_never_ones_own(make, cell, desk, leader, propose):
    lacking = propose("Nguyễn Thị Ước", is_whole=False)
    colleague = make.office(Desk.ORGANISATION)
    own = make.member(cell, name="Lê Thị Xuân", admitted_on=date(1996, 10, 20))
    nomination = propose("", member_id=own.id)
    make.appointment(own, make.organisation(), OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    self_interested = make.actor(own)

    found = submitting.for_submitting(self_interested, BATCH, None)

    assert [one.id for one, _missing in found.lacking] == [lacking.id]
    assert found.ready == ()
    assert found.is_own_left_out
    assert [one.id for one in submitting.for_submitting(colleague, BATCH, None).ready] == [
        nomination.id
    ]


def test_who_signs_is_bi_thu_or_pho_bi_thu_and_the_day_is_not_to_come(desk, leader, propose):
    nomination = propose("Nguyễn Thị Ước")

    with pytest.raises(RuleBroken, match="Người ký"):
        issue(desk, desk, nomination)
    with pytest.raises(RuleBroken, match="tương lai"):
        issue(desk, leader, nomination, on=date(2026, 11, 6))

    assert reading.get(desk, nomination.id).status is NominationStatus.PROPOSED


def test_a_cell_submits_to_the_committee_with_its_own_number(make, cell, desk, propose):
    secretary = make.secretary(cell)
    nomination = propose("Nguyễn Thị Ước")

    submission = issue(secretary, secretary, nomination)

    document, content = paper_of(secretary, submission)
    assert document.symbol == "01-TTr/CB"
    assert "T/M CHI BỘ BÍ THƯ" in words_of(content)
    assert reading.get(desk, nomination.id).status is NominationStatus.PROPOSED
    assert submitting.for_submitting(secretary, BATCH, None).ready == ()
    assert [one.id for one in submitting.for_submitting(desk, BATCH, None).ready] == [nomination.id]
    assert documents.get(desk, submission.document_id).symbol == "01-TTr/CB"


def test_members_and_others_take_no_number(make, cell, desk, propose):
    propose("Nguyễn Thị Ước")

    with pytest.raises(NotAllowed):
        submitting.for_submitting(make.plain_member(cell), BATCH, None)
    with pytest.raises(NotAllowed):
        submitting.for_submitting(make.committee(), BATCH, None)
    with pytest.raises(NotAllowed):
        submitting.for_submitting(desk, BATCH, cell.id)
    with pytest.raises(NotVisible):
        submitting.for_submitting(desk, date(2026, 11, 8), None)
    with pytest.raises(NotVisible):
        submitting.lay_out(desk, uuid4())


def test_the_trail_tells_the_number_and_how_many(desk, leader, propose):
    issue(desk, leader, propose("Nguyễn Thị Ước"))

    told = [one for one in audit.entries(system(TODAY)) if one.action == "badge.issue-submission"]

    assert [(one.changes["symbol"], one.changes["people"]) for one in told] == [("01-TTr/ĐU", 1)]
    assert "Nguyễn" not in str([one.changes for one in told])


def test_the_desk_takes_the_number_on_the_page_of_the_batch(browse, desk, leader, propose):
    nomination = propose("Nguyễn Thị Ước")
    propose("Lê Thị Xuân", is_whole=False)
    office = browse(desk)
    assert "3.510.000 đ" in office.get(BATCH_PAGE).words
    form = office.get(f"{BATCH_PAGE}submit")
    assert "Số sẽ lấy: 01-TTr/ĐU" in form.words
    assert [box["value"] for box in form.soup.select("input[name=chosen]")] == [str(nomination.id)]
    assert "Chưa trình được vì hồ sơ còn thiếu" in form.words
    sent = {"signer": str(leader.member_id), "issued_on": "05/11/2026"}

    refused = office.post(f"{BATCH_PAGE}submit", {**sent, "chosen": []}, expect=422)
    assert "đánh dấu ít nhất một đồng chí" in refused.words
    office.post(f"{BATCH_PAGE}submit", {**sent, "chosen": [str(nomination.id)]})

    page = office.get(BATCH_PAGE)
    assert "Số 01-TTr/ĐU, ngày 05/11/2026" in page.words
    assert "Đã trình cấp có thẩm quyền" in page.words
    shown = office.get(f"/badges/nominations/{nomination.id}/")
    assert shown.soup.find("a", string="Mở tờ trình đã lưu")


def test_an_amount_nobody_has_ruled_leads_to_its_provision_and_leaves_the_sum_open(
    make, browse, cell, desk
):
    make.member(cell, name="Nguyễn Thị Ước", admitted_on=date(1981, 10, 20))

    page = browse(desk).get(BATCH_PAGE)

    assert page.soup.find("a", href="/provisions/badge.money_45", string="Chưa quy định")
    assert "Chưa tính tổng tiền" in page.words
    assert "Chưa quy định" not in browse(desk).get("/provisions/badge.money_30").words


def test_the_draft_is_offered_once_somebody_has_every_paper(desk, propose, browse):
    office = browse(desk)
    propose("Nguyễn Thị Ước", is_whole=False)
    without = office.get(BATCH_PAGE)

    propose("Lê Thị Xuân")

    assert "In dự thảo tờ trình" not in without.words
    assert "In dự thảo tờ trình" in office.get(BATCH_PAGE).words


def test_a_list_that_a_meeting_passed_names_it(make, desk, propose, browse, today):
    today(TODAY, time(21, 0))
    meeting = open_body(make, BodyKind.STANDING_COMMITTEE)
    vote = voted(meeting, question="Danh sách đề nghị tặng Huy hiệu Đảng")
    one = propose("Nguyễn Thị Ước")
    page = browse(desk)

    offered = page.get(f"{BATCH_PAGE}submit").soup.find("select", attrs={"name": "vote_id"})
    assert [each["value"] for each in offered.find_all("option")] == ["", str(vote.id)]
    submission = submitting.issue(
        desk,
        BATCH,
        None,
        nomination_ids=[one.id],
        signer_id=meeting.secretary.member_id,
        issued_on=TODAY,
        vote_id=vote.id,
    )

    assert reading.origins_of(desk, [submission])[submission.id].path == vote.path
    assert page.get(BATCH_PAGE).soup.find("a", href=vote.path)
