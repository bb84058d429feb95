"""What every template may use: display filters, the menu, who is signed in."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from flask_login import current_user
from jinja2 import StrictUndefined

from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.templates import DISPLAY_FILTERS
from partywork.web.navigation import MenuItem, links_for

PRODUCT_NAME = "Công tác Đảng"


def prepare_templates(
    app: Flask,
    *,
    menu: tuple[MenuItem, ...],
    count_unread: Callable[[Actor], int],
    is_demo: bool,
) -> None:
    """Make templates strict and give them the frame of every page."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(DISPLAY_FILTERS)
    app.jinja_env.globals.update(
        percent=display.percent, product_name=PRODUCT_NAME, is_demo=is_demo
    )

    @app.context_processor
    def frame() -> dict[str, Any]:
        if not current_user.is_authenticated:
            return {"actor_view": None, "menu": [], "unread": 0, "may_search": False}
        actor = current_user.actor
        return {
            "actor_view": {
                "name": actor.name,
                "office_label": current_user.person.office_label,
                "place_label": current_user.person.place_label,
            },
            "menu": links_for(actor, menu),
            "unread": count_unread(actor),
            "may_search": actor.is_party,
        }


def translate_templates(app: Flask) -> None:
    """Translate all templates now, not when the first visitors ask for them."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def render_piece(name: str, **facts: Any) -> str:
    """Draw a piece of a page that is open already, without the frame and the questions it asks."""
    return current_app.jinja_env.get_template(name).render(**facts)
