import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.ballots.terms import VoteStatus
from partywork.cells.queries import term_on
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.documents import service as documents
from partywork.documents.policy import visible_taken_numbers
from partywork.documents.terms import AccessClass, DocumentStatus, FileRole
from partywork.notifications import service as notifications
from partywork.resolutions import jobs, service
from partywork.resolutions.pages import Clause, TaskRow, clauses_of
from partywork.resolutions.terms import Part, ResolutionStatus
from tests.support.databases import unwritable_files
from tests.support.papers import ADOPTED_ON, ISSUED_ON, Desk, docx, pdf, vote

DAY = date(2026, 11, 22)
SYSTEM = system(DAY)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def desk(make, cell):
    return Desk(make, cell)


def issue(desk, resolution, day=ISSUED_ON, **kwargs):
    return service.issue(
        desk.actor, resolution.id, version=resolution.version, issued_on=day, **kwargs
    )


def told(actor):
    notices, _ = notifications.inbox(actor)
    return [notice.title for notice in notices]


def test_a_passed_vote_makes_the_draft_adopted(desk):
    resolution = desk.drafted(VoteStatus.PASSED)

    assert resolution.status is ResolutionStatus.ADOPTED
    assert resolution.adopted_on == ADOPTED_ON
    assert service.get(desk.actor, resolution.id).document.symbol is None


def test_a_failed_vote_ends_the_paper_without_a_number(desk):
    resolution = desk.drafted(VoteStatus.FAILED)

    assert resolution.status is ResolutionStatus.REJECTED
    assert resolution.adopted_on is None
    for step in (service.for_sending, service.for_signing, service.for_issuing):
        with pytest.raises(RuleBroken, match="chưa thể chuyển"):
            step(desk.actor, resolution.id)
    assert db.session.scalars(visible_taken_numbers(SYSTEM)).all() == []


def test_without_a_vote_it_stays_a_draft(desk):
    assert desk.drafted(None).status is ResolutionStatus.DRAFT


@pytest.mark.parametrize("status", [VoteStatus.PREPARED, VoteStatus.OPEN])
def test_a_vote_that_is_not_over_adopts_nothing(desk, status):
    with pytest.raises(RuleBroken, match="chưa kết thúc"):
        desk.drafted(status)


def test_the_vote_must_be_of_the_issuing_body(make, cell, desk):
    other = make.body(cell, BodyKind.CELL_COMMITTEE)

    with pytest.raises(RuleBroken, match="không phải của cơ quan"):
        desk.drafted(vote=vote(cell, other.id))


def test_chi_uy_does_not_issue_resolutions(desk):
    with pytest.raises(RuleBroken, match="không có thẩm quyền"):
        desk.drafted(body=BodyKind.CELL_COMMITTEE)


def test_a_plain_member_drafts_nothing(make, cell):
    with pytest.raises(NotAllowed):
        Desk(make, cell, secretary=make.plain_member(cell)).drafted()


def test_the_body_must_belong_to_the_organisation(make, desk):
    other = make.body(make.cell(), BodyKind.CELL)

    with pytest.raises(NotVisible):
        desk.drafted(None, body_id=other.id)


@pytest.mark.parametrize("field", ["title", "opening", "closing", "recipients"])
def test_a_secret_mark_is_refused_in_every_text(desk, field):
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        desk.drafted(**{field: "TỐI MẬT"})


def test_a_secret_mark_is_refused_in_the_parts(desk):
    with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
        desk.drafted(parts=[(Part.DIRECTION, ["Một", "TUYỆT MẬT"])])


def test_the_whole_way_takes_the_number_that_follows_the_register(desk, cell):
    documents.set_last_numbers(SYSTEM, cell, {"NQ": 21}, term_on(SYSTEM, cell.id, DAY))

    resolution = desk.issued()

    found = service.get(desk.actor, resolution.id)
    assert found.document.symbol == "22-NQ/CB"
    assert documents.full_key(found.document) == ("22-NQ/CB (Chi bộ Văn phòng, nhiệm kỳ 2025-2030)")
    assert found.status is ResolutionStatus.ISSUED
    assert found.document.status is DocumentStatus.AVAILABLE
    assert found.document.access is AccessClass.INTERNAL
    assert found.document.published_at is not None
    assert found.document.filed_at is not None
    assert (found.issued_on, found.document.issued_on) == (ISSUED_ON, ISSUED_ON)


