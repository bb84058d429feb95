"""Sending bytes as a file with a Vietnamese name."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def send_bytes(content: bytes, *, media_type: str, name: str) -> Response:
    """Answer with a file to keep: exact type, Vietnamese name, no sniffing, no scripts.

    Never shown inside the browser, where a file from outside would run beside our pages.
    """
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name
    )
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
