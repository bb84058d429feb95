"""Doors from the pages of a member to what packages above keep about the same person."""

from collections.abc import Callable, Mapping
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
class EventPage:
    """Where a package records events of a member and undoes them with its own record.

    `recording` takes `member_id`, `undoing` takes `event_id`.
    """

    recording: str
    undoing: str


@dataclass(frozen=True, slots=True)
class _Doors:
    panels: tuple[Panel, ...]
    unmask: str
    event_pages: Mapping[str, EventPage]


def use_panels(
    app: Flask, panels: tuple[Panel, ...], *, unmask: str, event_pages: Mapping[str, EventPage]
) -> None:
    """Let the packages above offer their doors, in this order.

    `unmask` is the endpoint that shows one sealed field of a member in full; it takes `member_id`
    and `field`. `event_pages` say for each page by its name where it records and undoes events.
    """
    app.extensions[_EXTENSION] = _Doors(panels, unmask, event_pages)
    app.jinja_env.globals.update(
        address_to_record=address_to_record, address_to_undo=address_to_undo
    )


def _doors() -> _Doors:
    doors: _Doors = current_app.extensions[_EXTENSION]
    return doors


def address_to_unmask(member_id: UUID, field: str) -> str:
    """Return where one asks to see a sealed field in full."""
    return url_for(_doors().unmask, member_id=member_id, field=field)


def address_to_record(page: str, member_id: UUID) -> str:
    """Return where a page records what happens to a member."""
    return url_for(_doors().event_pages[page].recording, member_id=member_id)


def address_to_undo(page: str, event_id: UUID) -> str:
    """Return where the page that recorded an event undoes it."""
    return url_for(_doors().event_pages[page].undoing, event_id=event_id)


def panels_of(actor: Actor, member_id: UUID) -> tuple[PanelLink, ...]:
    """Return the doors this actor sees on the page of a member."""
    return tuple(
        PanelLink(one.label, url_for(one.endpoint, member_id=member_id))
        for one in _doors().panels
        if one.seen_by(actor, member_id)
    )