def test_each_step_leaves_one_entry_in_the_trail(desk):
    desk.issued()

    actions = [e.action for e in reversed(audit.entries(SYSTEM)) if e.action.startswith("res")]
    assert actions == [
        "resolution.draft",
        "resolution.send-for-signature",
        "resolution.sign",
        "resolution.issue",
    ]


def test_no_step_is_skipped(desk):
    adopted = desk.adopted()
    with pytest.raises(RuleBroken):
        service.for_signing(desk.actor, adopted.id)
    with pytest.raises(RuleBroken):
        issue(desk, adopted)

    awaiting = desk.awaiting()
    with pytest.raises(RuleBroken):
        service.for_sending(desk.actor, awaiting.id)
    with pytest.raises(RuleBroken):
        issue(desk, awaiting)

    issued = desk.issued()
    with pytest.raises(RuleBroken):
        issue(desk, issued)
    assert len(db.session.scalars(visible_taken_numbers(SYSTEM)).all()) == 1


def test_an_adopted_text_does_not_change_but_its_recipients_may(desk):
    resolution = desk.adopted()

    changed = service.edit(
        desk.actor, resolution.id, version=resolution.version, recipients="Lưu Chi bộ."
    )

    assert changed.recipients == "Lưu Chi bộ."
    with pytest.raises(RuleBroken, match="không sửa nội dung"):
        service.edit(
            desk.actor,
            resolution.id,
            version=changed.version,
            title="khác",
            recipients="Lưu Chi bộ.",
        )


def test_a_draft_may_be_rewritten(desk):
    resolution = desk.drafted(None)

    service.edit(
        desk.actor,
        resolution.id,
        version=resolution.version,
        title="về công tác cán bộ",
        parts=[(Part.DIRECTION, ["Một", "", "Hai"])],
        recipients="Lưu Chi bộ.",
    )

    found = service.get(desk.actor, resolution.id)
    assert found.title == found.document.summary == "về công tác cán bộ"
    assert [clause.text for clause in found.document.clauses] == ["Một", "Hai"]


def test_two_people_do_not_overwrite_each_other(desk):
    resolution = desk.drafted(None)
    opened = resolution.version
    service.edit(
        desk.actor,
        resolution.id,
        version=opened,
        parts=[(Part.DIRECTION, ["Một"])],
        recipients=resolution.recipients,
    )

    with pytest.raises(Stale):
        service.edit(desk.actor, resolution.id, version=opened, recipients="Khác")


def test_nothing_is_edited_once_it_waits_for_the_signature(desk):
    resolution = desk.awaiting()

    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        service.for_editing(desk.actor, resolution.id)


def test_only_bi_thu_and_pho_bi_thu_are_asked_to_sign(make, cell, desk):
    resolution = desk.adopted()
    deputy = make.deputy(cell)
    plain = make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER)

    offices = [
        one.office for one in service.signers(desk.actor, service.get(desk.actor, resolution.id))
    ]

    assert offices == [OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY]
    with pytest.raises(RuleBroken, match="bí thư hoặc phó bí thư"):
        service.send_for_signature(
            desk.actor, resolution.id, version=resolution.version, signer_member_id=plain.id
        )
    sent = service.send_for_signature(
        desk.actor, resolution.id, version=resolution.version, signer_member_id=deputy.member_id
    )
    assert sent.signer_office == OfficeTitle.DEPUTY_SECRETARY.value
    assert told(deputy) == ["Nghị quyết chờ đồng chí ký"]


def test_the_signed_sheet_is_kept_as_it_came(desk):
    resolution = desk.signed()

    found = service.get(desk.actor, resolution.id)
    scans = [one for one in found.document.files if one.role is FileRole.SIGNED_COPY]
    assert len(scans) == 1
    assert documents.open_file(desk.actor, scans[0].id)[1] == pdf()


@pytest.mark.parametrize(
    ("name", "content", "day", "reason"),
    [
        pytest.param("a.docx", docx("a"), ISSUED_ON, "PDF, JPG hoặc PNG", id="an editable text"),
        pytest.param("a.pdf", b"MZ", ISSUED_ON, "không phải là PDF", id="not what it says"),
        pytest.param("a.pdf", pdf("MẬT"), ISSUED_ON, "Luật 117/2025", id="secret mark"),
        pytest.param("a.pdf", pdf(), date(2026, 11, 4), "trước ngày thông qua", id="too early"),
        pytest.param("a.pdf", pdf(), date(2026, 11, 23), "tương lai", id="tomorrow"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(desk, name, content, day, reason):
    resolution = desk.awaiting()

    with pytest.raises(RuleBroken, match=reason):
        service.sign(
            desk.actor,
            resolution.id,
            version=resolution.version,
            signed_on=day,
            file_name=name,
            content=content,
        )

    found = service.get(desk.actor, resolution.id)
    assert found.status is ResolutionStatus.AWAITING_SIGNATURE
    assert found.document.files == []


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2026, 11, 5), "trước ngày ký"), (date(2026, 11, 23), "tương lai")],
)
def test_a_paper_is_dated_between_its_signature_and_today(desk, day, reason):
    resolution = desk.signed()

    with pytest.raises(RuleBroken, match=reason):
        issue(desk, resolution, day)


