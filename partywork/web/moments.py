"""Pages that show something sealed for half a minute, whoever leaves the screen open."""

from flask import make_response
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

# Security design §3.5; the script of the page empties the field after as long.
SECONDS = 30


def for_a_moment(page: ResponseReturnValue, back: str) -> Response:
    """Answer with a page that the browser leaves by itself, with or without scripts."""
    response = make_response(page)
    response.headers["Refresh"] = f"{SECONDS}; url={back}"
    return response
