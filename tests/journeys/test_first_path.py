"""The first whole path, walked in a real browser: a month of a cell, from invitation to report."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Locator

from partywork.ballots.models import Vote
from partywork.cells.models import Member, Organisation
from partywork.cli.demo.people import PASSWORD
from partywork.core import clock, display
from partywork.core.db import db
from partywork.documents.models import Document
from partywork.meetings.models import Meeting
from partywork.reports.models import Report
from partywork.resolutions.models import Resolution
from tests.journeys.keyboard import by_keys, choose_by_keys, press_by_keys, type_by_keys
from tests.support.live import Person
from tests.support.papers import pdf

ON_THE_ROLL = 14
PLACE = "Phòng họp tầng 3"
TITLE = "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
ABSENT, LATE = "Lê Quang Tâm", "Võ Quốc Toàn"
OWN_PASSWORD = "Mua-xuan-co-hoa-2026"
CONCLUSION = "Đẩy mạnh chuyển đổi số trong công tác hội."
TASK = "Lập danh sách đảng viên cần tập huấn"
DISPUTE = "Một đồng chí chuyển đến từ cuối tháng trước chưa có trong danh sách."
COMMENT = "Đề nghị nêu rõ kiến nghị."
MEETINGS, BAR = "Sinh hoạt chi bộ", "form .bar"

Meet = Callable[..., Person]
Today = Callable[..., None]


def words_of(paper: bytes) -> str:
    """Return what a paper says, white space folded."""
    document = pypdfium2.PdfDocument(BytesIO(paper))
    try:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return " ".join(text.split())


def item(code: str) -> str:
    """Return where an item of the agenda stands on the page of the minutes."""
    return f"section.card:has(h2:text-matches('^{code}\\\\.'))"


def prepares(secretary: Person) -> None:
    secretary.shoot("thang-nay")
    secretary.go("Chuẩn bị buổi sinh hoạt")
    secretary.fill("Ngày họp", "05/11/2026")
    secretary.fill("Giờ bắt đầu", "19:00")
    secretary.fill("Địa điểm", PLACE)
    secretary.fill("Ngày thống nhất nội dung", "02/11/2026")
    secretary.choose("Dự kiến chủ trì", f"{secretary.name} (Bí thư)")
    secretary.shoot("chuan-bi")
    secretary.go("Lưu buổi sinh hoạt")
    secretary.go("Thêm tài liệu")
    secretary.fill("Tên tài liệu", "Dự thảo nghị quyết tháng 11")
    secretary.attach("Tệp", "du thao.pdf", pdf("Dự thảo nghị quyết"))
    secretary.go("Thêm tài liệu")
    secretary.go(TITLE)
    secretary.sees("17. Đọc và thông qua biên bản", "Dự thảo nghị quyết tháng 11")


def opens_an_account(office: Person, name: str) -> tuple[str, str]:
    """The office opens an account; returns the user name and the code printed on the card."""
    office.go("Tài khoản", within=".side")
    office.fill("Tìm theo tên", "le quang tam")
    office.go("Tìm")
    office.go("Mở tài khoản cho " + name)
    card = words_of(office.prints("Lập giấy giao tài khoản"))
    found = re.search(r"Tên đăng nhập (\S+) Mã dùng một lần ([A-Z -]+?) Dùng", card)
    assert found, card
    return found[1], found[2].replace(" ", "")


def invites(secretary: Person) -> None:
    by_keys(secretary, "Mời họp")
    secretary.sees("Người được mời: 14 đồng chí")
    secretary.shoot("moi-hop")
    name, paper = secretary.opens_paper("Giấy mời, mỗi đồng chí một tờ")
    assert name.startswith("Giấy mời sinh hoạt chi bộ thường kỳ")
    assert "19 giờ 00, thứ năm, ngày 05/11/2026" in words_of(paper)
    by_keys(secretary, "Mời họp", within=BAR)
    secretary.sees("Đã gửi giấy mời lúc 08:30 ngày 02/11/2026")
    press_by_keys(secretary, "Chép tin nhắn")


def answers(member: Person) -> None:
    member.shoot("viec-cua-toi")
    by_keys(member, "Trả lời giấy mời")
    choose_by_keys(member, own_answer(member), "Tôi sẽ dự")
    by_keys(member, "Gửi trả lời")
    member.sees("Sẽ dự")


def own_answer(member: Person) -> Locator:
    """Where one says whether one comes."""
    return member.page.locator("main fieldset")


def begins_and_asks_leave(newcomer: Person, user_name: str, code: str) -> None:
    newcomer.visit("/sign-in")
    newcomer.go("nhập mã dùng một lần")
    newcomer.fill("Tên đăng nhập", user_name)
    newcomer.fill("Mã dùng một lần", code.lower())
    newcomer.fill("Mật khẩu mới", OWN_PASSWORD)
    newcomer.fill("Nhập lại mật khẩu mới", OWN_PASSWORD)
    newcomer.go("Kích hoạt và đăng nhập")
    by_keys(newcomer, "Trả lời giấy mời")
    choose_by_keys(newcomer, own_answer(newcomer), "Xin vắng")
    reason = newcomer.page.get_by_label("Lý do xin vắng")
    type_by_keys(newcomer, reason, "Đi điều trị tại bệnh viện")
    by_keys(newcomer, "Gửi trả lời")
    newcomer.sees("Chờ bí thư, phó bí thư xem xét")


def agrees_to_the_absence(secretary: Person) -> None:
    by_keys(secretary, "1 đồng chí xin vắng buổi sinh hoạt")
    by_keys(secretary, f"Đồng ý cho vắng đồng chí {ABSENT}")
    secretary.sees("đã đồng ý")


def opens_the_meeting(secretary: Person) -> None:
    secretary.go("Khai mạc")
    secretary.go("Khai mạc", within=BAR)


def calls_the_roll(secretary: Person) -> None:
    secretary.sees("Chưa điểm danh 14", "Chưa có đảng viên có quyền biểu quyết dự họp")
    secretary.tick("Vắng có lý do", within=f"ul.roll > li:has-text('{ABSENT}')")
    late = f"ul.roll > li:has-text('{LATE}')"
    secretary.press("Đến muộn, lý do", within=late)
    secretary.fill("Đến muộn lúc", "19:10", within=late)
    secretary.press("Tất cả còn lại: có mặt")
    secretary.go("Lưu điểm danh")
    secretary.sees(
        "Có mặt 13",
        "Tổng số đảng viên tính biểu quyết: 14; cần ít nhất 8 tán thành.",
    )
    secretary.shoot("diem-danh")


def takes_minutes(taker: Person, speaker: str) -> None:
    taker.go("Ghi đảng phí")
    taker.shoot("ghi-bien-ban")
    dues = item("A4")
    taker.fill("Số đảng viên đã đóng đảng phí", "13", within=dues)
    taker.go("Lưu tình hình đảng phí", within=dues)
    news = item("B1")
    taker.fill("Nội dung", "Phổ biến chủ trương về chuyển đổi số.", within=news)
    taker.fill("Kết luận", CONCLUSION, within=news)
    taker.page.locator(news).get_by_text("✓ Đã lưu lúc").wait_for()
    plan = item("B5")
    taker.fill("Kết luận", "Mở lớp tập huấn chuyển đổi số.", within=plan)
    taker.page.locator(plan).get_by_text("✓ Đã lưu lúc").wait_for()
    taker.press("Thêm ý kiến phát biểu", within=news)
    taker.choose("Đồng chí", speaker, within=news)
    taker.fill("Ý kiến", "Nên tập huấn cho đảng viên cao tuổi trước.", within=news)
    taker.go("Ghi ý kiến", within=news)
    taker.sees(f"Đ/c {speaker}: Nên tập huấn cho đảng viên cao tuổi trước.")
    work = item("C2")
    taker.choose("Đồng chí thực hiện", speaker, within=work)
    taker.fill("Việc được giao", TASK, within=work)
    taker.fill("Thời hạn", "20/11/2026", within=work)
    taker.go("Ghi phân công", within=work)
    quality = item("C5")
    taker.fill("Tổng điểm (trên 100)", "92", within=quality)
    taker.fill("Xếp loại buổi sinh hoạt", "Tốt", within=quality)
    taker.go("Lưu điểm", within=quality)


def holds_the_vote(secretary: Person) -> None:
    secretary.go(MEETINGS, within=".side")
    secretary.go(TITLE)
    secretary.go("Ghi biên bản")
    secretary.go("Biểu quyết", within=item("C4"))
    secretary.go("Xem số tính biểu quyết")
    secretary.sees("Tổng số đảng viên tính biểu quyết: 14; cần ít nhất 8 tán thành")
    secretary.go("Bắt đầu biểu quyết")
    secretary.go("Tất cả tán thành")
    secretary.shoot("bieu-quyet")
    secretary.go("Kết thúc biểu quyết")
    secretary.sees("Tán thành 13/14 (92,9%)", "Được thông qua.")


def sees_a_question_fail(deputy: Person) -> None:
    deputy.go("Ghi biên bản")
    deputy.go("Thêm nội dung biểu quyết", within=item("C4"))
    deputy.fill("Nội dung biểu quyết", "Đổi ngày sinh hoạt định kỳ")
    deputy.tick("Nội dung thường")
    deputy.go("Xem số tính biểu quyết")
    deputy.go("Bắt đầu biểu quyết")
    deputy.fill("Tán thành", "5")
    deputy.fill("Không tán thành", "8")
    deputy.go("Kết thúc biểu quyết")
    deputy.sees("Tán thành 5/14", "Chưa đủ số cần thiết: không được thông qua.")


def reads_out(taker: Person) -> None:
    taker.go("Ghi biên bản")
    taker.go("Đọc và thông qua biên bản")
    taker.sees(f"Kết luận: {CONCLUSION}", f"{ABSENT} (Đi điều trị tại bệnh viện)")
    taker.go("Cuộc họp đã nghe và thông qua")


def closes(secretary: Person) -> None:
    secretary.go("Ghi biên bản")
    secretary.go("Kết thúc cuộc họp")
    secretary.sees("Giao 1 nhiệm vụ", "đã được 13/14 đồng chí tán thành, chờ ký")
    assert secretary.value("Giờ kết thúc") == "20:40"
    secretary.go("Kết thúc cuộc họp", within=BAR)


def confirms(person: Person) -> None:
    person.fill("Mật khẩu của đồng chí", PASSWORD)
    person.go("Xác nhận biên bản")


def attaches_the_signed_sheet(secretary: Person) -> None:
    secretary.go("Đính kèm bản ký")
    name, paper = secretary.opens_paper("In biên bản (PDF)")
    assert "BIÊN BẢN" in words_of(paper), name
    secretary.attach("Bản ký", "bien ban da ky.pdf", pdf())
    secretary.go("Đính kèm bản ký")
    secretary.sees("Bản ký")
    secretary.shoot("bien-ban")


def issues_the_resolution(secretary: Person) -> None:
    secretary.go("Mở nghị quyết")
    secretary.sees("Đã thông qua", CONCLUSION)
    secretary.go("Trình ký")
    secretary.go("Trình ký", within=BAR)
    secretary.go("Ghi nhận đã ký")
    assert secretary.value("Ngày ký") == "06/11/2026"
    secretary.attach("Bản ký", "nghi quyet da ky.pdf", pdf())
    secretary.tick("Tôi xác nhận tài liệu không chứa bí mật nhà nước")
    secretary.go("Đính kèm bản ký")
    secretary.go("Lấy số và phát hành")
    secretary.sees("Số sẽ lấy: 22-NQ/CB")
    assert secretary.value("Ngày ban hành") == "06/11/2026"
    secretary.go("Lấy số và phát hành", within=BAR)
    assert secretary.heading == "Nghị quyết số 22-NQ/CB"
    secretary.shoot("nghi-quyet")
    name, paper = secretary.opens_paper("Tải bản PDF")
    assert name.endswith(".pdf")
    words = words_of(paper)
    assert "22-NQ/CB" in words
    assert "Hà Nội, ngày 06 tháng 11 năm 2026" in words


def reports_the_meeting(secretary: Person) -> None:
    secretary.go("Ghi ngày đã đăng")
    assert secretary.value("Ngày đăng") == "06/11/2026"
    secretary.go("Ghi ngày đăng")
    secretary.go("Báo cáo Đảng ủy")
    secretary.go("Báo cáo Đảng ủy", within="form")


def finishes_the_task(member: Person) -> None:
    member.go(TASK)
    member.go("Báo cáo kết quả")
    member.choose("Tình trạng", "Đã xong")
    member.fill("Ngày hoàn thành", "17/11/2026")
    member.fill("Kết quả, sản phẩm", "Đã lập danh sách và gửi chi ủy.")
    member.go("Lưu kết quả")
    member.sees("Đã xong đúng hạn", "Nghị quyết số 22-NQ/CB")


def drafts_and_sends_the_report(secretary: Person) -> None:
    secretary.go("Soạn và gửi báo cáo")
    secretary.go("Soạn báo cáo tháng 11/2026")
    secretary.sees("từ ngày 01/11/2026 đến ngày 30/11/2026", f"{TASK} (đ/c")
    figure = "tr:has(th:text-is('Đảng viên đầu kỳ'))"
    secretary.press("Vì sao có số này?", within=figure)
    secretary.go("Số liệu chưa đúng", within=figure)
    secretary.fill("Số liệu chưa đúng ở chỗ nào", DISPUTE)
    secretary.go("Lưu ghi chú")
    secretary.sees(DISPUTE)
    secretary.shoot("bao-cao")
    secretary.fill("Tình hình tư tưởng", "Đảng viên đoàn kết, thống nhất.", within="#ideology")
    secretary.page.locator("#ideology").get_by_text("✓ Đã lưu lúc").wait_for()
    sends(secretary)
    secretary.sees("Đã gửi Đảng ủy", "Chờ Đảng ủy tiếp nhận.")


def sends(secretary: Person) -> None:
    secretary.go("Gửi báo cáo lên Đảng ủy")
    secretary.fill("Mật khẩu của đồng chí", PASSWORD)
    secretary.go("Gửi báo cáo lên Đảng ủy")


def returns_the_report(office: Person) -> None:
    office.go("Theo dõi các chi bộ", within=".side")
    office.shoot("theo-doi")
    office.go("Tháng 11: Đúng hạn, chờ tiếp nhận")
    office.sees("Biên bản, nghị quyết kèm theo", "Nghị quyết 22-NQ/CB", DISPUTE)
    office.shoot("xem-bao-cao")
    name, paper = office.opens_paper("Báo cáo tháng 11-2026")
    assert name == "Báo cáo tháng 11-2026 Chi bộ Hội Tự động hóa Việt Nam.pdf"
    assert "BÁO CÁO" in words_of(paper)
    office.go("Trả lại để bổ sung")
    office.fill("Kiến nghị với Đảng ủy", COMMENT)
    office.go("Trả lại để bổ sung", within=BAR)
    office.sees("Trả lại để bổ sung", COMMENT)


def corrects_and_sends_again(secretary: Person) -> None:
    secretary.go("Bổ sung báo cáo tháng 11/2026")
    place = "#proposals"
    secretary.sees(COMMENT)
    secretary.fill("Kiến nghị với Đảng ủy", "Đề nghị mở lớp tập huấn.", within=place)
    secretary.page.locator(place).get_by_text("✓ Đã lưu lúc").wait_for()
    secretary.go("Đánh dấu đã bổ sung", within=place)
    sends(secretary)
    secretary.sees("Đã gửi Đảng ủy")


def accepts(office: Person) -> None:
    office.go("Chi bộ Hội Tự động hóa Việt Nam, tháng 11/2026")
    office.sees("Đã bổ sung", "Đề nghị mở lớp tập huấn.")
    office.go("Tiếp nhận")
    office.go("Tiếp nhận", within=BAR)
    office.sees("Đã tiếp nhận")


def looks_up(member: Person) -> str:
    """A member finds the resolution by words without marks; returns its address."""
    member.go("Tra cứu nghị quyết", within=".phone-bar")
    member.fill("Từ cần tìm", "sinh hoat thang 11")
    member.go("Tìm", within="form.filters")
    member.sees("Có 1 văn bản")
    member.shoot("tra-cuu")
    member.go("Nghị quyết sinh hoạt chi bộ thường kỳ tháng 11 năm 2026")
    name, paper = member.opens_paper("Tải bản PDF")
    assert name == "Nghị quyết số 22-NQ-CB ngày 06-11-2026.pdf"
    assert "Đẩy mạnh chuyển đổi số trong công tác hội" in words_of(paper)
    return member.path


def finds_nothing(stranger: Person, path: str) -> None:
    """What another cell must not see answers as what does not exist."""
    said = []
    for one in (path, re.sub("[0-9a-f]{8}", "00000000", path, count=1)):
        stranger.visit(one, expect=404)
        said.append(stranger.words)
    assert said[0] == said[1]


def opens_a_case(inspector: Person) -> None:
    inspector.go("Vụ việc kiểm tra", within=".side")
    inspector.go("Mở hồ sơ")
    inspector.choose("Tổ chức đảng", "Chi bộ Hội Tự động hóa Việt Nam")
    inspector.fill("Số quyết định", "05-KH/UBKTĐU")
    inspector.fill("Lý do", "Giám sát theo chương trình năm.")
    inspector.fill("Xem đến hết ngày", "20/12/2026")
    inspector.go("Mở hồ sơ", within="form")
    inspector.sees("05-KH/UBKTĐU")


def known_facts() -> set[str]:
    """Return the names, days, hours, numbers and symbols the records of the month hold."""
    records = {
        kind: list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))
        for kind in (Member, Organisation, Meeting, Vote, Document, Resolution, Report)
    }
    db.session.remove()
    facts = {one.full_name for one in records[Member]} | {one.name for one in records[Organisation]}
    for kind in (Meeting, Vote, Document, Resolution, Report):
        for one in records[kind]:
            for value in vars(one).values():
                facts |= said_as(value)
    return facts | {str(number) for number in range(ON_THE_ROLL + 1)}


def said_as(value: object) -> set[str]:
    """Return how people would write a value that is a fact."""
    if isinstance(value, datetime):
        return {display.day(clock.day_of(value)), f"{clock.local(value):%H:%M}"}
    if isinstance(value, date):
        return {display.day(value)}
    if isinstance(value, str) and re.fullmatch(r"\d+-\S+", value):
        return {value}
    return {str(value)} if isinstance(value, int) else set()


def work_of(secretary: Person) -> str:
    """Say how much work the month was, and refuse a fact that was typed twice."""
    passwords = [label for label, _ in secretary.typed if label.startswith("Mật khẩu")]
    typed = [(label, text) for label, text in secretary.typed if label not in passwords]
    known = known_facts()
    again = [
        (label, fact)
        for label, text in typed
        for fact in known
        if fact in text and re.search(rf"(?<![\w:/]){re.escape(fact)}(?![\w:/])", text)
    ]
    assert not again
    return (
        f"From «Mời họp» to «Gửi báo cáo lên Đảng ủy» the secretary clicked {secretary.clicks} "
        f"times, typed into {len(typed)} fields ({', '.join(label for label, _ in typed)}), "
        f"gave the own password {len(passwords)} times, and typed {len(again)} facts that the "
        "system already knew."
    )


@pytest.mark.timeout(1500)
def test_a_cell_walks_its_month(
    meet: Meet, today: Today, record_property: Callable[[str, str], None]
) -> None:
    today(date(2026, 11, 2), time(8, 30))
    secretary = meet("bithu-cb11")
    prepares(secretary)
    newcomer, code = opens_an_account(meet("vanphong"), ABSENT)
    secretary.start_counting()
    invites(secretary)

    today(date(2026, 11, 3), time(20, 0))
    member = meet("dangvien-cb11", phone=True)
    speaker = member.name
    answers(member)
    begins_and_asks_leave(meet(newcomer, phone=True, is_new=True), newcomer, code)
    today(date(2026, 11, 4), time(8, 0))
    agrees_to_the_absence(meet("bithu-cb11"))

    today(date(2026, 11, 5), time(19, 0))
    secretary = meet("bithu-cb11")
    opens_the_meeting(secretary)
    today(date(2026, 11, 5), time(19, 15))
    calls_the_roll(secretary)
    takes_minutes(meet("pho-cb11"), speaker)
    holds_the_vote(meet("bithu-cb11"))
    sees_a_question_fail(meet("pho-cb11"))
    today(date(2026, 11, 5), time(20, 40))
    reads_out(meet("pho-cb11"))
    closes(meet("bithu-cb11"))
    for one in ("pho-cb11", "bithu-cb11"):
        person = meet(one)
        person.go("Xem và xác nhận")
        confirms(person)

    today(date(2026, 11, 6), time(8, 0))
    attaches_the_signed_sheet(meet("bithu-cb11"))
    issues_the_resolution(meet("bithu-cb11"))
    reports_the_meeting(meet("bithu-cb11"))
    today(date(2026, 11, 18), time(9, 0))
    finishes_the_task(meet("dangvien-cb11"))

    today(date(2026, 11, 23), time(9, 0))
    drafts_and_sends_the_report(meet("bithu-cb11"))
    record_property("told", work_of(secretary))
    report = secretary.path

    today(date(2026, 11, 24), time(9, 0))
    returns_the_report(meet("vanphong"))
    corrects_and_sends_again(meet("bithu-cb11"))
    accepts(meet("vanphong"))
    resolution = looks_up(meet("dangvien-cb11"))
    stranger = meet("bithu-cb12")
    finds_nothing(stranger, resolution)
    finds_nothing(stranger, report)
    opens_a_case(meet("kiemtra"))
    administrator = meet("quantri")
    finds_nothing(administrator, resolution)
