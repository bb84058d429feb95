"""Symbols of papers, files that may come in, and the lines of a signature."""

import re
import unicodedata
from dataclasses import dataclass

from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.errors import RuleBroken
from partywork.core.text import nfc, tidy
from partywork.documents.terms import CODES, Issuer

# Besides our own kinds: types met in citations and the administrative papers.
_TYPE_CODES = {
    code.casefold(): code
    for code in (
        *CODES.values(),
        *("CT", "QĐi", "TT", "DA", "GM", "GGT", "GCN", "PG", "PC"),
    )
}
# A congress counts its papers of every kind in one series.
_OF_ALL_KINDS = "*"
_ISSUERS = {
    BodyKind.STANDING_COMMITTEE: Issuer.STANDING_COMMITTEE,
    BodyKind.INSPECTION_COMMISSION: Issuer.INSPECTION_COMMISSION,
}
_SYMBOL = re.compile(r"(?:số\s*)?(\d{1,9})([a-z]?)\s*-\s*([a-zđ]+)\s*/\s*([a-zđ][a-zđ0-9\-]{0,15})")
# A d with a stroke laid over it and the look-alike letters of other alphabets.
_STROKED_D = re.compile("[dD][\u0335\u0336]|[ðÐɖƉ]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """The number and the symbol of a paper, taken apart; `suffix` is the rare «a» of «05a»."""

    number: int
    suffix: str
    code: str
    body_code: str

    @property
    def text(self) -> str:
        """«05-NQ/CB»."""
        return f"{self.number:02d}{self.suffix}-{self.code}/{self.body_code}"


def format_symbol(number: int, code: str, body_code: str) -> str:
    """Return «05-NQ/CB»: at least two digits, a hyphen, a slash (Hướng dẫn 05-HD/VPTW)."""
    return Symbol(number, "", code, body_code).text


def issuer_of(body: BodyKind, *, is_congress: bool = False) -> Issuer:
    """Return in whose name a body's papers stand; a congress writes in its own."""
    return Issuer.CONGRESS if is_congress else _ISSUERS.get(body, Issuer.ORGANISATION)


def series_of(code: str, issuer: Issuer) -> tuple[str, Issuer]:
    """Return the code and the issuer by which a paper is counted.

    Ban Thường vụ writes under the sign of its Đảng ủy and shares its series; the inspection
    commission has its own for each code; a congress counts papers of every kind in one (Hướng dẫn
    36-HD/VPTW, mục II.1.3, kept by 05-HD/VPTW, as summarised).
    """
    if issuer is Issuer.CONGRESS:
        return _OF_ALL_KINDS, issuer
    return code, Issuer.ORGANISATION if issuer is Issuer.STANDING_COMMITTEE else issuer


def draft_symbol(code: str, body_code: str) -> str:
    """Return «      -NQ/CB», with room for the number that is taken only after the signature.

    The spaces do not break and do not collapse.
    """
    return "\u00a0" * 6 + f"-{code}/{body_code}"


def full_key(symbol: str, organisation_name: str, term_name: str) -> str:
    """Return «05-NQ/CB (Chi bộ Văn phòng, nhiệm kỳ 2025-2030)».

    A symbol alone names no paper: numbers begin again with every term, in every organisation.
    """
    return f"{symbol} ({organisation_name}, nhiệm kỳ {term_name})"


def parse_symbol(text: str) -> Symbol:
    """Read a symbol as people type it: any case, «Số» before it, one digit, any kind of Đ."""
    typed = _STROKED_D.sub("đ", tidy(text).casefold())
    match = _SYMBOL.fullmatch(typed)
    if match is None or match[3] not in _TYPE_CODES or int(match[1]) == 0:
        raise RuleBroken("Số, ký hiệu phải có dạng «05-NQ/CB».", "symbol")
    return Symbol(int(match[1]), match[2], _TYPE_CODES[match[3]], match[4].upper())


_MAX_FILE_SIZE = 25 * 1024 * 1024
_OFFICE_MEDIA = "application/vnd.openxmlformats-officedocument."
_ALLOWED_FILES = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": (_OFFICE_MEDIA + "wordprocessingml.document", b"PK\x03\x04"),
    "xlsx": (_OFFICE_MEDIA + "spreadsheetml.sheet", b"PK\x03\x04"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}
# The first entry of a file written by a word processor; an ordinary archive begins otherwise.
_OFFICE_ENTRIES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"customXml/")
_ZIP_NAME_AT = 30


