from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from partywork.audit import service as audit
from partywork.core.actor import system
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.notifications import service as notifications
from partywork.privacy.service import papers, purposes, requests
from partywork.privacy.service.papers import NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStatus, RequestStep

DAY = date(2026, 11, 5)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def desk(make, cell):
    return make.office()


@pytest.fixture
def member(make, cell):
    return make.plain_member(cell)


@pytest.fixture
def asked(desk, member):
    return requests.ask(member, kind=RequestKind.DELETION, details="Xóa số điện thoại cũ")


def answer(desk, found, step, words="Đồng ý"):
    return requests.answer(desk, found.id, version=found.version, step=step, words=words)


def titles(actor):
    return [one.title for one in notifications.inbox(actor)[0]]


def test_asking_starts_the_clocks_and_tells_the_desk(desk, asked):
    assert asked.reply_by == date(2026, 11, 9)
    assert asked.due_on == DAY + timedelta(days=20)
    assert titles(desk) == ["Yêu cầu về dữ liệu cá nhân, phản hồi trước 09/11/2026"]
    assert "điện thoại".encode() not in asked.details_sealed


def test_a_request_is_replied_to_extended_and_carried_out(desk, member, asked):
    replied = answer(desk, asked, RequestStep.REPLY)
    assert (replied.status, replied.replied_on) == (RequestStatus.IN_HAND, DAY)
    extended = answer(desk, replied, RequestStep.EXTEND, "Cần hỏi chi bộ cũ")
    assert extended.due_on == DAY + timedelta(days=35)
    done = answer(desk, extended, RequestStep.ANSWER, "Đã xóa")

    assert (done.status, done.finished_on, done.reply) == (RequestStatus.ANSWERED, DAY, "Đã xóa")
    assert len(titles(member)) == 3
    with pytest.raises(RuleBroken, match="đã xong"):
        answer(desk, done, RequestStep.REFUSE)


def test_a_request_is_refused_with_a_reason_the_member_reads(desk, member, asked):
    answer(desk, asked, RequestStep.REFUSE, "Hồ sơ phải giữ theo quy định")

    seen = requests.get(member, asked.id)
    assert seen.reply == "Hồ sơ phải giữ theo quy định"
    assert titles(member) == ["Yêu cầu về dữ liệu của đồng chí: Không thực hiện, có lý do"]


def test_an_old_page_and_other_people_do_not_answer(make, desk, member, asked):
    with pytest.raises(Stale):
        requests.answer(desk, asked.id, version=99, step=RequestStep.REPLY, words="x")
    with pytest.raises(NotAllowed):
        answer(member, asked, RequestStep.REPLY)
    with pytest.raises(NotVisible):
        requests.get(make.committee(), asked.id)
    with pytest.raises(NotAllowed):
        answer(make.inspector(), asked, RequestStep.REPLY)
    own = requests.ask(desk, kind=RequestKind.ACCESS, details="Của tôi")
    with pytest.raises(NotAllowed):
        answer(desk, own, RequestStep.REPLY)
    assert answer(make.office(), own, RequestStep.REPLY).status is RequestStatus.IN_HAND


def test_only_the_member_takes_it_back_while_it_is_open(desk, member, asked):
    with pytest.raises(NotAllowed):
        requests.take_back(desk, asked.id, version=asked.version)
    assert (
        requests.take_back(member, asked.id, version=asked.version).status
        is RequestStatus.TAKEN_BACK
    )
    with pytest.raises(RuleBroken):
        requests.take_back(member, asked.id, version=asked.version)


def test_a_request_on_paper_runs_from_the_day_it_came(make, desk, member):
    made = requests.receive(
        desk,
        asker="Nguyễn Thị Quần Chúng",
        kind=RequestKind.WITHDRAWAL,
        details="Không tham gia bồi dưỡng nữa",
        received_on=date(2026, 11, 2),
    )

    assert (made.reply_by, made.due_on) == (date(2026, 11, 4), date(2026, 11, 17))
    assert made.member_id is None
    assert "Quần".encode() not in made.asker_sealed
    assert answer(desk, made, RequestStep.ANSWER).status is RequestStatus.ANSWERED
    with pytest.raises(NotAllowed):
        requests.for_receiving(member)


