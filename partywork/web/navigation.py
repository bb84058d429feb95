"""The menu as data: at most eight places, named as people say them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from partywork.core.actor import Actor


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One place: its words, its endpoint, who sees it, which blueprints belong to it."""

    label: str
    endpoint: str
    seen_by: Callable[[Actor], bool]
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A menu item as the page draws it."""

    label: str
    href: str
    current: bool


MOST_PLACES = 8


def links_for(actor: Actor, menu: tuple[MenuItem, ...]) -> list[MenuLink]:
    """Return the places this actor sees, the present one marked."""
    here = request.endpoint or ""
    blueprint = here.partition(".")[0]
    seen = [item for item in menu if item.seen_by(actor)][:MOST_PLACES]
    exact = any(item.endpoint == here for item in seen)
    return [
        MenuLink(
            label=item.label,
            href=url_for(item.endpoint),
            current=item.endpoint == here if exact else blueprint in item.sections,
        )
        for item in seen
    ]
