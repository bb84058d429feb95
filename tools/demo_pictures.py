"""Take the pictures of the user guide that show the invented Đảng bộ: sign in, walk, keep the page.

usage: demo_pictures.py ADDRESS FOLDER [NAME ...]; the demo is running at ADDRESS.
"""

import re
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from partywork.cli.demo.people import PASSWORD

_SECONDS_TO_START = 900
SIZES = ((1280, 900), (360, 740))
# What to follow from the first page on: words of links, or an address.
Walk = tuple[str, ...]

_ROOM = ("Vào phòng họp:",)

WALKS: dict[str, tuple[str, Walk]] = {
    "phong-hop": ("bithu-cb12", _ROOM),
    "phong-hop-dang-vien": ("dangvien-cb12", _ROOM),
    "man-chieu": ("bithu-cb12", (*_ROOM, "Màn chiếu")),
    "kiem-phieu": ("bithu-cb12", (*_ROOM, "Sinh hoạt chi bộ thường", "Họp vào 14 giờ")),
    "lich-chi-bo": ("vanphong", ("Sinh hoạt chi bộ", "Lịch các chi bộ", "re:^Tháng .*›")),
    "van-ban-moi": ("vanphong", ("Sinh hoạt chi bộ", "Văn bản mới, bản tin")),
    "kien-nghi": ("vanphong", ("Sinh hoạt chi bộ", "Kiến nghị")),
    "chat-luong-nam": ("bithu-cb11", ("Sinh hoạt chi bộ", "Chất lượng sinh hoạt")),
    "phieu-cham-diem": (
        "bithu-cb11",
        ("Sinh hoạt chi bộ", "Chất lượng sinh hoạt", "last:Sinh hoạt"),
    ),
    "so-tay": ("vanphong", ("Sinh hoạt chi bộ", "Đăng Sổ tay đảng viên")),
    "trich-sao": ("bithu-cb11", ("Sinh hoạt chi bộ", "Trích, sao")),
    "so-bien-ban": ("bithu-cb11", ("Sinh hoạt chi bộ", "Trích, sao", "Sổ biên bản")),
    "du-sinh-hoat": ("bithu-cb11", ("Sinh hoạt chi bộ", "Dự sinh hoạt")),
    "mau-word": ("vanphong", ("Sinh hoạt chi bộ", "Mẫu Word")),
}


def main(address: str, folder: str, *names: str) -> None:
    """Take the pictures named, or all."""
    _wait_for(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"]
        )
        for name in names or WALKS:
            login, walk = WALKS[name]
            _take(browser, address, Path(folder), (name, login, walk))
        browser.close()


def _wait_for(address: str) -> None:
    """Wait until the demo is made and answers."""
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:  # refused, not listening yet, or slow to answer
            time.sleep(1)
    sys.exit(f"Nothing answers at {address}.")


def _take(browser: Browser, address: str, folder: Path, wanted: tuple[str, str, Walk]) -> None:
    name, login, walk = wanted
    page = browser.new_page(viewport={"width": SIZES[0][0], "height": SIZES[0][1]}, locale="vi-VN")
    page.goto(f"{address}/sign-in")
    page.fill("input[name=user_name]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    for words in walk:
        page.goto(_address_of(page, words))
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=folder / f"{name}-{width}.png")
    page.close()


def _address_of(page: Page, words: str) -> str:
    """Return where a link leads, also one that the narrow menu hides."""
    kind, _, rest = words.partition(":")
    if kind == "re":
        found = page.locator("a", has_text=re.compile(rest)).first
    elif kind == "last":
        found = page.locator("main table a", has_text=rest).last
    else:
        found = page.locator("a", has_text=words).first
    return str(found.evaluate("one => one.href"))


if __name__ == "__main__":
    main(*sys.argv[1:])
