import hashlib
from collections.abc import Callable
from datetime import time

import pytest

from partywork.core.db import transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.documents import service as documents
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from partywork.meetings import jobs
from partywork.meetings.models import Minutes
from partywork.meetings.service import (
    confirmation,
    minutes,
    opening,
    papers,
    reading,
    record,
    votes,
)
from partywork.meetings.service.opening import Visitor
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from tests.meetings.minuting import (
    MEETS_ON,
    PASSWORD,
    adopted,
    ask,
    closed,
    confirmed,
    count,
    everybody_there,
    give_password,
    inbox,
    item,
    write,
)
from tests.support.browser import Browser
from tests.support.databases import TestDatabase, unwritable_files
from tests.support.make import Make
from tests.support.meetings import Case, confirm, mark
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    case = everybody_there(make)
    write(case, "B1", "Thông tin 03 văn bản mới.")
    count(case, ask(case), 3, 0, 0)
    return case


def minutes_of(case: Case) -> Minutes:
    found = record.whole(case.secretary, case.id).minutes
    assert found is not None
    return found


def address(case: Case) -> str:
    return f"/meetings/{case.id}/minutes"


def test_minutes_are_not_confirmed_before_the_meeting_ends(case: Case) -> None:
    adopted(case)
    give_password(case.deputy)

    with pytest.raises(RuleBroken, match="chưa kết thúc"):
        confirm(case.deputy, case.id, PASSWORD)


def test_one_confirmation_keeps_name_time_and_digest_but_confirms_nothing_yet(
    case: Case,
) -> None:
    closed(case)
    give_password(case.deputy)

    confirm(case.deputy, case.id, PASSWORD)

    kept = minutes_of(case)
    assert kept.status is MinutesStatus.ADOPTED
    assert kept.taker_name == case.deputy.name
    assert kept.taker_confirmed_at is not None
    assert kept.chair_confirmed_at is None
    assert kept.confirmed_text is not None
    assert kept.text_hash == hashlib.sha256(kept.confirmed_text.encode()).hexdigest()


def test_a_wrong_password_confirms_nothing(case: Case) -> None:
    closed(case)
    give_password(case.deputy)

    with pytest.raises(RuleBroken, match="Mật khẩu không đúng"):
        confirm(case.deputy, case.id, "một mật khẩu khác")
    assert minutes_of(case).taker_confirmed_at is None


def test_nobody_confirms_twice(case: Case) -> None:
    closed(case)
    give_password(case.deputy)
    confirm(case.deputy, case.id, PASSWORD)

    with pytest.raises(RuleBroken, match="đã xác nhận"):
        confirm(case.deputy, case.id, PASSWORD)


def test_nobody_but_the_two_confirms(make: Make, case: Case) -> None:
    closed(case)
    third = make.actor(case.members[0])
    other_officer = make.secretary(make.cell())

    with pytest.raises(NotAllowed):
        confirmation.confirm(third, case.id, digest="", password=PASSWORD)
    with pytest.raises(NotVisible):
        confirmation.confirm(other_officer, case.id, digest="", password=PASSWORD)
    with pytest.raises(NotVisible):
        confirmation.for_confirming(third, case.id)


def test_both_confirmations_make_the_minutes_a_published_paper(make: Make, case: Case) -> None:
    closed(case)

    meeting = confirmed(case)

    assert meeting.minutes is not None
    assert meeting.minutes.status is MinutesStatus.CONFIRMED
    document = meeting.minutes.document
    assert document is not None
    assert (document.kind, document.access) == (DocumentKind.MINUTES, AccessClass.INTERNAL)
    assert document.published_at is not None
    assert document.symbol is None
    (kept,) = document.files
    assert kept.role is FileRole.RENDERED
    name, content = papers.open_minutes(make.actor(case.members[0]), case.id)
    assert name.startswith("Biên bản sinh hoạt chi bộ thường kỳ tháng 11 năm 2026")
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == kept.sha256


def test_everybody_of_the_roll_is_told(make: Make, case: Case) -> None:
    closed(case)
    confirmed(case)

    told = inbox(make.actor(case.members[0]))

    assert any(one.title.startswith("Biên bản đã được xác nhận") for one in told)


def test_the_second_confirmation_is_of_the_very_same_text(case: Case) -> None:
    closed(case)
    give_password(case.deputy)
    give_password(case.secretary)
    first = confirm(case.deputy, case.id, PASSWORD).text_hash

    second = confirm(case.secretary, case.id, PASSWORD).text_hash

    assert second == first
    assert second == papers.digest_of(papers.canonical_text(record.whole(case.secretary, case.id)))


