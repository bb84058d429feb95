"""The votes of the evening: one by name, one secret on screens and papers, one on papers alone."""

from uuid import UUID

from playwright.sync_api import expect

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.audit.models import AuditEntry
from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.service import secret
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from tests.journeys.evening import BAR, SOON, Evening, all_see, goes_to_item, item, sees
from tests.journeys.keyboard import by_keys, type_by_keys, walk_to
from tests.journeys.test_first_path import words_of
from tests.support.live import Person

OPINION = "Lấy ý kiến về phương án nhân sự chi ủy"
FIRST, SECOND = "Giữ nguyên số lượng chi ủy viên", "Bổ sung một đồng chí nữ"
TRUSTED = "Đỗ Kim Oanh"
ON_SCREENS = 5
ON_PAPER = 5
# They vote on the tablet of the hall, which is passed from hand to hand.
ON_A_TABLET = 2


def votes_by_name(evening: Evening) -> None:
    """Who has a screen answers there, the others raise their hands; the chair counts those only.

    The chair has no mouse.
    """
    chair, room = evening.chair, evening.room
    answers = {"taker": "Tán thành", "afar": "Không tán thành", "abroad": "Ý kiến khác"}
    evening.enter("taker", "upper")
    chair.visit(f"{evening.meeting}/minutes")
    goes_to_item(chair, "C4")
    by_keys(chair, "Biểu quyết", within=item("C4"))
    by_keys(chair, "Xem số tính biểu quyết")
    chair.sees("Tổng số đảng viên tính biểu quyết: 13; cần ít nhất 7 tán thành")
    vote = chair.path
    evening.enter("chair")
    chair.sees("Trước khi biểu quyết: điểm danh lại", "12/13")
    chair.shoot("phong-truoc-bieu-quyet")
    by_keys(chair, "Đến biểu quyết")
    assert chair.path == vote
    by_keys(chair, "Bắt đầu biểu quyết")
    for who in ("hall", *answers):
        sees(evening.people[who], "Không tán thành")
    evening.hall.look()
    evening.hall.shoot("phong-bieu-quyet")
    assert "Không tán thành" not in evening.upper.words
    evening.upper.shoot("phong-bieu-quyet-dang-uy")
    by_keys(evening.hall, "Tán thành", key="Space", in_place=True)
    for who, answer in answers.items():
        evening.people[who].tap(answer)
        evening.people[who].sees("Đã ghi ý kiến của đồng chí")
    evening.afar.tap("Tán thành")
    evening.enter("chair")
    chair.sees("Đã biểu quyết trên màn hình 4")
    wall = evening.upper
    wall.visit(f"{room}/screen")
    wall.sees("Kết quả hiện sau khi kết thúc")
    wall.shoot("man-chieu-bieu-quyet")
    by_keys(chair, "Đếm và kết thúc biểu quyết")
    chair.shoot("dem-bieu-quyet")
    type_by_keys(chair, chair.page.get_by_label("Tán thành"), "8")
    by_keys(chair, "Kết thúc biểu quyết", within=BAR)
    chair.sees("Tán thành 11/13", "Được thông qua.")
    evening.enter("upper", "chair")
    chair.shoot("phong-sau-bieu-quyet")


def _asks(evening: Evening, title: str, subject: str, questions: str, way: str) -> str:
    """Put a secret ballot on the item of votes; returns the address where people vote."""
    chair = evening.chair
    chair.visit(f"{evening.meeting}/minutes")
    chair.go("Bỏ phiếu kín", within=item("C4"))
    chair.fill("Bỏ phiếu về việc", title)
    chair.tick(subject)
    chair.fill("Nội dung hoặc họ tên trên phiếu", questions)
    chair.tick(way)
    chair.shoot("bo-phieu-kin-moi")
    chair.go("Chọn người kiểm phiếu")
    tellers = chair.page.get_by_label("Người kiểm phiếu")
    tellers.select_option(label=[evening.names[one] for one in ("chair", "taker", "hall")])
    chair.go("Ghi người kiểm phiếu")
    return chair.path


def _takes_a_share(person: Person, ballot: str) -> str:
    """Take the own piece of the key, print it, and read it back from the print."""
    person.visit(ballot)
    person.go("Nhận mảnh chìa khóa")
    person.go("Hiện mảnh chìa khóa để in")
    person.shoot("manh-chia-khoa")
    share = person.page.locator("code.digest").inner_text()
    _shows_the_share(person, ballot, share)
    person.sees("Đã nhận mảnh chìa khóa")
    return share


def _shows_the_share(person: Person, ballot: str, share: str) -> None:
    """Scan the sheet: the address opens with the piece behind its #, which nobody else sees."""
    person.page.goto(f"{person.address}{ballot}/share/confirm#{share}")
    assert person.value("Mảnh chìa khóa") == share
    assert share not in person.page.url
    person.look()
    person.go("Đưa mảnh chìa khóa")


