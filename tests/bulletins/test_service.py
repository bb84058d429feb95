from datetime import date, time
from io import BytesIO

import pytest

from partywork.ballots.terms import VoteSubject
from partywork.bulletins import policy, queries, service
from partywork.bulletins.service import Named, Written
from partywork.bulletins.terms import BulletinKind
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.periods import Month
from partywork.documents import service as documents
from partywork.meetings.service import sections
from tests.meetings.minuting import ask, item, write
from tests.support.meetings import invited_meeting, open_meeting, planned_meeting, told
from tests.support.papers import PNG

MONTH = Month(2026, 11)
NAMED = Named("42-HD/BTCTW", "Ban Tổ chức Trung ương", "sinh hoạt chi bộ", date(2026, 10, 5))


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


@pytest.fixture
def office(make):
    make.cell()
    return make.office()


def drafted(office, kind=BulletinKind.TEXTS, text=""):
    return service.draft(office, kind, Written(MONTH, "Văn bản mới tháng 11", text))


def issued(office, file=None):
    bulletin = drafted(office)
    service.name_text(office, bulletin.id, NAMED, file=file)
    return service.issue(office, bulletin.id, version=bulletin.version)


def test_a_draft_is_seen_by_the_office_alone(make, office):
    bulletin = drafted(office)

    assert service.get(office, bulletin.id).lines == []
    for other in (make.secretary(make.cell()), make.committee_secretary(), make.inspector()):
        with pytest.raises(NotVisible):
            service.get(other, bulletin.id)


def test_once_issued_every_member_reads_it_and_its_files_and_no_administrator(make, office):
    bulletin = issued(office, ("Hướng dẫn 42.png", PNG))
    reader = make.plain_member(make.cell())

    [line] = service.get(reader, bulletin.id).lines
    _found, content = documents.open_file(reader, line.document.files[0].id)

    assert content == PNG
    assert [one.id for one in service.listed(reader, 2026)] == [bulletin.id]
    assert service.listed(reader, 2025) == []
    assert service.listed(make.administrator(), 2026) == []


def test_the_files_of_a_draft_are_not_open_yet(make, office):
    bulletin = drafted(office)
    service.name_text(office, bulletin.id, NAMED, file=("Hướng dẫn 42.png", PNG))
    db.session.expire_all()
    [line] = service.get(office, bulletin.id).lines

    with pytest.raises(NotVisible):
        documents.open_file(make.plain_member(make.cell()), line.document.files[0].id)


def test_issuing_tells_the_officers_of_the_cells(make, office):
    secretary = make.secretary(make.cell())
    member = make.plain_member(make.cell())

    bulletin = issued(office)

    assert told(secretary)[0].path == f"/bulletins/{bulletin.id}"
    assert told(member) == []


def test_only_the_office_writes(make, office):
    bulletin = issued(office)

    with pytest.raises(NotAllowed):
        service.place_of(make.secretary(make.cell()))
    with pytest.raises(NotAllowed):
        service.for_writing(make.committee_secretary(), bulletin.id)


def test_an_issued_one_stays_as_it_is(office):
    bulletin = issued(office)

    with pytest.raises(RuleBroken):
        service.name_text(office, bulletin.id, NAMED)
    assert not service.may_change(office, bulletin)


def test_a_draft_is_changed_and_its_texts_taken_out_and_it_can_be_thrown_away(office):
    bulletin = drafted(office)
    line = service.name_text(office, bulletin.id, NAMED)
    db.session.expire_all()
    version = service.get(office, bulletin.id).version
    service.change(office, bulletin.id, version=version, written=Written(MONTH.shift(1), "Khác"))

    service.remove_text(office, line.id)
    with pytest.raises(NotVisible):
        service.remove_text(office, line.id)
    assert service.get(office, bulletin.id).period == MONTH.shift(1)

    service.discard(office, bulletin.id)
    with pytest.raises(NotVisible):
        service.get(office, bulletin.id)