def test_nothing_of_confirmed_minutes_can_be_changed(case: Case) -> None:
    section, vote = item(case, "B1"), item(case, "C4").vote
    assert vote is not None
    said = minutes.add_statement(
        case.deputy, case.id, item(case, "B6").id, member_id=case.members[0].id, text="Nhất trí."
    )
    closed(case)
    digest = confirmed(case).minutes.text_hash

    attempts = [
        lambda: write(case, "B1", "Khác.", version=section.version),
        lambda: minutes.add_statement(
            case.deputy, case.id, section.id, member_id=case.members[0].id, text="x"
        ),
        lambda: minutes.remove_statement(case.deputy, case.id, said.id),
        lambda: minutes.note_dues(
            case.deputy, case.id, version=case.read().version, dues_paid=1, dues_note=""
        ),
        lambda: minutes.note_quality(
            case.deputy, case.id, version=case.read().version, points=1, level=""
        ),
        lambda: minutes.assign(
            case.deputy, case.id, lead_id=case.members[0].id, title="x", due_on=MEETS_ON
        ),
        lambda: minutes.read_out(case.deputy, case.id),
        lambda: mark(case, AttendanceMark.EXCUSED),
        lambda: opening.welcome(
            case.secretary, case.id, version=case.read().version, guests=[Visitor("Ai đó", "")]
        ),
        lambda: ask(case),
        lambda: votes.open_vote(case.secretary, case.id, vote.id),
        lambda: votes.withdraw(case.secretary, case.id, vote.id),
    ]
    for attempt in attempts:
        with pytest.raises(RuleBroken):
            attempt()

    assert papers.digest_of(papers.canonical_text(record.whole(case.secretary, case.id))) == digest


@pytest.mark.parametrize("first", ["taker", "chair"])
def test_after_a_name_was_put_right_the_first_confirmation_is_asked_for_again(
    case: Case, first: str, browse: Callable[..., Browser]
) -> None:
    closed(case)
    one, other = (
        (case.deputy, case.secretary) if first == "taker" else (case.secretary, case.deputy)
    )
    for actor in (one, other):
        give_password(actor)
    old = confirm(one, case.id, PASSWORD).text_hash
    assert confirmation.for_confirming(other, case.id).differs_from == ""
    with transaction():
        case.members[0].full_name = "Đỗ Thị Đã Sửa"

    words = browse(other).get(f"{address(case)}/confirm").words
    kept = confirm(other, case.id, PASSWORD)

    assert f"khác với bản đồng chí {one.name} xác nhận" in words
    assert kept.status is MinutesStatus.ADOPTED
    assert kept.text_hash != old
    assert "Đỗ Thị Đã Sửa" in (kept.confirmed_text or "")
    assert [kept.taker_name, kept.chair_name].count(None) == 1
    assert inbox(one)[-1].title.startswith("Chờ xác nhận lại biên bản")
    again = confirm(one, case.id, PASSWORD)
    assert again.status is MinutesStatus.CONFIRMED
    assert (again.taker_name, again.chair_name) == (case.deputy.name, case.secretary.name)


def test_a_text_changed_under_the_reader_is_confirmed_by_nobody(
    case: Case, browse: Callable[..., Browser]
) -> None:
    closed(case)
    for actor in (case.deputy, case.secretary):
        give_password(actor)
    confirm(case.deputy, case.id, PASSWORD)
    reader = browse(case.secretary)
    page = reader.get(f"{address(case)}/confirm")
    read = page.soup.find("input", attrs={"name": "digest"})["value"]
    with transaction():
        case.members[0].full_name = "Đỗ Thị Đã Sửa"
    said = {"password": PASSWORD, "digest": read}

    with pytest.raises(Stale, match="đã khác"):
        confirmation.confirm(case.secretary, case.id, digest=read, password=PASSWORD)
    shown = reader.post(f"{address(case)}/confirm", said, expect=409)
    without = reader.post(f"{address(case)}/confirm", {**said, "digest": ""}, expect=422)

    kept = minutes_of(case)
    assert (kept.text_hash, kept.chair_confirmed_at) == (read, None)
    assert kept.taker_confirmed_at is not None
    assert "Hãy đọc lại rồi xác nhận" in shown.words
    assert "Trang đã cũ. Hãy mở lại trang." in without.words
    now = shown.soup.find("input", attrs={"name": "digest"})["value"]
    reader.post(f"{address(case)}/confirm", {"password": PASSWORD, "digest": now})
    assert minutes_of(case).chair_name == case.secretary.name


