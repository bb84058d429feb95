"""Word files for tests: templates that work, and those that must not be taken."""

import zipfile
from io import BytesIO

from docx import Document


def template(*lines: str) -> bytes:
    """A Word file with these paragraphs."""
    paper, written = Document(), BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, added: bytes) -> bytes:
    """The same file with one part more, or with this part changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, added)
    return written.getvalue()


def words_of(content: bytes) -> str:
    """Everything a Word file says, paragraphs and tables."""
    paper = Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])
