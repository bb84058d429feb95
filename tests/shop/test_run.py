"""The entry script: what it says and how it ends, on good machines and poor ones."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What a machine has without Python: enough for the script itself.
POOR_MACHINE = ("cat", "cksum", "dirname", "id", "readlink", "tail", "tr")


def run(script: Path, *words: str, cwd: Path = ROOT, **environment: str):
    return subprocess.run(
        [script, *words],
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def write_program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def stamp(lock: Path) -> str:
    """Name the mark of a finished installation as the script does."""
    words = subprocess.run(["cksum"], input=lock.read_bytes(), capture_output=True, check=True)
    return "installed-" + words.stdout.decode().strip().replace(" ", "-")


@pytest.fixture
def checkout(tmp_path):
    """A folder with the script and the locks, in a path with a space, without an environment."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("run", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def finished(checkout):
    """The same with an environment that is marked as complete; its programs answer FAKE."""
    for name in ("ruff", "mypy", "lint-imports", "djlint"):
        write_program(checkout / ".venv" / "bin" / name, 'echo "words of $0"; exit "${FAKE:-0}"')
    write_program(
        checkout / ".venv" / "bin" / "python",
        'case "$*" in -c*) exit 0 ;; *) echo "$PWD: $*"; exit "${FAKE:-0}" ;; esac',
    )
    (checkout / ".venv" / stamp(checkout / "requirements-test.lock")).touch()
    return checkout


@pytest.fixture
def poor_machine(tmp_path):
    """A PATH without Python and without apt."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in POOR_MACHINE:
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.mark.parametrize("words", [[], ["dance"]])
def test_wrong_use_is_answered_with_the_usage(words):
    outcome = run(ROOT / "run", *words)

    assert outcome.returncode == 2
    assert "usage: ./run COMMAND" in outcome.stderr


def test_help_is_no_wrong_use():
    outcome = run(ROOT / "run", "--help")

    assert outcome.returncode == 0
    assert "demo [--port P] [--data DIR]" in outcome.stdout


def test_bench_measures_an_evening_and_nothing_without_a_name(finished):
    outcome = run(finished / "run", "bench", "evening", "--database", "sqlite")

    assert (outcome.returncode, outcome.stdout.strip()) == (
        0,
        f"{finished}: -P -m tools.evening --database sqlite",
    )
    assert run(finished / "run", "bench").returncode == 2


@pytest.mark.parametrize(
    ("command", "packages"),
    [
        ("check", "python3 python3-venv"),
        (
            "demo",
            "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        (
            "test",
            "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            " chromium-headless-shell libatomic1",
        ),
    ],
)
def test_a_poor_machine_is_told_the_one_line(checkout, poor_machine, command, packages):
    outcome = run(checkout / "run", command, PATH=str(poor_machine))

    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1] == (
        f"apt-get install -y --no-install-recommends {packages}"
    )
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_refused(checkout, poor_machine):
    write_program(
        poor_machine / "python3",
        'case "$*" in *version_info*) exit 1 ;; --version) echo "Python 3.9.2" ;; esac',
    )

    outcome = run(checkout / "run", "setup", PATH=str(poor_machine))

    assert outcome.returncode == 1
    assert "Python 3.11 or newer is needed; python3 is Python 3.9.2" in outcome.stderr


def test_a_failed_installation_leaves_no_environment(checkout):
    (checkout / "requirements.lock").write_text(f"nothing==1 --hash=sha256:{'0' * 64}\n")

    outcome = run(checkout / "run", "setup", PIP_NO_INDEX="1", PIP_FIND_LINKS="")

    assert outcome.returncode == 1
    assert "pip could not install what requirements.lock lists" in outcome.stderr
    assert not (checkout / ".venv").exists()


def test_a_finished_environment_is_left_alone(finished):
    outcome = run(finished / "run", "setup")

    assert outcome.returncode == 0
    assert outcome.stderr == "The environment is ready: ./run demo\n"


def test_the_product_is_run_from_where_the_caller_stands(finished, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(finished / "run")

    outcome = run(link, "demo", "--data", "my data", cwd=tmp_path)

    assert outcome.stdout == f"{tmp_path}: -P -m partywork demo --data my data\n"


def test_the_tests_are_run_in_the_checkout_on_two_cores(finished, tmp_path):
    outcome = run(finished / "run", "test", "tests/cells", "-k", "two words", cwd=tmp_path)

    assert outcome.stdout.startswith(f"{finished}: -m pytest -n 3 ")
    assert outcome.stdout.endswith("tests/cells -k two words\n")


@pytest.mark.parametrize(("of_pytest", "of_run"), [(0, 0), (1, 1), (2, 1), (4, 2), (5, 1)])
def test_the_end_of_the_tests_is_told_in_three_codes(finished, of_pytest, of_run):
    outcome = run(finished / "run", "test", FAKE=str(of_pytest))

    assert outcome.returncode == of_run


def test_the_product_ends_with_its_own_code(finished):
    outcome = run(finished / "run", "partywork", "db", "upgrade", FAKE="2")

    assert outcome.returncode == 2


def test_checks_that_pass_say_one_line(finished):
    outcome = run(finished / "run", "check")

    assert outcome.returncode == 0
    assert outcome.stderr == "Checks passed: ruff, format, mypy, imports, templates\n"


def test_every_failed_check_is_named_with_its_words(finished):
    outcome = run(finished / "run", "check", FAKE="1")

    assert outcome.returncode == 1
    assert f"== mypy\nwords of {finished}/.venv/bin/mypy" in outcome.stderr
    assert outcome.stderr.endswith("run: failed: ruff format mypy imports templates\n")