def test_the_signed_copy_completes_the_minutes(case: Case) -> None:
    closed(case)
    confirmed(case)

    confirmation.attach_signed_copy(
        case.deputy, case.id, file_name="bản ký.pdf", content=pdf("Biên bản")
    )
    confirmation.attach_signed_copy(
        case.deputy, case.id, file_name="trang 2.pdf", content=pdf("Trang hai")
    )

    found = reading.for_reading(case.secretary, case.id)
    assert found.status is MinutesStatus.FILED
    assert [one.file_name for one in found.signed_copies] == ["bản ký.pdf", "trang 2.pdf"]


def test_a_file_of_another_kind_is_no_signed_copy(case: Case) -> None:
    closed(case)
    confirmed(case)

    with pytest.raises(RuleBroken):
        confirmation.attach_signed_copy(
            case.deputy, case.id, file_name="bản ký.html", content=b"<html>"
        )
    assert minutes_of(case).status is MinutesStatus.CONFIRMED


def test_there_is_no_signed_copy_of_unconfirmed_minutes(case: Case) -> None:
    closed(case)

    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        confirmation.attach_signed_copy(
            case.deputy, case.id, file_name="bản ký.pdf", content=pdf("x")
        )


def test_an_addendum_stands_beside_the_unchanged_minutes(case: Case) -> None:
    closed(case)
    before = confirmed(case).minutes.text_hash

    confirmation.add_addendum(case.deputy, case.id, text="Đính chính: 04 văn bản.")

    kept = minutes_of(case)
    assert [(one.text, one.author_name) for one in kept.addenda] == [
        ("Đính chính: 04 văn bản.", case.deputy.name)
    ]
    assert kept.text_hash == before


def test_an_addendum_needs_words_without_secrets_and_a_writer(make: Make, case: Case) -> None:
    closed(case)
    confirmed(case)

    for text, words in ((" ", "đính chính"), ("TỐI MẬT", "Luật 117")):
        with pytest.raises(RuleBroken, match=words):
            confirmation.add_addendum(case.deputy, case.id, text=text)
    with pytest.raises(NotAllowed):
        confirmation.add_addendum(make.actor(case.members[0]), case.id, text="x")


def test_laying_the_paper_out_twice_keeps_one_file(case: Case) -> None:
    closed(case)
    kept = papers.kept_paper(confirmed(case))
    assert kept is not None

    papers.lay_out(case.deputy, case.id)

    assert minutes_of(case).document.files == [kept]
    assert documents.open_file(case.deputy, kept.id)[1].startswith(b"%PDF-")


def test_unconfirmed_minutes_are_not_laid_out(case: Case) -> None:
    closed(case)

    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        papers.lay_out(case.deputy, case.id)


def test_a_confirmation_stands_when_its_paper_cannot_be_kept(
    case: Case, database: TestDatabase, browse: Callable[..., Browser]
) -> None:
    closed(case)

    with unwritable_files(database):
        meeting = confirmed(case)

    assert meeting.minutes.status is MinutesStatus.CONFIRMED
    assert meeting.minutes.document.files == []
    assert "Bản trình bày đang được tạo" in browse(case.deputy).get(address(case)).words
    browse(case.deputy).get(f"{address(case)}.pdf", expect=422)
    assert list(jobs.lay_out({})) == [(1, 1)]
    assert "Bản trình bày đang được tạo" not in browse(case.deputy).get(address(case)).words


@pytest.mark.parametrize("step", ["open", "adopted", "closed", "confirmed"])
def test_the_page_says_who_acts_next(case: Case, step: str) -> None:
    told = {
        "open": "Người ghi biên bản đang ghi.",
        "adopted": "Biên bản đã đọc và thông qua, chờ kết thúc cuộc họp.",
        "closed": f"Chờ xác nhận biên bản: đồng chí {case.deputy.name} (người ghi biên bản), "
        f"đồng chí {case.secretary.name} (người chủ trì).",
        "confirmed": "Đã xác nhận, chờ đính kèm bản ký.",
    }
    if step == "adopted":
        adopted(case)
    if step in ("closed", "confirmed"):
        closed(case)
    if step == "confirmed":
        confirmed(case)

    assert reading.for_reading(case.secretary, case.id).waits_for == told[step]
