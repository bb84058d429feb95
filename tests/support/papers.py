"""Builders of papers: files with words in them, drafts, signed and issued resolutions."""

import zipfile
from io import BytesIO


def pdf(text: str = "", pages: int = 1) -> bytes:
    """Return a small PDF whose text layer says `text` (lines apart), an empty one being a scan.

    The words are written through a ToUnicode table, so Vietnamese comes out as it went in.
    """
    letters = sorted(set(text) - {"\n"})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    table = "\n".join(f"<{code[c]:04x}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(letters)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    lines = " ".join(
        "<" + "".join(f"{code[c]:04x}" for c in line) + "> Tj 0 -20 Td" for line in text.split("\n")
    )
    drawing = f"BT /F 14 Tf 60 800 Td {lines} ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        "/Resources << /Font << /F 4 0 R >> >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{'8 0 R ' * pages}] >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H "
        "/DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(unicode)} >>\nstream\n{unicode}\nendstream",
        "<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 /FontBBox [0 0 999 999] "
        "/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
        page,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table_at = len(body)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{table_at}\n%%EOF\n".encode()


def docx(*paragraphs: str) -> bytes:
    """Return a small text document with these paragraphs."""
    text = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.'
        'openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{text}</w:body></w:document>"
    )
    return office_file({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def office_file(parts: dict[str, str]) -> bytes:
    """Return an office file with these parts."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()
