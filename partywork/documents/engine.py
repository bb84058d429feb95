"""Reading the words of an uploaded file, in a child process that a hostile file may break.

Run as a program it reads a file from standard input and prints its words; the media type is the
one argument. The parent gives it little time and the child takes little memory.
"""

import html
import re
import resource
import subprocess
import sys
import zipfile
from io import BytesIO

import pypdfium2

PDF = "application/pdf"
# Marks stand on the first pages; the person who sent the file waits for the child.
_MOST_PAGES = 50
_MOST_XML = 64 * 1024 * 1024
_MEMORY = 1024 * 1024 * 1024
# Of the processor, so that a busy machine refuses no good file; the clock ends what only waits.
_SECONDS = 8
_AT_MOST = 60
_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(?:sharedStrings|worksheets/sheet\d+|comments\d*)\.xml|docProps/(?:core|app)\.xml"
)
_PARAGRAPH_END = re.compile(r"</(?:w:p|si|is|text|dc:\w+|cp:\w+)>|<w:br\b[^>]*/>|<w:tab\b[^>]*/>")
_TAG = re.compile(r"<[^>]*>")


class Unreadable(Exception):
    """The file cannot be opened: damaged, locked by a password, or made to do harm."""


def text_of(content: bytes, media_type: str) -> str:
    """Return the words in a PDF's text layer or in an office file, one paragraph per line.

    Pictures have no words to find, so a scan gives an empty text.
    """
    if media_type.startswith("image/"):
        return ""
    try:
        done = subprocess.run(  # noqa: S603  (our own module, a media type from our own list)
            [sys.executable, "-m", "partywork.documents.engine", media_type],
            input=content,
            capture_output=True,
            check=True,
            timeout=_AT_MOST,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        raise Unreadable from failure
    return done.stdout.decode("utf-8", "replace")


def words_of_pdf(content: bytes) -> str:
    """Return the text layer of the first pages, where a mark would stand."""
    pdf = pypdfium2.PdfDocument(content)
    pages = min(len(pdf), _MOST_PAGES)
    return "\n".join(pdf[number].get_textpage().get_text_bounded() for number in range(pages))


def words_of_office_file(content: bytes) -> str:
    """Return the paragraphs of a document or the cells of a workbook, heads and feet included."""
    lines = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [one for one in archive.infolist() if _PARTS.fullmatch(one.filename)]
        if sum(part.file_size for part in parts) > _MOST_XML:
            raise Unreadable
        for part in parts:
            xml = archive.read(part).decode("utf-8")
            lines.append(html.unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", xml))))
    return "\n".join(lines)


def main(media_type: str) -> None:
    """Print the words of the file on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    content = sys.stdin.buffer.read()
    words = words_of_pdf(content) if media_type == PDF else words_of_office_file(content)
    sys.stdout.buffer.write(words.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1])
