"""The wheel and the sdist carry everything the product needs to run."""

import configparser
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

MADE_BY_TOOLS = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
NOT_THE_PRODUCT = {"build", "dist", "data", "tests", "docs"}


def left_out(folder: str, names: list[str]) -> set[str]:
    """Name what a build of the product does not start from; `data` is a demo's, at the top only."""
    at_the_top = NOT_THE_PRODUCT if Path(folder) == ROOT else set()
    return MADE_BY_TOOLS(folder, names) | at_the_top


def files_under(folder: Path, *, inside: str) -> set[str]:
    return {
        f"{inside}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the sdist, and the wheel from the sdist, in a copy of the tree and without network."""
    copy = tmp_path_factory.mktemp("build") / "checkout"
    shutil.copytree(ROOT, copy, ignore=left_out)
    outcome = subprocess.run(
        [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", "out"],
        cwd=copy,
        env=os.environ | {"PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr[-2000:]
    return copy / "out"


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names_in_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def names_in_sdist(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_setup_cfg_lists_every_package():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = settings["options"]["packages"].split()
    in_tree = {".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("*.py")}

    assert listed == sorted(in_tree | {"partywork.templates"})


def test_the_wheel_carries_every_file_of_the_product(names_in_wheel):
    expected = files_under(PACKAGE, inside="partywork") | files_under(
        ROOT / "templates", inside="partywork/templates"
    )

    assert expected - names_in_wheel == set()


def test_the_sdist_carries_every_file_of_the_product(names_in_sdist):
    expected = (
        files_under(PACKAGE, inside="partywork")
        | files_under(ROOT / "templates", inside="templates")
        | {"LICENSE", "THIRD_PARTY.md", "README.md", "setup.cfg", "pyproject.toml"}
    )

    assert expected - names_in_sdist == set()


def test_both_carry_the_licences(names_in_wheel, names_in_sdist):
    of_fonts = {
        name
        for name in files_under(PACKAGE, inside="partywork")
        if "font" in name and ("OFL" in name or "LICENSE" in name.upper())
    }

    assert of_fonts
    assert of_fonts <= names_in_wheel
    assert of_fonts <= names_in_sdist
    assert any(name.endswith("licenses/LICENSE") for name in names_in_wheel)
    assert any(name.endswith("licenses/THIRD_PARTY.md") for name in names_in_wheel)


def test_the_wheel_runs_from_its_own_files(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = (
        "import partywork.app\n"
        "from partywork.core.templates import templates_dir\n"
        "print(partywork.app.__file__, templates_dir(), sep='\\n')"
    )

    outcome = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    inside = tmp_path / "partywork"
    assert outcome.stdout.splitlines() == [
        str(inside / "app" / "__init__.py"),
        str(inside / "templates"),
    ], outcome.stderr
