"""Where the templates are, and a strict Jinja environment that needs no web framework."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from partywork.core import display, numerals

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_dir() -> Path:
    """Return the templates folder: inside the wheel, or beside the package in a checkout."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise RuntimeError("the templates folder is missing: neither in the package nor beside it")


DISPLAY_FILTERS = {
    "day": display.day,
    "day_in_text": display.day_in_text,
    "day_in_heading": display.day_in_heading,
    "weekday": display.weekday,
    "moment": display.moment,
    "time_of_day": display.time_of_day,
    "time_in_text": display.time_in_text,
    "count_in_text": display.count,
    "inside_a_sentence": display.inside_a_sentence,
    "thousands": display.thousands,
    "points": display.points,
    "roman": numerals.roman,
}


@cache
def plain_environment() -> Environment:
    """Return the environment used for PDFs and notices: autoescape on, undefined names fail."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(DISPLAY_FILTERS)
    environment.globals["percent"] = display.percent
    return environment
