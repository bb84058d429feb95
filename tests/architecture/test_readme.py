"""The README stays true: what it links to exists, what it promises is there."""

import re

from partywork.cli.demo.people import LOGINS, PASSWORD
from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_file_the_readme_leads_to_exists():
    targets = re.findall(r"\]\(([^)#]+)\)", README)

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_names_every_login_and_the_password_on_a_line_that_says_so():
    missing = [one.user_name for one in LOGINS if f"`{one.user_name}`" not in README]
    lines = [line for line in README.splitlines() if PASSWORD in line]

    assert missing == []
    assert any("password" in line for line in lines)


def test_the_map_names_every_package_and_no_other():
    block = README.split("```text")[1].split("```")[0]
    named = {
        word
        for line in block.splitlines()
        for word in re.split(r"[\s|]+", line[:15].strip())
        if word
    }
    packages = {path.parent.name for path in (ROOT / "partywork").glob("*/__init__.py")}

    assert packages - {"migrations"} <= named
