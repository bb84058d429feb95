"""What the minutes say is the same as a PDF and as a Word document."""

from datetime import timedelta

from partywork.closing import engine
from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.service import templates
from partywork.closing.terms import Paper
from partywork.core.text import tidy
from partywork.meetings.pages import MinutesPage, RecommendationRow
from partywork.pdf.renderer import render
from tests.closing.samples import words_of as words_in_word
from tests.pdf import samples
from tests.pdf.measure import words_of

ASKED = (
    RecommendationRow(
        "Trần Thu Hà",
        "Đảng ủy",
        "Bố trí phòng họp trực tuyến.",
        "Đảng ủy đã giao Văn phòng chuẩn bị phòng họp.",
    ),
    RecommendationRow("", "Liên hiệp Hội", "Công bố sớm kế hoạch năm."),
)


def words_of_word(page: MinutesPage) -> str:
    """Return the text of the Word document, each run of white space as one space."""
    return tidy(words_in_word(engine.fill(templates.built_in(Paper.MINUTES), page)))


def facts_of(page: MinutesPage) -> list[str]:
    """Return the sentences of the minutes that nobody may find in one format only."""
    said = [page.summary, page.dues, page.hours, f"Hội nghị kết thúc lúc {page.end}."]
    for part in page.parts:
        for item in part.items:
            said += [item.title, *item.paragraphs, *item.conclusions]
            said += [f"Đồng chí {one.name}: {one.text}" for one in item.remarks]
            if item.vote is not None:
                said += [item.vote.question, item.vote.method, item.vote.outcome]
                reserved = item.vote.reserved
                said += [f"bảo lưu của đồng chí {one.name}: {one.text}" for one in reserved]
    for row in page.assignments:
        said += [row.name, row.task]
    for asked in page.recommendations:
        by = f"Đồng chí {asked.asked_by}" if asked.asked_by else "Chi bộ"
        said.append(f"{by} kiến nghị với {asked.asked_of}: {asked.text}")
        if asked.answer:
            said.append(f"Trả lời đã đọc tại cuộc họp: {asked.answer}")
    return [tidy(one) for one in said if one]


def test_every_sentence_stands_in_both_formats() -> None:
    example = EXAMPLES[Paper.MINUTES]
    assert isinstance(example, MinutesPage)
    of_two_days = samples.minutes(ends_at=samples.CLOSED + timedelta(days=1))
    for page in (samples.minutes(recommendations=ASKED), example, of_two_days):
        on_paper, in_word = words_of(render("pdf/minutes.html", page)), words_of_word(page)

        told = facts_of(page)
        assert [one for one in told if one not in on_paper] == []
        assert [one for one in told if one not in in_word] == []


def test_recommendations_stand_behind_the_items_and_before_the_tasks_in_both() -> None:
    page = samples.minutes(recommendations=ASKED)

    for text in (words_of(render("pdf/minutes.html", page)), words_of_word(page)):
        places = [
            text.index(heading)
            for heading in ("NỘI DUNG", "KIẾN NGHỊ VÀ TRẢ LỜI", "PHÂN CÔNG NHIỆM VỤ")
        ]
        assert places == sorted(places)
        assert text.index(ASKED[0].answer) < text.index("Chi bộ kiến nghị với Liên hiệp Hội")


def test_minutes_without_recommendations_have_no_heading_for_them() -> None:
    page = samples.minutes(recommendations=())

    assert "KIẾN NGHỊ VÀ TRẢ LỜI" not in words_of(render("pdf/minutes.html", page))
    assert "KIẾN NGHỊ VÀ TRẢ LỜI" not in words_of_word(page)