def votes_secretly(evening: Evening) -> None:
    """On screens and papers in the hall: three tellers, two of whom open the box."""
    chair, taker, hall = evening.chair, evening.taker, evening.hall
    evening.enter("hall")
    setting = _asks(
        evening, OPINION, "Lấy ý kiến, thăm dò", f"{FIRST}\n{SECOND}", "Phiếu giấy và màn hình"
    )
    chair.sees("Có 10 đồng chí bỏ phiếu tại hội trường", "2 đồng chí dự trực tuyến")
    chair.shoot("chuan-bi-bo-phieu")
    sees(hall, "Đồng chí là người kiểm phiếu")
    hall.shoot("phong-nguoi-kiem-phieu")
    hall.go("Đến trang bỏ phiếu")
    ballot = hall.path
    shares = {who: _takes_a_share(evening.people[who], ballot) for who in ("hall", "taker")}
    chair.visit(setting)
    chair.sees(f"Chờ nhận mảnh chìa khóa: {evening.names['chair']}")
    _takes_a_share(chair, ballot)
    evening.enter("hall", "taker", "upper")
    chair.visit(setting)
    chair.go("Mở bỏ phiếu")
    chair.shoot("bo-phieu-dang-mo")
    sees(hall, "Đến phiếu của đồng chí")
    all_see("Bỏ phiếu kín tại hội trường", evening.afar, evening.abroad, evening.upper)
    hall.look()
    hall.shoot("phong-bo-phieu-kin")
    evening.afar.look()
    evening.afar.shoot("phong-bo-phieu-kin-truc-tuyen")
    _hands_out_papers(evening, ballot)
    letters = [
        _casts(hall, FIRST, "Tán thành"),
        _casts(chair, FIRST, "Không tán thành", ballot),
        _casts_by_keys(taker),
    ]
    _cast_on_a_tablet(evening, ballot)
    chair.visit(ballot)
    chair.sees("Đã bỏ phiếu 10/10")
    assert "Tán thành" not in chair.page.locator("main").inner_text()
    chair.go("Đóng hòm phiếu")
    chair.shoot("hom-phieu-da-dong")
    for one in letters:
        chair.sees(one)
    _counts_papers_then_the_box(evening, ballot, shares)
    taker.shoot("ket-qua-bo-phieu")
    taker.go("Tự tính lại kết quả")
    taker.sees("Tính lại khớp với kết quả đã ghi", "Hòm phiếu còn nguyên như lúc đóng")
    taker.shoot("tinh-lai")
    papers = "Phiếu giấy: phát ra 5; thu về 5; hợp lệ 5; không hợp lệ 0."
    _one_tally_sheet(taker, ballot, papers, f"Phiếu trên màn hình: {ON_SCREENS}", "8/13")
    _nobody_wrote_down_who_chose_what(letters)
    evening.enter("chair", "taker", "hall")


def _counts_papers_then_the_box(evening: Evening, ballot: str, shares: dict[str, str]) -> None:
    """The papers are written down under seal, and two tellers open everything together."""
    taker, hall = evening.taker, evening.hall
    taker.visit(ballot)
    taker.sees("Ghi kết quả kiểm phiếu giấy trước")
    taker.go("Ghi kết quả kiểm phiếu")
    taker.shoot("ghi-kiem-phieu")
    _fills_count(taker, ON_PAPER, ON_PAPER, ((4, 1, 0), (3, 0, 2)))
    taker.go("Ghi kết quả kiểm phiếu", within=BAR)
    assert "Kết quả" not in taker.page.locator("main h2").all_inner_texts()
    _shows_the_share(hall, ballot, shares["hall"])
    hall.sees("Chờ một người kiểm phiếu nữa")
    hall.shoot("mo-hom-phieu")
    _shows_the_share(taker, ballot, shares["taker"])
    taker.sees("8/13", "phát ra 5, thu về 5, hợp lệ 5, không hợp lệ 0")


def _hands_out_papers(evening: Evening, ballot: str) -> None:
    """Those without a device get a paper, and the screen takes no answer of theirs."""
    chair = evening.chair
    chair.visit(ballot)
    chair.go("Phát phiếu giấy")
    for one in evening.others[1 + ON_A_TABLET :]:
        chair.tick(one)
    chair.shoot("phat-phieu-giay")
    chair.go("Ghi người nhận phiếu giấy")
    chair.sees("Đã bỏ phiếu 5/10")


def _cast_on_a_tablet(evening: Evening, ballot: str) -> None:
    """Some of those without a device of their own cast «tán thành» all the same."""
    key = UUID(ballot.rsplit("/", 1)[1])
    register = queries.register_of(system(clock.today()), _ballot(key))
    names = evening.others[1 : 1 + ON_A_TABLET]
    for line in [one for one in register if one.member.full_name in names]:
        user = User(member_id=line.member_id, member=line.member)
        voter = person_of(user, clock.today()).actor
        sealed = secret.review(voter, key, {vote.id: 0 for vote in _ballot(key).votes})
        secret.cast(voter, key, written=sealed.envelopes, proof=sealed.proof)
    db.session.remove()