def check_file(name: str, head: bytes, size: int) -> str:
    """Return the media type of an upload, decided by its ending and its first bytes together.

    `head` is the beginning of the file, a few kilobytes. Everything not on the short list is
    refused: web pages, drawings with script, archives, documents with macros.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in _ALLOWED_FILES:
        raise RuleBroken("Chỉ nhận tệp PDF, DOCX, XLSX, JPG hoặc PNG.", "file")
    if size == 0:
        raise RuleBroken("Tệp rỗng.", "file")
    if size > _MAX_FILE_SIZE:
        raise RuleBroken("Tệp lớn hơn 25 MB. Hãy chia nhỏ hoặc quét lại nhẹ hơn.", "file")
    media_type, signature = _ALLOWED_FILES[ending]
    is_office = ending in ("docx", "xlsx")
    looks_right = head.startswith(signature) and (
        not is_office or head.startswith(_OFFICE_ENTRIES, _ZIP_NAME_AT)
    )
    if not looks_right:
        raise RuleBroken(
            f"Nội dung tệp không phải là {ending.upper()}. Hãy kiểm tra lại tệp.", "file"
        )
    if is_office and b"vbaProject" in head:
        raise RuleBroken("Không nhận tệp có macro.", "file")
    return media_type


_MAX_STEM = 100
_MAX_ENDING = 10
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*]')


def safe_file_name(name: str) -> str:
    """Return the last part of an uploaded name, in NFC, without what file systems misread.

    Folders, control and direction characters, reserved characters and outer dots are dropped;
    Vietnamese letters stay.
    """
    last = re.split(r"[/\\]", nfc(name))[-1]
    printable = "".join(c for c in last if unicodedata.category(c)[0] != "C" or c in "\t\n\r")
    clean = tidy(_FORBIDDEN_IN_NAMES.sub("", printable)).strip(". ")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        stem, ending = clean, ""
    stem = stem[:_MAX_STEM].rstrip(". ") or "Tài liệu"
    ending = ending[:_MAX_ENDING].strip()
    return f"{stem}.{ending}" if ending else stem


def check_signer_title(authority: str, *, is_collective: bool) -> None:
    """Refuse a form of authority that the body may not use above a signature.

    Cấp ủy and inspection commissions decide together, so they sign T/M, and T/L when the office
    signs by their order; K/T belongs to advisory bodies such as Văn phòng Đảng ủy. There is no
    T/U (Hướng dẫn 36-HD/VPTW, mục 1.7, kept by 05-HD/VPTW).
    """
    form = tidy(authority).upper()
    if form.startswith("T/U"):
        raise RuleBroken("Không dùng «T/U»; ký thừa lệnh ghi «T/L».", "authority")
    if is_collective and form.startswith("K/T"):
        raise RuleBroken(
            "Cấp ủy không ký «K/T». Phó bí thư ký «T/M» và ghi chức vụ PHÓ BÍ THƯ.", "authority"
        )
    if is_collective and not form.startswith(("T/M ", "T/L ")):
        raise RuleBroken("Văn bản của cấp ủy ghi «T/M» trước tên cơ quan.", "authority")


_AUTHORITIES = {
    BodyKind.COMMITTEE: "T/M ĐẢNG ỦY",
    BodyKind.STANDING_COMMITTEE: "T/M BAN THƯỜNG VỤ",
    BodyKind.INSPECTION_COMMISSION: "T/M ỦY BAN KIỂM TRA",
}
_OF_A_CONGRESS = "T/M ĐOÀN CHỦ TỊCH"
_SIGNERS = {
    OfficeTitle.SECRETARY: "BÍ THƯ",
    OfficeTitle.ACTING_SECRETARY: "PHỤ TRÁCH CHI BỘ",
    OfficeTitle.DEPUTY_SECRETARY: "PHÓ BÍ THƯ",
    OfficeTitle.INSPECTION_HEAD: "CHỦ NHIỆM",
    OfficeTitle.INSPECTION_DEPUTY: "PHÓ CHỦ NHIỆM",
}


def authority_line(body: BodyKind, for_cell: str, *, is_congress: bool = False) -> str:
    """Return «T/M CHI BỘ», the first line above a signature: in whose name it is given.

    A congress signs for its presidium, without an office below. `for_cell` is what the office
    decided for cells, where some places write «T/M CHI ỦY»
    (Hướng dẫn 36-HD/VPTW, mục 1.7, kept by 05-HD/VPTW, as summarised).
    """
    given = _OF_A_CONGRESS if is_congress else _AUTHORITIES.get(body, for_cell)
    line = tidy(given).upper()
    check_signer_title(line, is_collective=True)
    return line


def office_line(office: OfficeTitle) -> str:
    """Return «BÍ THƯ» or «PHÓ BÍ THƯ», without the name of the body.

    A phó bí thư signs T/M like the bí thư, never K/T; a plain cấp ủy viên who signs has no such
    line (the same source).
    """
    return _SIGNERS.get(office, "")


_TITLES = (
    *(r"p?gs", r"vs", r"ts\.?kh", r"t\.?s", r"th\.?s", r"bs(?:\.?ck\s?(?:i{1,2}|[12]))?"),
    *("cn", "ks", "ds", "ls", "dr", "ngnd", "ngưt", "nsnd", "nsưt", "ttnd", "ttưt"),
    *("(?:phó )?giáo sư", "viện s[ĩỹ]", "tiến s[ĩỹ](?: khoa học)?", "thạc s[ĩỹ]", "bác s[ĩỹ]"),
    *("cử nhân", "kỹ sư", "(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)"),
)
_TITLES_FIRST = re.compile(rf"(?:(?:{'|'.join(_TITLES)})[.,\s]+)+", re.IGNORECASE)


def strip_academic_titles(name: str) -> str:
    """Return the name as it stands under a paper: no «GS.TS.», «ThS», «Đại tá» before it.

    Học hàm, học vị, quân hàm are not written in the signature block (Hướng dẫn 05-HD/VPTW).
    """
    clean = tidy(name)
    match = _TITLES_FIRST.match(clean)
    return clean[match.end() :] or clean if match else clean
