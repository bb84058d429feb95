"""Every branch of every rule is walked by the tests of the rules, which need no database."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import PACKAGE, ROOT

RULES = sorted(
    {path.parent.name for path in PACKAGE.glob("*/rules.py")}
    | {path.parent.parent.name for path in PACKAGE.glob("*/rules/__init__.py")}
)


def own_environment() -> dict[str, str]:
    """Return an environment in which pytest does not take itself for a worker of this run."""
    return {name: value for name, value in os.environ.items() if "PYTEST" not in name}


def coverage(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coverage", *words],
        cwd=ROOT,
        env=own_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("package", RULES)
def test_the_rules_of_a_package_are_covered_to_the_last_branch(package, tmp_path):
    data = f"--data-file={tmp_path / 'coverage'}"
    tests = sorted(str(path) for path in (ROOT / "tests" / package).glob("test_rules*"))

    walked = coverage(
        "run", data, "--branch", f"--source=partywork.{package}",
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "--noconftest",
        *(tests or ["no-tests-of-the-rules"]),
    )  # fmt: skip
    report = coverage(
        "report", data, "--show-missing", "--skip-covered", "--fail-under=100",
        f"--include=partywork/{package}/rules.py,partywork/{package}/rules/*",
    )  # fmt: skip

    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert report.returncode == 0, report.stdout + report.stderr