def _ballot(key: UUID) -> Ballot:
    return queries.ballot_of(system(clock.today()), key)


def _casts(person: Person, question: str, answer: str, ballot: str = "") -> str:
    """Choose, look at it once more, cast; returns the letters of the own envelope."""
    if ballot:
        person.visit(ballot)
    else:
        person.go("Đến phiếu của đồng chí")
    for words, chosen in ((question, answer), (SECOND, "Tán thành")):
        group = person.page.get_by_role("group", name=words)
        group.get_by_text(chosen, exact=True).click()
    person.shoot("phieu")
    person.go("Xem lại phiếu")
    person.shoot("xem-lai-phieu")
    person.go("Bỏ phiếu", within=BAR)
    person.shoot("da-bo-phieu")
    person.sees("Phiếu của đồng chí nằm trong hòm")
    return person.page.locator("code.digest").inner_text()


def _casts_by_keys(person: Person) -> str:
    """The same with the keyboard alone, from the room to the letters."""
    by_keys(person, "Đến phiếu của đồng chí")
    keys = person.page.keyboard
    for question in (FIRST, SECOND):
        choices = person.page.get_by_role("group", name=question).get_by_role("radio")
        walk_to(person.page, choices.first)
        keys.press("Space")
        keys.press("ArrowRight")
        expect(choices.nth(1)).to_be_checked(timeout=SOON)
        keys.press("ArrowLeft")
        expect(choices.first).to_be_checked(timeout=SOON)
    by_keys(person, "Xem lại phiếu")
    person.sees("Chưa bỏ phiếu", "Tán thành")
    by_keys(person, "Bỏ phiếu", within=BAR)
    return person.page.locator("code.digest").inner_text()


def _fills_count(
    person: Person, issued: int, returned: int, tallies: tuple[tuple[int, int, int], ...]
) -> None:
    """Type a count, going from field to field with the keyboard."""
    figures = {
        "Số phiếu phát ra": issued,
        "Số phiếu thu về": returned,
        "Số phiếu hợp lệ": returned,
        "Số phiếu không hợp lệ": 0,
    }
    for label, figure in figures.items():
        type_by_keys(person, person.page.get_by_label(label), str(figure))
    for place, tally in enumerate(tallies):
        for name, figure in zip(("in_favour", "against", "other"), tally, strict=True):
            type_by_keys(person, person.page.locator(f"[name={name}_{place}]"), str(figure))


def _one_tally_sheet(person: Person, ballot: str, *figures: str) -> None:
    """Papers and screens of one vote stand on one sheet for signature."""
    person.visit(ballot)
    _, paper = person.opens_paper("In biên bản kiểm phiếu")
    words = words_of(paper)
    for said in ("BIÊN BẢN KIỂM PHIẾU", "BAN KIỂM PHIẾU", *figures):
        assert said in words, words


def _nobody_wrote_down_who_chose_what(letters: list[str]) -> None:
    """Neither the trail nor the ballot names a voter beside an answer or a paper's letters.

    The letters stand in the trail once, all together, when the box is closed.
    """
    query = db.select(AuditEntry).execution_options(partywork_scoped=True)
    trail = [(one.action, str(vars(one))) for one in db.session.scalars(query)]
    telling = {action for action, entry in trail if any(one in entry for one in letters)}
    assert telling == {"ballot.close"}
    query = db.select(Ballot).execution_options(partywork_scoped=True)
    answers = [one.answers for one in db.session.scalars(query) if one.answers]
    assert all(isinstance(one, int) for said in answers for row in said.values() for one in row)
    db.session.rollback()


def counts_papers(evening: Evening) -> None:
    """Trust is voted on paper alone: the system prints the papers and records the count."""
    chair, taker = evening.chair, evening.taker
    setting = _asks(evening, "Lấy phiếu tín nhiệm", "Lấy phiếu tín nhiệm", TRUSTED, "bằng giấy")
    _, slips = chair.opens_paper("In phiếu giấy")
    assert TRUSTED in words_of(slips)
    chair.go("Mở bỏ phiếu")
    ballot = chair.path
    assert setting != ballot
    sees(evening.hall, "Bỏ phiếu kín bằng giấy")
    evening.hall.look()
    evening.hall.shoot("phong-bo-phieu-giay")
    chair.go("Đóng hòm phiếu")
    taker.visit(ballot)
    taker.go("Ghi kết quả kiểm phiếu")
    _fills_count(taker, 10, 9, ((8, 2, 0),))
    taker.page.locator(f"{BAR} button").first.click()
    taker.page.wait_for_load_state()
    taker.sees("Chưa lưu được, cần sửa lại")
    taker.forgive()
    taker.shoot("kiem-phieu-sai")
    _fills_count(taker, 10, 10, ((8, 2, 0),))
    taker.go("Ghi kết quả kiểm phiếu", within=BAR)
    taker.sees("8/13")
    _one_tally_sheet(taker, ballot, "phát ra 10; thu về 10; hợp lệ 10; không hợp lệ 0.", "8/13")
