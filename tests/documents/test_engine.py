import pytest

from partywork.documents import engine
from tests.support.papers import docx, office_file, pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_text_layer_of_a_pdf_is_read_in_vietnamese():
    words = engine.text_of(pdf("Nghị quyết chuyển đổi số\nĐảng ủy"), engine.PDF)

    assert words.split("\r\n") == ["Nghị quyết chuyển đổi số", "Đảng ủy"]


def test_a_scan_has_no_words():
    assert engine.text_of(pdf(), engine.PDF).strip() == ""
    assert engine.text_of(b"\xff\xd8\xff", "image/jpeg") == ""


def test_paragraphs_of_a_text_document_are_lines():
    words = engine.text_of(docx("Đoạn một", "A &amp; B"), WORD)

    assert words.split("\n") == ["Đoạn một", "A & B", ""]


def test_heads_and_feet_of_a_text_document_are_read():
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:p><w:t>Thân</w:t></w:p>",
        "word/header2.xml": "<w:p><w:t>Đầu trang</w:t></w:p>",
    }

    words = engine.text_of(office_file(parts), WORD)

    assert "Thân\n" in words
    assert "Đầu trang\n" in words


def test_cells_of_a_workbook_are_lines():
    shared = "<sst><si><t>Ô một</t></si><si><t>Ô hai</t></si></sst>"
    parts = {"[Content_Types].xml": "<Types/>", "xl/sharedStrings.xml": shared}

    words = engine.text_of(office_file(parts), SHEET)

    assert words.split("\n")[:2] == ["Ô một", "Ô hai"]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(b"%PDF-1.7 nothing else", engine.PDF, id="broken pdf"),
        pytest.param(b"PK\x03\x04[Content_Types].xml", WORD, id="broken archive"),
        pytest.param(
            docx("a").replace(b"word/document.xml", b"word/document.xmm"),
            engine.PDF,
            id="not a pdf",
        ),
    ],
)
def test_a_broken_file_is_unreadable(content, media_type):
    with pytest.raises(engine.Unreadable):
        engine.text_of(content, media_type)


def test_a_bomb_of_text_is_unreadable():
    bomb = office_file({"[Content_Types].xml": "", "word/document.xml": " " * 70 * 1024 * 1024})

    with pytest.raises(engine.Unreadable):
        engine.words_of_office_file(bomb)
