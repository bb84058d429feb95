"""Every branch of every rule and policy is walked by the tests written for them."""

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

# Rules are tested without any fixture of ours, which shows that they need nothing of ours.
# Policies read through a database; one kind is enough to walk their branches.
FLOORS = [
    pytest.param(
        "rules",
        ["test_rules*", "test_importing*"],
        ["--noconftest", "--hypothesis-profile=ci"],
        id="rules",
    ),
    pytest.param("policy", ["test_policy*"], ["-k", "not postgresql"], id="policies"),
]


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


@pytest.mark.parametrize(("floor", "patterns", "options"), FLOORS)
def test_a_floor_is_covered_to_the_last_branch(floor, patterns, options, tmp_path):
    data = f"--data-file={tmp_path / 'coverage'}"
    tests = [str(path) for word in patterns for path in (ROOT / "tests").glob(f"*/{word}")]
    assert tests, patterns
    pytest_words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *options, *tests]

    walked = coverage("run", data, "--branch", "--source=partywork", *pytest_words)
    report = coverage(
        "report",
        data,
        "--show-missing",
        "--skip-covered",
        "--fail-under=100",
        f"--include=partywork/*/{floor}.py,partywork/*/{floor}/*",
    )

    assert walked.returncode == 0, walked.stdout[-3000:] + walked.stderr[-3000:]
    assert report.returncode == 0, report.stdout + report.stderr
