"""The two lock files agree with each other, with the licences we list, and name no machine."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "requirements.lock"
TEST = "requirements-test.lock"

PIN = re.compile(r"^([\w.-]+)==(\S+)( ; .+)? \\$", re.MULTILINE)
ROW = re.compile(r"^\| ([\w.-]+)[^|]*\| [^|]+ \| (run|test) \|$", re.MULTILINE)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


def pins(lock: str) -> set[tuple[str, str]]:
    return {(name, version) for name, version, _ in PIN.findall(text_of(lock))}


def names(lock: str) -> set[str]:
    return {name for name, _ in pins(lock)}


def listed() -> dict[str, str]:
    """Return the use of each Python package that THIRD_PARTY.md lists."""
    words = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    _, _, after = words.partition("## Python packages")
    table, _, _ = after.partition("\n## ")
    return dict(ROW.findall(table))


def test_what_is_tested_is_what_runs():
    assert pins(RUN)
    assert pins(RUN) <= pins(TEST)


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_every_pin_has_a_hash(lock):
    blocks = re.split(r"^(?=[\w.-]+==)", text_of(lock), flags=re.MULTILINE)[1:]

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(lock))


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_a_lock_names_no_machine(lock):
    assert not re.search(r"file:|--index|--find-links|\(/|-c /", text_of(lock))


def test_the_licences_of_all_packages_are_listed():
    used = {name: "run" if name in names(RUN) else "test" for name in names(TEST)}

    assert listed() == used
