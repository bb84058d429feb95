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


def use_panels(app: Flask, panels: tuple[Panel, ...]) -> None:
    """Let the packages above offer their doors, in this order."""
    app.extensions[_EXTENSION] = panels


def panels_of(actor: Actor, member_id: UUID) -> tuple[PanelLink, ...]:
    """Return the doors this actor sees on the page of a member."""
    panels: tuple[Panel, ...] = current_app.extensions[_EXTENSION]
    return tuple(
        PanelLink(one.label, url_for(one.endpoint, member_id=member_id))
        for one in panels
        if one.seen_by(actor, member_id)
    )
