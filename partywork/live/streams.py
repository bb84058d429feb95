"""The open pages of one process, as Flask answers: server-sent events, or «full, ask again»."""

from collections.abc import Iterator
from threading import Lock
from typing import cast
from uuid import UUID

from flask import Flask, current_app
from werkzeug.wrappers import Response

from partywork.core.db import db, release
from partywork.live.hub import Full, Hub, Streams

_EXTENSION = "partywork-live"
# A stream ends by itself and is opened again, so that rights and sessions are asked again too.
_SECONDS = 600
_AGAIN = 5
_MAKING = Lock()


def use_streams(app: Flask, most: int) -> None:
    """Let the process hold `most` pages open; the listener starts with the first."""
    app.extensions[_EXTENSION] = most


def close_streams(app: Flask) -> None:
    """Let the listener end, as a server does that goes down; open pages join another one."""
    with _MAKING:
        found = app.extensions[_EXTENSION]
        if isinstance(found, Streams):
            app.extensions[_EXTENSION] = found.close()


def _streams() -> Streams:
    # After the fork of the server's workers: every process has a listener of its own.
    with _MAKING:
        found = current_app.extensions[_EXTENSION]
        if not isinstance(found, Streams):
            found = Streams(Hub(db.engine), cast(int, found))
            current_app.extensions[_EXTENSION] = found
        return found


def stream(channel: UUID, after: int) -> Response:
    """Answer with what changes in a channel from now on, first what was missed.

    The caller has checked that the person may hear of it. The database is let go before the
    first word, so that an open page holds no connection.
    """
    release()
    try:
        changes = _streams().open(channel, after, _SECONDS)
    except Full:
        return Response(status=503, headers={"Retry-After": str(_AGAIN)})

    def words() -> Iterator[bytes]:
        yield b"retry: 2000\n\n"
        for batch in changes:
            yield b": here\n\n"
            for change in batch:
                yield f"id: {change.number}\ndata: {change.topic}\n\n".encode()

    response = Response(
        words(),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )
    # Whoever asked for the head alone, or has gone, hears no word of it.
    response.call_on_close(changes.close)
    return response