def test_a_chi_uy_member_neither_signs_nor_issues(make, cell, desk):
    officer = make.actor(make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER))

    with pytest.raises(NotAllowed):
        service.for_signing(officer, desk.awaiting().id)
    with pytest.raises(NotAllowed):
        service.for_issuing(officer, desk.signed().id)
    with pytest.raises(NotAllowed):
        service.for_editing(make.plain_member(cell), desk.issued().id)


def test_an_issued_resolution_of_a_cell_is_told_to_its_members(make, cell, desk):
    member, stranger = make.plain_member(cell), make.plain_member(make.cell())

    desk.issued()

    assert told(member) == ["Nghị quyết số 01-NQ/CB đã phát hành"]
    assert told(stranger) == []


def test_ban_thuong_vu_issues_under_the_number_of_the_dang_uy_for_everybody(make, cell):
    committee = Desk(make, make.organisation())
    secretary, member = make.secretary(cell), make.plain_member(cell)

    resolution = committee.issued()

    found = service.get(member, resolution.id)
    assert found.document.symbol == "01-NQ/ĐU"
    assert found.document.access is AccessClass.OPEN
    assert told(secretary) == ["Nghị quyết số 01-NQ/ĐU đã phát hành"]


def test_the_committee_office_numbers_papers_of_its_committee(make, cell):
    committee = Desk(make, make.organisation())
    resolution = committee.signed()

    issued = service.issue(
        make.office(),
        resolution.id,
        version=resolution.version,
        issued_on=ISSUED_ON,
        is_laid_out=False,
    )

    assert issued.status is ResolutionStatus.ISSUED


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("", True),
        ("nghi quyet chuyen doi so", True),
        ("CHUYỂN ĐỔI SỐ", True),
        ("01-nq/cb", True),
        ("lanh dao thang 11", True),
        ("cong tac can bo", False),
        ("100% so", False),
    ],
)
def test_words_are_found_with_or_without_marks(make, cell, desk, words, is_found):
    resolution = desk.issued()
    member = make.plain_member(cell)

    found, page = service.list_visible(member, words=words, organisation_id=None, page=1)

    assert [one.id for one in found] == ([resolution.id] if is_found else [])
    assert page.total == len(found)


def test_the_look_up_keeps_to_one_issuer_if_asked(make, cell, desk):
    ours = desk.issued()
    theirs = Desk(make, make.organisation()).issued()
    member = make.plain_member(cell)

    found, _ = service.list_visible(member, words="", organisation_id=cell.id, page=1)
    everything, _ = service.list_visible(member, words="", organisation_id=None, page=1)

    assert [one.id for one in found] == [ours.id]
    assert {one.id for one in everything} == {ours.id, theirs.id}
    assert {one.id for one in service.issuers(member)} == {cell.id, make.organisation().id}


def test_the_vote_is_shown_to_its_own_organisation(make, cell, desk):
    resolution = service.get(desk.actor, desk.issued().id)

    assert service.vote_of(desk.actor, resolution).in_favour == 11
    assert service.vote_of(make.secretary(make.cell()), resolution) is None


def test_a_draft_prints_without_a_number(desk):
    resolution = desk.adopted()

    name, content = service.paper_of(desk.actor, resolution.id)

    assert name.startswith("Dự thảo nghị quyết")
    assert content.startswith(b"%PDF-")
    assert service.get(desk.actor, resolution.id).document.files == []


def test_the_issued_paper_is_laid_out_once_and_kept(desk):
    resolution = desk.issued(is_laid_out=True)

    name, content = service.paper_of(desk.actor, resolution.id)
    service.lay_out(desk.actor, resolution.id)

    files = service.get(desk.actor, resolution.id).document.files
    rendered = [one for one in files if one.role is FileRole.RENDERED]
    assert name == "Nghị quyết số 01-NQ-CB ngày 06-11-2026.pdf"
    assert [one.file_name for one in rendered] == [name]
    assert content.startswith(b"%PDF-")


