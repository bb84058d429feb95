import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.documents.rules import (
    Symbol,
    check_file,
    check_signer_title,
    draft_symbol,
    format_symbol,
    parse_symbol,
    safe_file_name,
    strip_academic_titles,
)
from partywork.documents.terms import CODES

MEGABYTE = 1024 * 1024
ZIP = b"PK\x03\x04" + b"\x00" * 26
DOCX_HEAD = ZIP + b"[Content_Types].xml" + b"\x00" * 50


# Symbols


@pytest.mark.parametrize(
    ("number", "code", "body", "symbol"),
    [
        (5, "NQ", "CB", "05-NQ/CB"),
        (12, "NQ", "ĐU", "12-NQ/ĐU"),
        (127, "QĐ", "TW", "127-QĐ/TW"),
        (1, "CTr", "CB", "01-CTr/CB"),
    ],
)
def test_a_symbol_has_two_digits_at_least(number: int, code: str, body: str, symbol: str) -> None:
    assert format_symbol(number, code, body) == symbol


def test_a_draft_leaves_room_for_the_number() -> None:
    symbol = draft_symbol("NQ", "CB")

    assert symbol.replace("\u00a0", " ") == "      -NQ/CB"
    assert not any(c.isdigit() for c in symbol)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("05-NQ/CB", "05-NQ/CB"),
        ("Số 05-NQ/CB", "05-NQ/CB"),
        (" 5 - nq / cb ", "05-NQ/CB"),
        ("03-ctr/đu", "03-CTr/ĐU"),
        ("03-qđ/đu", "03-QĐ/ĐU"),
        ("08-QĐI/TW", "08-QĐi/TW"),
        ("12-QD\u0336/TW", "12-QĐ/TW"),
        ("12-QÐ/TW", "12-QĐ/TW"),
        ("05a-NQ/CB", "05a-NQ/CB"),
        ("05-QC/BTCTU-BDVTU", "05-QC/BTCTU-BDVTU"),
        ("07-BB/CB3", "07-BB/CB3"),
        ("0127-QĐ/TW", "127-QĐ/TW"),
    ],
)
def test_a_symbol_is_read_as_people_type_it(typed: str, text: str) -> None:
    assert parse_symbol(typed).text == text
    assert parse_symbol(unicodedata.normalize("NFD", typed)).text == text


@pytest.mark.parametrize(
    "typed",
    ["", "05", "NQ/CB", "05-NQ", "05-XX/CB", "00-NQ/CB", "05/NQ-CB", "05-NQ/", "05-NQ/1CB", "x"],
)
def test_what_is_no_symbol_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(RuleBroken, match="«05-NQ/CB»"):
        parse_symbol(typed)


@given(
    st.integers(1, 99_999),
    st.sampled_from(sorted(set(CODES.values()))),
    st.sampled_from(["CB", "ĐU", "ĐUBTC", "CB12", "UBKTĐU"]),
)
def test_every_symbol_we_print_is_read_back(number: int, code: str, body: str) -> None:
    assert parse_symbol(format_symbol(number, code, body)) == Symbol(number, "", code, body)


# Files


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("Biên bản.pdf", b"%PDF-1.7\n", "application/pdf"),
        (
            "Nghị quyết.DOCX",
            DOCX_HEAD,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "bang.xlsx",
            ZIP + b"docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("anh.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("anh.jpeg", b"\xff\xd8\xff\xe1", "image/jpeg"),
        ("anh.png", b"\x89PNG\r\n\x1a\n\x00", "image/png"),
    ],
)
def test_an_allowed_file_is_known_by_name_and_content(
    name: str, head: bytes, media_type: str
) -> None:
    assert check_file(name, head, 1000) == media_type


@pytest.mark.parametrize(
    "name",
    [
        "trang.html",
        "hinh.svg",
        "goi.zip",
        "goi.rar",
        "van-ban.docm",
        "bang.xlsm",
        "a.doc",
        "pdf.exe",
    ],
)
def test_other_kinds_of_files_are_refused(name: str) -> None:
    with pytest.raises(RuleBroken, match="Chỉ nhận tệp") as refusal:
        check_file(name, b"%PDF-1.7", 1000)

    assert refusal.value.field == "file"


def test_a_name_without_an_ending_is_refused() -> None:
    with pytest.raises(RuleBroken, match="Chỉ nhận tệp"):
        check_file("biên bản", b"%PDF-1.7", 1000)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("gia.pdf", b"<html><script>"),
        ("gia.pdf", b"MZ\x90\x00"),
        ("gia.png", b"\xff\xd8\xff\xe0"),
        ("gia.jpg", b"<svg xmlns="),
        ("goi.docx", ZIP + b"virus.exe"),
        ("goi.xlsx", b"%PDF-1.7"),
    ],
)
def test_a_file_whose_content_belies_its_ending_is_refused(name: str, head: bytes) -> None:
    with pytest.raises(RuleBroken, match="Nội dung tệp không phải"):
        check_file(name, head, 1000)


