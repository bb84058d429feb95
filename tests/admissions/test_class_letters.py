"""Letters to the two classes once issued: the same file whatever becomes of names and people."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.admissions.jobs import JOBS
from partywork.admissions.models import ClassLetter
from partywork.admissions.policy import visible, visible_letters
from partywork.admissions.service import classes, prospects
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind
from partywork.cells.policy import visible_members
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from tests.admissions.conftest import DAY
from tests.pdf.measure import words_of
from tests.support.admissions import listed
from tests.support.reorganising import rename
from tests.support.storing import no_room

DRAFT = ClassFacts(
    host="Trung tâm bồi dưỡng",
    place="Hà Nội",
    starts_on=date(2026, 11, 25),
    ends_on=None,
    letter_number="",
    letter_on=None,
)
NUMBERED = replace(DRAFT, letter_number="7-CV/CB", letter_on=date(2026, 11, 20))


@pytest.fixture
def officer(make, cell):
    return make.secretary(cell)


def drafted(officer, cell, *people):
    made = classes.make(officer, cell.id, kind=ClassKind.AWARENESS, facts=DRAFT)
    return classes.put(officer, made.id, [one.id for one in people])


def change(officer, class_id, facts):
    version = classes.get(officer, class_id).version
    return classes.change(officer, class_id, version=version, facts=facts)


def kept():
    db.session.expire_all()
    return list(db.session.scalars(visible_letters(system(DAY))))


def rename_everybody(name):
    with transaction():
        for one in (
            *db.session.scalars(visible(system(DAY))),
            *db.session.scalars(visible_members(system(DAY))),
        ):
            one.full_name = name


def test_an_issued_letter_keeps_its_names_and_its_list(make, officer, cell, desk, today):
    cell_name = cell.name
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    assert kept() == []
    change(officer, made.id, NUMBERED)

    first = classes.letter(officer, made.id)
    today(date(2026, 11, 24))
    rename_everybody("Trần Thị Mai")
    change(officer, made.id, replace(NUMBERED, host="Trường Chính trị"))
    rename(desk, cell, date(2026, 11, 24))
    (prospect,) = db.session.scalars(visible(officer))
    prospects.drop(
        officer,
        prospect.id,
        version=prospect.version,
        closed_on=date(2026, 11, 24),
        reason="Chuyển công tác",
    )

    later = classes.letter(replace(desk, day=date(2026, 11, 24)), made.id)
    words = words_of(later[1])
    assert later == first
    for said in ("Trần Thị Mây", cell_name, "Trung tâm bồi dưỡng", "7-CV/CB"):
        assert said in words
    for new in ("Trần Thị Mai", "Tên mới", "Trường Chính trị"):
        assert new not in words


def test_a_draft_is_not_kept_and_says_what_holds_today(officer, cell):
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    classes.letter(officer, made.id)
    rename_everybody("Trần Thị Mai")

    assert "Trần Thị Mai" in words_of(classes.letter(officer, made.id)[1])
    assert kept() == []


def test_people_stand_on_the_list_in_the_order_of_their_names(officer, cell, browse):
    late = listed(officer, full_name="Bùi Thị Xuân")
    early = listed(officer, full_name="Trần Văn An", citizen_id="")
    made = drafted(officer, cell, late, early)

    for words in (
        words_of(classes.letter(officer, made.id)[1]),
        browse(officer).get(f"/admissions/classes/{made.id}").words,
    ):
        assert words.index("Trần Văn An") < words.index("Bùi Thị Xuân")


def test_a_number_typed_before_the_list_issues_the_letter_with_the_list(officer, cell):
    person = listed(officer, full_name="Trần Thị Mây")
    made = classes.make(officer, cell.id, kind=ClassKind.AWARENESS, facts=NUMBERED)
    assert kept() == []

    classes.put(officer, made.id, [person.id])

    (letter,) = kept()
    assert letter.sha256 is not None
    assert letter.file_name.startswith("Cử đi học lớp")


def test_the_desk_sends_people_of_the_cells_by_a_letter_of_the_committee(make, desk, cell):
    committee = make.organisation()
    member = make.member(cell, name="Đỗ Thị Mến", status=MembershipStatus.PROBATIONARY)
    facts = replace(NUMBERED, letter_number="7-CV/ĐU")
    made = classes.make(desk, committee.id, kind=ClassKind.NEW_MEMBER, facts=facts)

    with transaction():
        sent = classes.put(desk, made.id, [member.id])
        assert sent.organisation.parent is not None
    rename_everybody("Đỗ Thị Mén")

    words = words_of(classes.letter(desk, made.id)[1])
    for said in ("Đỗ Thị Mến", "7-CV/ĐU", cell.name):
        assert said in words


def test_nobody_is_added_to_a_letter_that_went_out(officer, cell):
    made = drafted(officer, cell, listed(officer))
    late = listed(officer, full_name="Phan Văn Muộn", citizen_id="")
    change(officer, made.id, NUMBERED)

    with pytest.raises(RuleBroken, match="danh sách khác"):
        classes.put(officer, made.id, [late.id])

    change(officer, made.id, DRAFT)
    assert kept() == []
    classes.put(officer, made.id, [late.id])
    change(officer, made.id, NUMBERED)
    assert "Phan Văn Muộn" in words_of(classes.letter(officer, made.id)[1])


def test_another_number_issues_the_letter_anew(officer, cell):
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    change(officer, made.id, NUMBERED)
    rename_everybody("Trần Thị Mai")

    change(officer, made.id, replace(NUMBERED, letter_number="8-CV/CB"))

    words = words_of(classes.letter(officer, made.id)[1])
    assert "8-CV/CB" in words
    assert "Trần Thị Mai" in words
    assert len(kept()) == 1


def test_a_letter_that_cannot_be_laid_out_is_by_the_timed_job_as_it_was(
    officer, cell, app, tmp_path
):
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    with no_room(app, tmp_path):
        change(officer, made.id, NUMBERED)
    (waiting,) = kept()
    assert waiting.sha256 is None
    rename_everybody("Trần Thị Mai")

    next(one for one in JOBS if one.name == "admissions.lay-out").run()

    (letter,) = kept()
    assert (letter.content, letter.sha256 is None) == ({}, False)
    assert "Trần Thị Mây" in words_of(classes.letter(officer, made.id)[1])


def test_a_letter_issued_before_letters_were_kept_is_kept_when_it_is_opened(officer, cell):
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    change(officer, made.id, NUMBERED)
    with transaction():
        for one in kept():
            db.session.delete(one)

    first = classes.letter(officer, made.id)
    rename_everybody("Trần Thị Mai")

    assert classes.letter(officer, made.id) == first
    assert [type(one) for one in kept()] == [ClassLetter]


def test_the_heading_of_a_letter_is_read_whatever_was_read_before(officer, cell):
    made = drafted(officer, cell, listed(officer, full_name="Trần Thị Mây"))
    db.session.expunge_all()

    change(officer, made.id, NUMBERED)
    with transaction():
        for one in kept():
            db.session.delete(one)
    db.session.expunge_all()

    words = words_of(classes.letter(officer, made.id)[1])
    assert "về việc cử người tham gia" in words
    assert "kèm theo Công văn số 7-CV/CB, ngày 20 tháng 11 năm 2026" in words


def test_the_letter_of_a_whole_organisation_is_written_by_its_committee(make, desk):
    whole = make.organisation()
    made = classes.make(desk, whole.id, kind=ClassKind.NEW_MEMBER, facts=DRAFT)
    db.session.expunge_all()

    words = words_of(classes.letter(desk, made.id)[1])

    assert whole.name.startswith("Đảng bộ")
    assert f"{whole.name.replace('Đảng bộ', 'Đảng ủy', 1)} giới thiệu" in words


def test_the_page_of_an_issued_list_says_that_it_stays(officer, cell, browse):
    made = drafted(officer, cell, listed(officer))
    path = f"/admissions/classes/{made.id}"
    assert "Chọn người" in browse(officer).get(path).words

    change(officer, made.id, NUMBERED)

    page = browse(officer).get(path).words
    assert "Chọn người" not in page
    assert "giữ nguyên như khi cấp" in page


def test_who_sees_the_list_sees_its_letter(make, officer, cell, desk):
    made = drafted(officer, cell, listed(officer))
    change(officer, made.id, NUMBERED)

    def seen(actor):
        return len(list(db.session.scalars(visible_letters(actor))))

    for actor in (officer, desk, system(DAY)):
        assert seen(actor) == 1
    for actor in (make.plain_member(cell), make.secretary(make.cell()), make.administrator()):
        assert seen(actor) == 0