def test_a_number_stands_when_its_paper_cannot_be_kept(desk, database, browse):
    resolution = desk.signed()

    with unwritable_files(database):
        issued = issue(desk, resolution)

    assert issued.document.symbol == "01-NQ/CB"
    browser, address = browse(desk.actor), f"/resolutions/{resolution.id}/"
    assert "Bản trình bày đang được tạo" in browser.get(address).words
    browser.get(f"{address}resolution.pdf", expect=422)
    assert list(jobs.lay_out({})) == [(1, 1)]
    assert "Bản trình bày đang được tạo" not in browser.get(address).words
    assert service.paper_of(desk.actor, resolution.id)[1].startswith(b"%PDF-")


def test_papers_left_for_later_are_laid_out_newest_first(desk):
    resolutions = [desk.issued(), desk.issued()]

    steps = list(jobs.lay_out({}))

    assert steps == [(1, 2), (2, 2)]
    for one in resolutions:
        found = service.get(desk.actor, one.id)
        assert FileRole.RENDERED in {file.role for file in found.document.files}
    assert list(jobs.lay_out({})) == []


def test_the_timed_job_catches_up(desk):
    resolution = desk.issued()
    (job,) = jobs.JOBS

    job.run()

    found = service.get(desk.actor, resolution.id)
    assert FileRole.RENDERED in {file.role for file in found.document.files}


def test_a_draft_is_not_laid_out_for_keeping(desk):
    resolution = desk.signed()

    service.lay_out(desk.actor, resolution.id)

    found = service.get(desk.actor, resolution.id)
    assert [file.role for file in found.document.files] == [FileRole.SIGNED_COPY]


def test_fifty_parallel_issues_leave_no_gap(app, make, desk, caplog):
    caplog.set_level(logging.ERROR)
    waiting = [(one.id, one.version) for one in (desk.signed() for _ in range(50))]

    def one_issue(one):
        resolution_id, version = one
        with app.app_context():
            try:
                service.issue(
                    desk.actor,
                    resolution_id,
                    version=version,
                    issued_on=ISSUED_ON,
                    is_laid_out=False,
                )
                return service.get(desk.actor, resolution_id).document.symbol
            finally:
                db.session.remove()

    with ThreadPoolExecutor(16) as people:
        symbols = list(people.map(one_issue, waiting))

    assert sorted(symbols) == [f"{n:02d}-NQ/CB" for n in range(1, 51)]


def test_an_absent_resolution_is_not_visible(desk):
    with pytest.raises(NotVisible):
        service.get(desk.actor, uuid4())


def test_a_refused_issue_gives_its_number_back(desk, cell):
    resolution = desk.signed()
    with transaction():
        cell.symbol_code = ""

    with pytest.raises(RuleBroken, match="chưa có ký hiệu"):
        issue(desk, resolution)

    assert service.get(desk.actor, resolution.id).status is ResolutionStatus.SIGNED


def test_a_table_stays_with_its_paragraph_when_others_are_reworded(desk):
    row = TaskRow("Rà soát hồ sơ", ("Vũ Đức Ước",), "Xong đúng hạn")
    told = Clause("Kết quả thực hiện nhiệm vụ tháng 10:", (row,))
    resolution = desk.drafted(None, parts=[(Part.ASSESSMENT, [told, "Hạn chế: chậm."])])

    service.edit(
        desk.actor,
        resolution.id,
        version=resolution.version,
        parts=[(Part.ASSESSMENT, [told.text, "Hạn chế: tiến độ chậm."])],
        recipients=resolution.recipients,
    )

    kept = service.get(desk.actor, resolution.id)
    assert clauses_of(kept) == [(Part.ASSESSMENT, [told, Clause("Hạn chế: tiến độ chậm.")])]
    found, _ = service.list_visible(desk.actor, words="vu duc uoc", organisation_id=None, page=1)
    assert [one.id for one in found] == [resolution.id]


def test_a_state_secret_mark_in_a_table_is_refused(desk):
    row = TaskRow("Rà soát hồ sơ", ("Vũ Đức Ước",), "MẬT")

    with pytest.raises(RuleBroken, match="Luật 117"):
        desk.drafted(None, parts=[(Part.ASSESSMENT, [Clause("Kết quả:", (row,))])])