def test_a_document_with_macros_under_another_ending_is_refused() -> None:
    with pytest.raises(RuleBroken, match="macro"):
        check_file("van-ban.docx", DOCX_HEAD + b"word/vbaProject.bin", 1000)


def test_the_largest_file_is_25_megabytes_and_an_empty_one_is_none() -> None:
    assert check_file("a.pdf", b"%PDF-1.7", 25 * MEGABYTE) == "application/pdf"
    with pytest.raises(RuleBroken, match="25 MB"):
        check_file("a.pdf", b"%PDF-1.7", 25 * MEGABYTE + 1)
    with pytest.raises(RuleBroken, match="rỗng"):
        check_file("a.pdf", b"", 0)


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Biên bản họp.pdf", "Biên bản họp.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Hồ sơ\\Nghị quyết 05.docx", "Nghị quyết 05.docx"),
        ("a<b>:c|?*.pdf", "abc.pdf"),
        ("gpj.\u202epdf", "gpj.pdf"),
        ("hai\r\ndòng.pdf", "hai dòng.pdf"),
        (".htaccess.pdf", "htaccess.pdf"),
        ("không đuôi", "không đuôi"),
        ("", "Tài liệu"),
        ("...", "Tài liệu"),
        ("dài." + "x" * 9 + " y", "dài." + "x" * 9),
        (unicodedata.normalize("NFD", "Nghị quyết.pdf"), "Nghị quyết.pdf"),
    ],
)
def test_a_file_name_loses_what_is_dangerous_and_keeps_its_vietnamese(
    given_name: str, safe: str
) -> None:
    assert safe_file_name(given_name) == safe


@given(st.text(max_size=300))
def test_every_safe_name_is_one_short_visible_part_of_a_path(name: str) -> None:
    safe = safe_file_name(name)

    assert 0 < len(safe) <= 112
    assert not set(safe) & set('<>:"/\\|?*\n\r\t\x00')
    assert not safe.startswith(".")
    assert not safe.endswith((".", " "))


# Signatures


@pytest.mark.parametrize("authority", ["T/M CHI BỘ", "t/m đảng ủy", "T/L BAN THƯỜNG VỤ"])
def test_a_governing_committee_signs_on_behalf_or_by_order(authority: str) -> None:
    check_signer_title(authority, is_collective=True)


def test_a_governing_committee_never_signs_for_its_head() -> None:
    with pytest.raises(RuleBroken, match="không ký «K/T»"):
        check_signer_title("K/T BÍ THƯ", is_collective=True)


def test_an_advisory_body_signs_for_its_head() -> None:
    check_signer_title("K/T CHÁNH VĂN PHÒNG", is_collective=False)
    check_signer_title("CHÁNH VĂN PHÒNG", is_collective=False)


@pytest.mark.parametrize("authority", ["BÍ THƯ", "TM. CHI BỘ", ""])
def test_a_governing_committee_without_its_form_of_authority_is_refused(authority: str) -> None:
    with pytest.raises(RuleBroken, match="«T/M»"):
        check_signer_title(authority, is_collective=True)


@pytest.mark.parametrize("is_collective", [True, False])
def test_there_is_no_delegated_signature(is_collective: bool) -> None:
    with pytest.raises(RuleBroken, match="T/U"):
        check_signer_title("T/U BÍ THƯ", is_collective=is_collective)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("GS.TS. Nguyễn Văn A", "Nguyễn Văn A"),
        ("GS, TS Nguyễn Văn A", "Nguyễn Văn A"),
        ("PGS.TS Trần Thị Bình", "Trần Thị Bình"),
        ("PGS. TSKH. Trần Thị Bình", "Trần Thị Bình"),
        ("TS Lê Văn Cường", "Lê Văn Cường"),
        ("Ts. Lê Văn Cường", "Lê Văn Cường"),
        ("ThS. Đỗ Dũng", "Đỗ Dũng"),
        ("Th.S Đỗ Dũng", "Đỗ Dũng"),
        ("Tiến sĩ Đỗ Dũng", "Đỗ Dũng"),
        ("Phó Giáo sư, Tiến sỹ Đỗ Dũng", "Đỗ Dũng"),
        ("BS.CKII Hoàng Mai", "Hoàng Mai"),
        ("GS.VS.TSKH. Hoàng Mai", "Hoàng Mai"),
        ("Đại tá, TS. Hoàng Mai", "Hoàng Mai"),
        ("Đại Thị Tá", "Đại Thị Tá"),
        ("Nguyễn Thị Thạc", "Nguyễn Thị Thạc"),
        ("Tsan Văn Tư", "Tsan Văn Tư"),
        ("Cung Thị Kỷ", "Cung Thị Kỷ"),
        ("  Nguyễn   Văn A ", "Nguyễn Văn A"),
        ("TS.", "TS."),
    ],
)
def test_academic_titles_do_not_stand_under_a_paper(name: str, bare: str) -> None:
    assert strip_academic_titles(name) == bare
    assert strip_academic_titles(unicodedata.normalize("NFD", name)) == bare