def test_words_with_a_secret_mark_are_refused(office):
    with pytest.raises(RuleBroken):
        drafted(office, BulletinKind.NEWS, "TỐI MẬT")


def test_the_lines_that_one_may_read_are_those_of_readable_bulletins(make, office):
    drafted_line = service.name_text(office, drafted(office).id, NAMED)
    issued(office)
    reader = make.plain_member(make.cell())

    of_reader = db.session.scalars(policy.visible_lines(reader)).all()
    of_system = db.session.scalars(policy.visible_lines(system(date(2026, 11, 2)))).all()

    assert len(of_reader) == 1
    assert drafted_line.id in {one.id for one in of_system}


def test_the_month_of_a_meeting_shows_what_was_issued_and_its_draft_of_b1_names_it(make, today):
    office = make.office()
    issued(office)
    drafted(office)
    today(date(2026, 11, 5), time(19, 30))
    case = open_meeting(make)

    found = queries.issued_for(case.secretary, case.organisation.path, MONTH)
    assert len(found) == 1
    [item] = [one for one in case.read().agenda if one.code == "B1"]
    assert item.notes == f"Phổ biến, quán triệt:\n- {found[0].lines[0].words}"
    assert queries.issued_for(case.secretary, case.organisation.path, MONTH.shift(1)) == []


def test_the_draft_of_b1_is_where_who_writes_on_began_also_when_the_item_moves(make, today):
    issued(make.office())
    today(date(2026, 11, 5), time(19, 30))
    case = open_meeting(make, present=True)
    begun = item(case, "B1")
    version, draft = begun.version, begun.notes
    for _ in range(2):
        ask(case, VoteSubject.ORDINARY, "A5")

    moved = item(case, "B1").version
    saved = write(case, "B1", f"{draft}\n- Chi bộ thảo luận.", version=version)
    lost = write(case, "B1", f"{draft}\n- Đã phổ biến.", version=version, actor=case.secretary)

    assert moved > version
    assert saved.conflict_id is None
    both = sections.conflict(case.secretary, case.id, begun.id, lost.conflict_id)
    assert both.base.notes == draft
    assert both.merged.notes == f"{draft}\n- Chi bộ thảo luận.\n- Đã phổ biến."


def test_the_pages_of_the_meeting_name_the_texts(make, browse):
    office = make.office()
    issued(office)
    case = invited_meeting(make)
    reader = browse(make.actor(case.members[0]))
    secretary = browse(case.secretary)

    for person, path in (
        (reader, "invitation"),
        (reader, ""),
        (secretary, "agenda"),
        (reader, "room"),
    ):
        page = person.get(f"/meetings/{case.id}/{path}")
        assert "42-HD/BTCTW ngày 05/10/2026" in page.words, path


def test_a_meeting_without_bulletins_says_nothing_of_them(make, browse):
    case = planned_meeting(make)

    assert "Mục B1: văn bản mới" not in browse(case.secretary).get(f"/meetings/{case.id}/").words


def test_the_office_writes_adds_and_issues_on_its_pages(make, browse, office):
    desk = browse(office)

    answer = desk.post(
        "/bulletins/new", {"kind": "texts", "title": "Văn bản tháng 11", "month": "2026-11"}
    )
    here = answer.location
    assert desk.post(f"{here}/issue", page=here, expect=422).words.count("ít nhất một văn bản")
    desk.post(
        f"{here}/texts",
        {
            "symbol": "1-CV/ĐU",
            "issuer": "Đảng ủy",
            "about": "việc A",
            "file": (BytesIO(PNG), "Công văn.png"),
        },
    )
    desk.post(f"{here}/edit", {"title": "Văn bản tháng 12", "month": "2026-12"})
    desk.post(f"{here}/issue", page=here)

    page = browse(make.plain_member(make.cell())).get(here)
    assert "Văn bản tháng 12" in page.words
    assert "1-CV/ĐU" in page.words
    assert "Văn bản tháng 12" in desk.get("/bulletins/").words
    assert "Chưa có bản nào" in desk.get("/bulletins/?nam=2020").words
