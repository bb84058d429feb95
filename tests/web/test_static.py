"""What the pages load is listed, unchanged, licensed and ours to serve."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "partywork" / "web" / "static"
VENDORED = [STATIC / "vendor", ROOT / "tests" / "vendor"]
MANIFEST = "MANIFEST.json"

ADDRESS_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)")
OWN_STYLES = sorted(path.name for path in STATIC.glob("*.css"))
OWN_SCRIPTS = sorted(path.name for path in STATIC.glob("*.js"))


def manifest(folder: Path) -> list[dict[str, str]]:
    return json.loads((folder / MANIFEST).read_text("utf-8"))


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.parent.name)
def test_every_vendored_file_is_the_one_that_was_listed(folder):
    hashes = {
        entry["file"]: hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
        for entry in manifest(folder)
    }

    assert hashes == {entry["file"]: entry["sha256"] for entry in manifest(folder)}


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.parent.name)
def test_no_vendored_file_is_unlisted(folder):
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert present - {MANIFEST} == {entry["file"] for entry in manifest(folder)}


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.parent.name)
def test_every_vendored_package_brings_its_licence(folder):
    packages = {entry["name"] for entry in manifest(folder)}
    licensed = {entry["name"] for entry in manifest(folder) if entry["file"].endswith("LICENSE")}

    assert licensed == packages
    assert all(entry["licence"] for entry in manifest(folder))


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.parent.name)
def test_the_manifest_agrees_with_the_versions_pinned_for_npm(folder):
    locked = json.loads((ROOT / "tools" / "package-lock.json").read_text("utf-8"))["packages"]

    for entry in manifest(folder):
        assert entry["version"] == locked[f"node_modules/{entry['name']}"]["version"]


def test_npm_packages_are_pinned_exactly():
    package = json.loads((ROOT / "tools" / "package.json").read_text("utf-8"))
    versions = package["dependencies"] | package["devDependencies"]

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


@pytest.mark.parametrize("name", OWN_STYLES)
def test_our_style_sheets_load_only_files_we_ship(name):
    addresses = ADDRESS_IN_CSS.findall((STATIC / name).read_text("utf-8"))

    assert "@import" not in (STATIC / name).read_text("utf-8")
    for address in addresses:
        assert (STATIC / address).is_file(), address


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_our_scripts_write_no_markup_styles_or_code(name):
    script = (STATIC / name).read_text("utf-8")

    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", ".style", "http://"):
        assert forbidden not in script, forbidden


def test_every_state_colour_is_readable_on_its_ground():
    tokens = dict(re.findall(r"--(\w[\w-]*):\s*(#[0-9a-f]{6});", styles()))
    pairs = [
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("ink-2", "none-soft"),
        ("ok", "ok-soft"),
        ("late", "late-soft"),
        ("back", "back-soft"),
        ("red", "red-soft"),
        ("red", "paper"),
        ("red-2", "red-soft"),
        ("card", "red"),
    ]

    for text, ground in pairs:
        assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)


def styles() -> str:
    return (STATIC / "app.css").read_text("utf-8")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two #rrggbb colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
