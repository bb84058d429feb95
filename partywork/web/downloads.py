"""Sending bytes as a file with a Vietnamese name."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def send_bytes(
    content: bytes, *, media_type: str, name: str, as_attachment: bool = True
) -> Response:
    """Answer with a stored file: exact type, Vietnamese name, no sniffing, no scripts."""
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=as_attachment, download_name=name
    )
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
