"""Doors on the page of a member that lead to what other packages keep about the same person."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app, url_for

from partywork.core.actor import Actor

_EXTENSION = "partywork-panels"


@dataclass(frozen=True, slots=True)
class Panel:
    """One door: its words, an endpoint that takes `member_id`, who sees it for which member."""

    label: str
    endpoint: str
    seen_by: Callable[[Actor, UUID], bool]


@dataclass(frozen=True, slots=True)
class PanelLink:
    """A door as the page draws it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class _Doors:
    panels: tuple[Panel, ...]
    unmask: str


def use_panels(app: Flask, panels: tuple[Panel, ...], *, unmask: str) -> None:
    """Let the packages above offer their doors, in this order.

    `unmask` is the endpoint that shows one sealed field of a member in full; it takes `member_id`
    and `field`.
    """
    app.extensions[_EXTENSION] = _Doors(panels, unmask)


def _doors() -> _Doors:
    doors: _Doors = current_app.extensions[_EXTENSION]
    return doors


def address_to_unmask(member_id: UUID, field: str) -> str:
    """Return where one asks to see a sealed field in full."""
    return url_for(_doors().unmask, member_id=member_id, field=field)


def panels_of(actor: Actor, member_id: UUID) -> tuple[PanelLink, ...]:
    """Return the doors this actor sees on the page of a member."""
    return tuple(
        PanelLink(one.label, url_for(one.endpoint, member_id=member_id))
        for one in _doors().panels
        if one.seen_by(actor, member_id)
    )
