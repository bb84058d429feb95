"""Filling Word templates: the built-in ones, and those that must be refused."""

import pytest

from partywork.closing import engine
from partywork.closing.engine import BadTemplate
from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.service import templates
from partywork.closing.terms import Paper
from tests.closing.samples import template, with_part, words_of
from tests.pdf import samples

SETTINGS = "word/_rels/settings.xml.rels"
REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://x/relationships/%s" Target="https://example.org/a" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("paper", list(Paper))
def test_every_built_in_template_tells_its_example(paper: Paper) -> None:
    words = words_of(engine.fill(templates.built_in(paper), EXAMPLES[paper]))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "CHI BỘ MẪU" in words
    assert "{" not in words
    if paper is Paper.MINUTES:
        assert "Trả lời đã đọc tại cuộc họp: sẽ làm trong quý I." in words


def test_the_word_minutes_tell_what_the_paper_tells() -> None:
    words = words_of(engine.filled(templates.built_in(Paper.MINUTES), samples.minutes()))

    for fact in (
        "từ 19 giờ 00 đến 20 giờ 50 ngày 05/11/2026 (110 phút)",
        "Bùi Thị Yến (điều trị tại bệnh viện)",
        "- Đồng chí Trần Thu Hà: đề nghị bổ sung kinh phí thuê hội trường.",
        "tán thành 11, không tán thành 0, ý kiến khác 1; đạt tỷ lệ 84,6%",
        "Đồng chí Lê Minh: Chủ trì tọa đàm chuyển đổi số; hạn 25/11/2026.",
        "NGƯỜI GHI BIÊN BẢN",
    ):
        assert fact in words


def test_what_people_typed_is_text_and_no_markup() -> None:
    page = engine.plain(samples.minutes(place="Phòng <b>3</b> & {{ page.mode }}"))

    words = words_of(engine.filled(template("{{ page.place }}"), page))

    assert "Phòng <b>3</b> & {{ page.mode }}" in words


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ page.nothing }}", "«nothing»"),
        ("{{ page.place ", "viết sai"),
        ("{{ page.__class__.__mro__ }}", "không được phép"),
    ],
)
def test_a_template_that_asks_too_much_says_where(line: str, reason: str) -> None:
    with pytest.raises(BadTemplate, match=reason):
        engine.fill(template(line), EXAMPLES[Paper.TASKS])


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ ('x' * 999999999) * 9 }}",
    ],
)
def test_a_template_without_an_end_is_stopped(line: str) -> None:
    with pytest.raises(BadTemplate, match="quá nặng"):
        engine.fill(template(line), EXAMPLES[Paper.TASKS], seconds=1)


def test_a_file_that_is_no_word_document_breaks_only_the_child() -> None:
    with pytest.raises(BadTemplate, match="bị hỏng"):
        engine.fill(b"PK\x03\x04 nothing", EXAMPLES[Paper.TASKS])


def test_what_reaches_out_of_the_paper_is_refused_and_a_link_is_not() -> None:
    plain = template("Danh sách")

    with pytest.raises(BadTemplate, match="liên kết ra ngoài"):
        engine.filled(with_part(plain, SETTINGS, REMOTE % b"attachedTemplate"), None)
    with pytest.raises(BadTemplate, match="phần nhúng"):
        engine.filled(with_part(plain, "word/embeddings/a.bin", b"x"), None)
    assert engine.filled(with_part(plain, SETTINGS, REMOTE % b"hyperlink"), None)
