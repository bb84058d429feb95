"""What a run keeps of its papers: the same words laid out in another way are another paper."""

from pathlib import Path

import pytest
from weasyprint import CSS

from tests.support.layouts import Layouts

WORDS = '<html lang="vi"><title>Biên bản</title><p>Biên bản sinh hoạt</p></html>'


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.css"
    path.write_text("p { color: #900 }")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


def test_the_same_words_in_the_same_way_are_laid_out_once(kept: Path, sheet: Path) -> None:
    how = {"stylesheets": [CSS(filename=sheet)], "pdf_variant": "pdf/a-3u"}
    paper = Layouts(kept).html(string=WORDS).write_pdf(**how)
    (only,) = kept.iterdir()
    only.write_bytes(b"kept")

    assert paper.startswith(b"%PDF")
    how["stylesheets"] = [CSS(filename=sheet)]
    assert Layouts(kept).html(string=WORDS).write_pdf(**how) == b"kept"


def test_another_sheet_variant_or_medium_is_another_paper(kept: Path, sheet: Path) -> None:
    layouts = Layouts(kept)

    def lay_out(medium: str, variant: str) -> None:
        words = layouts.html(string=WORDS, media_type=medium)
        words.write_pdf(stylesheets=[CSS(filename=sheet)], pdf_variant=variant)

    lay_out("print", "pdf/a-3u")
    lay_out("screen", "pdf/a-3u")
    lay_out("print", "pdf/a-3b")
    sheet.write_text("p { color: #009 }")
    lay_out("print", "pdf/a-3u")

    assert len(list(kept.iterdir())) == 4
