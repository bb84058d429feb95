"""A paper of the archive and its files."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from partywork.documents import service
from partywork.web.downloads import send_bytes
from partywork.web.guards import current_actor

bp = Blueprint("documents", __name__)


@bp.route("/documents/<uuid:document_id>/")
def show(document_id: UUID) -> ResponseReturnValue:
    """Show a paper with its files."""
    document = service.get(current_actor(), document_id)
    return render_template(
        "documents/show.html", document=document, full_key=service.full_key(document)
    )


@bp.route("/documents/files/<uuid:file_id>")
def download(file_id: UUID) -> ResponseReturnValue:
    """Hand out a stored file under its Vietnamese name."""
    found, content = service.open_file(current_actor(), file_id)
    return send_bytes(content, media_type=found.media_type, name=found.file_name)
