"""The renderer: same page, same bytes; a file for the archive; nothing fetched."""

import hashlib
import http.server
import os
import subprocess
import sys
import threading
import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup
from weasyprint import HTML

from partywork.documents.pages import PlaceAndDay
from partywork.pdf import renderer
from partywork.pdf.renderer import render
from partywork.resolutions.pages import Clause, ResolutionPart
from tests.pdf import samples
from tests.pdf.measure import words_of

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "partywork" / "pdf" / "fonts"
RESOLUTION = "pdf/resolution.html"

RENDER_ELSEWHERE = """
import hashlib
from partywork.pdf.renderer import render
from tests.pdf import samples
print(hashlib.sha256(render("pdf/resolution.html", samples.resolution())).hexdigest())
"""


@pytest.fixture(autouse=True)
def laid_out_each_time(monkeypatch):
    """Keep no paper here, as the other tests of a run do: each is laid out when it is asked for."""
    monkeypatch.setattr(renderer, "HTML", HTML)


def opened(paper):
    return pikepdf.open(BytesIO(paper))


def resolution_saying(text):
    clause = Clause(text)
    return samples.resolution(parts=(ResolutionPart("I", "Đánh giá", (clause,)),))


def run_python(script, **environment):
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_same_page_gives_the_same_bytes():
    once = render("pdf/minutes.html", samples.minutes(attendance_rows=samples.attendance_rows()))
    render("pdf/report.html", samples.report())

    again = render("pdf/minutes.html", samples.minutes(attendance_rows=samples.attendance_rows()))

    assert again == once


def test_two_processes_give_the_same_bytes():
    here = hashlib.sha256(render(RESOLUTION, samples.resolution())).hexdigest()

    elsewhere = [run_python(RENDER_ELSEWHERE, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")]

    assert elsewhere == [here + "\n"] * 2


def test_two_threads_give_the_same_bytes():
    papers = []
    threads = [
        threading.Thread(target=lambda: papers.append(render(RESOLUTION, samples.resolution())))
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(papers) == 4
    assert len(set(papers)) == 1


def test_the_file_is_made_for_the_archive():
    paper = opened(render(RESOLUTION, samples.resolution()))

    with paper.open_metadata() as metadata:
        said = metadata["pdfaid:part"], metadata["pdfaid:conformance"]
    (intent,) = paper.Root.OutputIntents
    assert said == ("3", "U")
    assert intent.S == "/GTS_PDFA1"
    assert len(intent.DestOutputProfile.read_bytes()) > 1000
    assert len(paper.trailer.ID) == 2
    assert not paper.is_encrypted


def test_the_file_names_its_title_language_author_and_day():
    paper = opened(render(RESOLUTION, samples.resolution()))

    assert str(paper.docinfo.Title) == "Nghị quyết " + samples.SUMMARY
    assert str(paper.docinfo.Author) == "CHI BỘ HỘI TỰ ĐỘNG HÓA VIỆT NAM"
    assert str(paper.docinfo.CreationDate).startswith("D:20261106")
    assert str(paper.Root.Lang) == "vi"


@pytest.mark.parametrize("place_and_day", [None, PlaceAndDay("Hà Nội", None)])
def test_a_paper_without_a_day_has_no_day_of_creation(place_and_day):
    heading = samples.heading(place_and_day=place_and_day)

    paper = opened(render(RESOLUTION, samples.resolution(heading=heading)))

    assert "/CreationDate" not in paper.docinfo


def test_all_fonts_are_ours_embedded_in_part_and_readable():
    paper = opened(render(RESOLUTION, samples.resolution()))

    fonts = [font for page in paper.pages for font in page.resources.Font.values()]

    assert fonts
    for font in fonts:
        (descendant,) = font.DescendantFonts
        program = descendant.FontDescriptor.FontFile2.read_bytes()
        prefix, name = str(font.BaseFont).split("+")
        assert len(prefix) == len("/ABCDEF")
        assert name.startswith("Partywork-Serif")
        assert len(program) < min(face.stat().st_size for face in FONTS.glob("*.ttf"))
        assert font.ToUnicode.read_bytes()


def test_vietnamese_comes_out_as_it_went_in():
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = " ".join(
        unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones
    )
    text = f"{letters} đ {letters.upper()} Đ 50.000₫ – «một» “hai” …"

    found = words_of(render(RESOLUTION, resolution_saying(text)))

    assert text in found
    assert unicodedata.is_normalized("NFC", found)


class Visits(http.server.BaseHTTPRequestHandler):
    """Notes that somebody came."""

    def do_GET(self):
        self.server.visited.append(self.path)
        self.send_error(404)

    def log_message(self, *words):
        pass


@pytest.fixture
def visits():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Visits)
    server.visited = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def traps(tmp_path, visits):
    """Markup that would bring a file or an answer of the network into a paper, if allowed."""
    image, sheet = tmp_path / "image.svg", tmp_path / "sheet.css"
    image.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20">'
        '<text y="15">LEAKED</text></svg>'
    )
    sheet.write_text('p::before { content: "LEAKED" }')
    network = f"http://127.0.0.1:{visits.server_port}"
    return (
        f'<img src="{image.as_uri()}"><img src="file:///etc/hostname">'
        f'<link rel="attachment" href="{image.as_uri()}">'
        f'<link rel="stylesheet" href="{sheet.as_uri()}">'
        f'<style>@import url("{sheet.as_uri()}"); @import url("{network}/sheet.css");</style>'
        f'<img src="{network}/image.png"><object data="{image.as_uri()}"></object>'
        f'<svg><image href="{image.as_uri()}"/></svg>'
    )


def test_what_people_type_is_printed_and_never_obeyed(traps, visits):
    paper = render(RESOLUTION, resolution_saying(traps))

    assert "<img" in words_of(paper)
    assert "LEAKED" not in words_of(paper)
    assert visits.visited == []


def test_markup_that_slipped_through_fetches_nothing(traps, visits):
    paper = render(RESOLUTION, resolution_saying(Markup(traps)))

    file = opened(paper)
    names = file.Root.get("/Names", pikepdf.Dictionary())
    images = [name for page in file.pages for name in page.get_images()]
    assert "LEAKED" not in words_of(paper)
    assert "/EmbeddedFiles" not in names
    assert images == []
    assert visits.visited == []


def test_a_machine_without_pango_says_which_packages_it_needs(tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")

    outcome = run_python(RENDER_ELSEWHERE, PYTHONPATH=str(tmp_path))

    assert outcome.returncode == 1
    assert "Thiếu thư viện Pango" in outcome.stderr
    assert "libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0" in outcome.stderr


def test_the_fonts_ship_with_their_licence():
    licence = (FONTS / "OFL.txt").read_text("utf-8")

    assert "Copyright 2010, 2012-2020, Google Inc." in licence
    assert "SIL OPEN FONT LICENSE" in licence
    assert "TERMINATION" in licence
    assert len(list(FONTS.glob("*.ttf"))) == 4


def test_a_day_is_written_as_papers_write_it():
    early = samples.heading(place_and_day=PlaceAndDay("Hà Nội", date(2026, 2, 5)))

    paper = render(RESOLUTION, samples.resolution(heading=early))

    assert "Hà Nội, ngày 05 tháng 02 năm 2026" in words_of(paper)
