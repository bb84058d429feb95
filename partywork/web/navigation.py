"""The menu as data: at most eight places, named as people say them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from partywork.core.actor import Actor


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One place: its words, its endpoint, who sees it, which blueprints belong to it, its parts."""

    label: str
    endpoint: str
    seen_by: Callable[[Actor], bool]
    sections: tuple[str, ...] = ()
    parts: tuple["MenuItem", ...] = ()


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A menu item as the page draws it."""

    label: str
    href: str
    current: bool
    parts: tuple["MenuLink", ...] = ()


MOST_PLACES = 8


def links_for(actor: Actor, menu: tuple[MenuItem, ...]) -> list[MenuLink]:
    """Return the places this actor sees, the present one marked and with its parts."""
    here = request.endpoint or ""
    seen = [item for item in menu if item.seen_by(actor)][:MOST_PLACES]
    exact = [item for item in seen if item.endpoint == here]
    return [_link(actor, item, here, is_exact=bool(exact)) for item in seen]


def _link(actor: Actor, item: MenuItem, here: str, *, is_exact: bool) -> MenuLink:
    current = item.endpoint == here if is_exact else here.partition(".")[0] in item.sections
    return MenuLink(
        label=item.label,
        href=url_for(item.endpoint),
        current=current,
        parts=_parts(actor, item, here) if current else (),
    )


def _parts(actor: Actor, item: MenuItem, here: str) -> tuple[MenuLink, ...]:
    """Return what is below a place; what is below that again, only where the actor is."""
    return tuple(
        MenuLink(
            label=part.label,
            href=url_for(part.endpoint),
            current=_is_here(part, here),
            parts=_parts(actor, part, here) if _is_here(part, here) else (),
        )
        for part in item.parts
        if part.seen_by(actor)
    )


def _is_here(part: MenuItem, here: str) -> bool:
    return (
        part.endpoint == here
        or here.partition(".")[0] in part.sections
        or any(_is_here(one, here) for one in part.parts)
    )