def test_the_trail_keeps_no_word_of_a_request(desk, asked):
    answer(desk, asked, RequestStep.ANSWER, "Đã xóa số cũ")

    found = [one for one in audit.entries(system(DAY)) if one.action.startswith("data-request")]
    assert [one.action for one in found] == ["data-request.answer", "data-request.ask"]
    assert "số" not in str([one.changes for one in found]).replace("số_", "")


def test_the_desk_is_told_once_for_each_clock(desk, asked, today):
    before = len(titles(desk))
    assert requests.remind() == 0
    today(date(2026, 11, 9))
    assert (requests.remind(), requests.remind()) == (1, 0)
    today(date(2026, 11, 22))
    assert (requests.remind(), requests.remind()) == (1, 0)

    assert sorted(titles(desk))[:2] == [
        "Yêu cầu về dữ liệu cá nhân, phản hồi trước 09/11/2026",
        "Yêu cầu về dữ liệu cá nhân: hạn 09/11/2026",
    ]
    assert len(titles(desk)) == before + 2


def test_the_most_pressing_comes_first(desk, member, asked):
    urgent = requests.ask(member, kind=RequestKind.ACCESS, details="Xem")
    answer(desk, requests.ask(member, kind=RequestKind.ACCESS, details="x"), RequestStep.ANSWER)

    found, total = requests.list_visible(desk, limit=50)

    assert total == 3
    assert [one.id for one in found][:2] == [urgent.id, asked.id]


def note(actor, member, *noted):
    seen = papers.dossier_of(actor, member.member_id)
    return papers.note(actor, member.member_id, noted, version=seen.version)


PRESENT = NotedPaper("A01", PaperStanding.PRESENT, date(2020, 1, 2), "Tủ 2, ngăn 3")


def test_the_desk_notes_what_lies_in_the_dossier(make, cell, desk, member):
    assert note(desk, member, PRESENT) == 1
    assert note(desk, member, PRESENT) == 0
    assert note(desk, member, replace(PRESENT, place="Tủ 4")) == 1
    assert note(desk, member, replace(PRESENT, code="Z99")) == 0
    with pytest.raises(Stale):
        papers.note(desk, member.member_id, [PRESENT], version=1)

    seen = papers.dossier_of(make.secretary(cell), member.member_id)
    first = seen.lines[0]
    assert (first.paper.code, first.place, first.checked_on) == ("A01", "Tủ 4", DAY)
    assert seen.counts[PaperStanding.PRESENT] == 1
    assert not seen.may_keep


def test_a_paper_in_no_place_is_refused_by_its_name(desk, member):
    with pytest.raises(RuleBroken, match="Lý lịch của người xin vào Đảng: "):
        note(desk, member, replace(PRESENT, place=""))


def test_others_neither_read_nor_note_a_dossier(make, cell, member):
    with pytest.raises(NotAllowed):
        note(make.secretary(cell), member, PRESENT)
    for stranger in (make.plain_member(cell), make.inspector(), make.administrator()):
        with pytest.raises(NotVisible):
            papers.dossier_of(stranger, member.member_id)


def test_everybody_reads_the_purposes_and_prints_the_notice(make, member):
    table = purposes.purposes()
    _name, content = purposes.notice_to_sign(member)

    groups = " ".join(one.group for one in table).lower()
    for kept in ("định danh", "liên hệ", "nguồn gốc", "nghề nghiệp", "ghi chú", "sức khỏe"):
        assert kept in groups
    for kept in ("kỷ luật", "thu nhập", "biểu quyết", "cư trú", "quần chúng", "nhật ký"):
        assert kept in groups
    assert all(one.basis and one.kept for one in table)
    assert content.startswith(b"%PDF")
    with pytest.raises(NotVisible):
        purposes.notice_to_sign(make.administrator())
    with pytest.raises(NotVisible):
        requests.place_of_asking(make.administrator())
    with pytest.raises(NotVisible):
        requests.get(member, uuid4())
