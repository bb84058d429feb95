"""The end of the evening: asked of the Đảng ủy, read out, confirmed, and the papers it leaves."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from partywork.ballots.terms import VoteStatus
from tests.journeys import evening as stage
from tests.journeys.evening import BAR, Evening, goes_to_item, item, says, sees
from tests.journeys.evening_ballots import FIRST, TRUSTED
from tests.journeys.keyboard import by_keys, choose_by_keys, select_by_keys, type_by_keys
from tests.journeys.test_first_path import words_of
from tests.support.live import Person
from tests.support.papers import pdf

ASKED = "Đề nghị Đảng ủy mở lớp tập huấn chuyển đổi số."
GUIDED = "Chi bộ gắn tập huấn với công việc của từng hội viên."
TASK = "Lập danh sách đồng chí cần tập huấn"


def adopts(evening: Evening) -> None:
    """A recommendation, a task and the marks, then the minutes are read out and adopted."""
    chair, taker = evening.chair, evening.taker
    chair.visit("/recommendations/")
    by_keys(chair, "Ghi kiến nghị")
    form = chair.page.locator("main form")
    type_by_keys(chair, form.get_by_label("Nội dung kiến nghị"), ASKED)
    choose_by_keys(chair, form.get_by_role("group", name="Kiến nghị với"), "Đảng ủy")
    select_by_keys(chair, form.get_by_label("Người kiến nghị"), evening.names["hall"])
    by_keys(chair, "Ghi kiến nghị", within=BAR)
    chair.sees(ASKED)
    chair.shoot("kien-nghi")
    taker.visit(f"{evening.meeting}/minutes")
    goes_to_item(taker, "C2")
    work = taker.page.locator(item("C2"))
    select_by_keys(taker, work.get_by_label("Đồng chí thực hiện"), evening.names["hall"])
    type_by_keys(taker, work.get_by_label("Việc được giao"), TASK)
    type_by_keys(taker, work.get_by_label("Thời hạn"), "20/11/2026")
    by_keys(taker, "Ghi phân công", within=item("C2"))
    marks(taker, evening)
    taker.visit(f"{evening.meeting}/minutes")
    taker.fill("Kết luận", "Đẩy mạnh chuyển đổi số.", within=item("C1"))
    says(taker, "C1", "✓ Đã lưu lúc")
    by_keys(taker, "Xong các mục, đọc trước cuộc họp")
    taker.sees(
        "Thông tin 03 văn bản mới của Đảng ủy.",
        "Chủ trì: kết quả tháng 10 đạt 9/10 việc.",
        "Người ghi: còn 01 việc chậm.",
        "Tư tưởng ổn định.",
        "Nên tập huấn cho đảng viên cao tuổi trước.",
        FIRST,
        TRUSTED,
        ASKED,
        TASK,
        evening.names["afar"],
        evening.names["upper"],
    )
    taker.shoot("doc-bien-ban")
    by_keys(taker, "Cuộc họp đã nghe và thông qua")


def marks(taker: Person, evening: Evening) -> None:
    """Give the judged lines all they have; the figures mark the others and say where from."""
    taker.visit(f"{evening.meeting}/quality-sheet")
    for line in taker.page.locator("main form fieldset:has(select)").all():
        if not line.locator("input[type=text]").count():
            most = line.locator("option").nth(1).inner_text()
            select_by_keys(taker, line.locator("select"), most)
    taker.shoot("cham-diem")
    by_keys(taker, "Lưu điểm", within=BAR)
    taker.sees("Điểm tạm tính")


def closes(evening: Evening) -> None:
    """The meeting ends on every screen; two people confirm the minutes with their passwords."""
    chair, taker = evening.chair, evening.taker
    evening.enter("hall", "afar", "abroad", "upper")
    evening.at(20, 45)
    chair.visit(f"{evening.meeting}/close")
    chair.sees("Giao 1 nhiệm vụ")
    chair.shoot("ket-thuc")
    by_keys(chair, "Kết thúc cuộc họp", within=BAR)
    for who in ("hall", "afar", "abroad", "upper"):
        sees(evening.people[who], "Về trang cuộc họp")
        evening.people[who].look()
    evening.hall.shoot("phong-da-ket-thuc")
    for person in (taker, chair):
        person.visit(f"{evening.meeting}/minutes/confirm")
        type_by_keys(person, person.page.get_by_label("Mật khẩu của đồng chí"), stage.PASSWORD)
        by_keys(person, "Xác nhận biên bản")


def reads_the_papers(evening: Evening) -> None:
    """One page leads to every paper of the evening, as PDF and as Word."""
    chair = evening.chair
    evening.at(8, 0, date(2026, 11, 6))
    stage.open_again(evening, "chair")
    chair.visit(f"{evening.meeting}/minutes/signed-copy")
    chair.attach("Bản ký", "bien ban da ky.pdf", pdf())
    chair.go("Đính kèm bản ký")
    chair.visit(f"{evening.meeting}/closing")
    chair.shoot("ho-so-sau-hop")
    links = chair.page.locator("main a[href$='.pdf'], main a[href$='.docx']")
    addresses = [one.get_attribute("href") or "" for one in links.all()]
    words = {}
    for address in addresses:
        answer = chair.page.context.request.get(chair.address + address)
        assert answer.status == 200, address
        words[address.rsplit("/", 1)[-1]] = _words(answer.body(), address)
    assert {name.rsplit(".")[-1] for name in words} == {"pdf", "docx"}
    for name in ("minutes.pdf", "minutes.docx"):
        for said in (
            "Thông tin 03 văn bản mới của Đảng ủy.",
            "Người ghi: còn 01 việc chậm.",
            GUIDED,
            TASK,
            evening.names["upper"],
        ):
            assert said in words[name], f"{name} does not say «{said}»"
    assert TASK in words["tasks.pdf"]
    assert evening.others[0] in words["attendance.pdf"]
    votes = {one.vote.question: one.vote.status for one in stage.agenda() if one.vote}
    assert set(votes.values()) == {VoteStatus.PASSED}
    assert {FIRST, TRUSTED} < set(votes)


def _words(content: bytes, address: str) -> str:
    """Return what a paper says, PDF or Word."""
    if address.endswith(".pdf"):
        return words_of(content)
    with ZipFile(BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    return " ".join(re.sub("<[^>]+>", "", text.replace("</w:p>", " ")).split())


def confirms_the_points(evening: Evening) -> None:
    """Once the results are posted the points are official; who attended from above confirms."""
    chair, upper = evening.chair, evening.upper
    chair.visit(f"{evening.meeting}/posted")
    chair.go("Ghi ngày đăng")
    chair.visit(f"{evening.meeting}/quality-sheet")
    by_keys(chair, "Chuyển thành điểm chính thức")
    by_keys(chair, "Chuyển thành điểm chính thức", within=BAR)
    chair.sees("Điểm chính thức")
    stage.open_again(evening, "upper")
    upper.visit(f"{evening.meeting}/quality-sheet")
    by_keys(upper, "Xác nhận điểm")
    by_keys(upper, "Xác nhận", within=BAR)
    upper.sees("Phạm Kim Mai xác nhận ngày 06/11/2026")
    upper.shoot("diem-chinh-thuc")
