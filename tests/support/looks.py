"""Judging a page as it stands: what axe finds, what must be scrolled sideways.

The verdict depends on the markup, what the fields hold, the sheets and the width alone. Journeys
walk the same pages on both databases and come back to many, so a run judges each of them once:
whoever has found no fault in a page writes its digest down. A page that a fault, a slow machine or
a change under the judge's eyes kept from its verdict is judged when it is met again.
"""

import re
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text("utf-8")
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_HAS_AXE = "() => 'axe' in window"
_ASK_AXE = (
    "async rules => (await axe.run(document, {runOnly: {type: 'tag', values: rules},"
    " resultTypes: ['violations']})).violations.map("
    "one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 200)).join(' | '))"
)
_TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('main *')].filter(
    one => one.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 5).map(
    one => one.outerHTML.slice(0, 200))"""
_ALL_OF_IT = """() => [document.documentElement.outerHTML,
  ...[...document.querySelectorAll('input, select, textarea')].map(
    one => one.type + one.checked + one.value)].join('\\n')"""

# What is another on each database and each time, and looks the same: keys and tokens.
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def without_keys(page: str) -> str:
    """Return a page with its keys and its token numbered in the order they first appear."""
    for token in set(_TOKEN.findall(page)):
        page = page.replace(token, "token")
    numbers: dict[str, int] = {}
    return _KEY.sub(lambda key: f"key{numbers.setdefault(key.group(), len(numbers))}", page)


class Looks:
    """The looks of one run, in a folder all its workers share."""

    def __init__(self, folder: Path) -> None:
        """Keep the digests there."""
        self._folder = folder

    def is_new(self, page: str, width: int) -> bool:
        """Say whether nobody has found such a page sound at that width."""
        return not self._digest(page, width).exists()

    def found_sound(self, page: str, width: int) -> None:
        """Write down that nobody needs to judge such a page at that width again."""
        self._digest(page, width).touch()

    def _digest(self, page: str, width: int) -> Path:
        return self._folder / sha256(f"{width} {without_keys(page)}".encode()).hexdigest()

    def judge(self, page: Page, where: str, sizes: tuple[tuple[int, int], ...]) -> None:
        """Refuse a page on which axe finds a fault or that scrolls sideways, at any width.

        The last width is the one at which the page is used on.
        """
        page.wait_for_load_state("load")
        markup = page.evaluate(_ALL_OF_IT)
        for width, height in sizes:
            if not self.is_new(markup, width):
                continue
            page.set_viewport_size({"width": width, "height": height})
            assert not (found := page.evaluate(_TOO_WIDE)), f"{where} at {width} px: {found}"
            # Few pages are new: read into every page, axe would be most of the work of a journey.
            if not page.evaluate(_HAS_AXE):
                page.evaluate(AXE)
            found = page.evaluate(_ASK_AXE, _RULES)
            assert not found, f"{where} at {width} px: {found}"
            # A live page may have become another one meanwhile: that one is not written down.
            if page.evaluate(_ALL_OF_IT) == markup:
                self.found_sound(markup, width)
        # Another worker may have judged it at that width just now.
        width, height = sizes[-1]
        page.set_viewport_size({"width": width, "height": height})
