"""Every template parses, is used, and asks nothing that the content policy forbids."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates

from partywork.core.templates import plain_environment
from partywork.web.templating import prepare_templates
from tests.architecture.source import ROOT, sources

TEMPLATES = ROOT / "templates"
NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*")
    if path.suffix in {".html", ".txt"}
)

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STYLE_ATTRIBUTE = re.compile(r"\sstyle\s*=")
STYLE_ELEMENT = re.compile(r"<style\b")
HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"']")
SCRIPT = re.compile(r"<script\b[^>]*>")


def parsed(name: str) -> nodes.Template:
    return Environment().parse((TEMPLATES / name).read_text("utf-8"))


def environment_of(name: str) -> Environment:
    """Return the environment that renders a template: pages have Flask, papers and mail do not."""
    if name.startswith(("pdf/", "mail/")):
        return plain_environment()
    app = Flask("partywork")
    prepare_templates(app, menu=(), count_unread=lambda actor: 0, is_demo=False)
    return app.jinja_env


def words_of(name: str) -> str:
    return COMMENT.sub("", (TEMPLATES / name).read_text("utf-8"))


def named_in_python() -> set[str]:
    """Return every template name written as a string in the product."""
    return {
        node.value
        for module in sources()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w/]+\.(html|txt)", node.value)
    }


def named_in_templates() -> set[str]:
    return {
        reference
        for name in NAMES
        for reference in find_referenced_templates(parsed(name))
        if reference is not None
    }


def forbidden_in(text: str) -> list[str]:
    """Return what the content security policy would block."""
    found = []
    if STYLE_ATTRIBUTE.search(text):
        found.append("a style attribute")
    if STYLE_ELEMENT.search(text):
        found.append("a style element")
    if HANDLER.search(text):
        found.append("an event handler in the page")
    if any("src=" not in tag for tag in SCRIPT.findall(text)):
        found.append("a script in the page")
    return found


def unescaped_in(tree: nodes.Template) -> list[str]:
    """Return every way of printing text without escaping it."""
    filters = [node.name for node in tree.find_all(nodes.Filter) if node.name == "safe"]
    blocks = ["autoescape" for _ in tree.find_all(nodes.ScopedEvalContextModifier)]
    return filters + blocks


@pytest.mark.parametrize("name", NAMES)
def test_a_template_parses_and_asks_nothing_forbidden(name):
    assert forbidden_in(words_of(name)) == []
    assert unescaped_in(parsed(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_asks_only_for_filters_we_have(name):
    environment = environment_of(name)
    tree = parsed(name)

    filters = {node.name for node in tree.find_all(nodes.Filter)}
    questions = {node.name for node in tree.find_all(nodes.Test)}

    assert filters - set(environment.filters) == set()
    assert questions - set(environment.tests) == set()


def test_every_template_is_used():
    unused = set(NAMES) - named_in_python() - named_in_templates()

    assert unused == set()


def test_every_named_template_is_there():
    missing = (named_in_python() | named_in_templates()) - set(NAMES)

    assert missing == set()


def test_templates_have_no_other_kind_of_file():
    others = {path.name for path in TEMPLATES.rglob("*") if path.is_file()} - {
        Path(name).name for name in NAMES
    }

    assert others == set()


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        '<button onclick="go()">',
        "<script>go()</script>",
    ],
)
def test_what_the_content_policy_blocks_is_found(planted):
    assert forbidden_in(planted) != []


def test_unescaped_text_is_found():
    tree = Environment().parse("{{ words|safe }}{% autoescape false %}{{ a }}{% endautoescape %}")

    assert unescaped_in(tree) == ["safe", "autoescape"]
