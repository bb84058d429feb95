"""The transfers under way, the transfer book, one transfer, its papers."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.transfers import policy
from partywork.transfers.service import papers, reading
from partywork.transfers.views.blueprint import asked_year, bp
from partywork.web.downloads import send_bytes
from partywork.web.guards import current_actor


@bp.get("/transfers/")
def index() -> ResponseReturnValue:
    """List the transfers under way."""
    actor = current_actor()
    return render_template(
        "transfers/index.html",
        lines=reading.open_list(actor),
        may_take_in=policy.may_take_in(actor),
    )


@bp.get("/transfers/book")
def book() -> ResponseReturnValue:
    """Show the transfer book of a year."""
    actor = current_actor()
    year = asked_year(actor.day.year)
    return render_template(
        "transfers/book.html",
        lines=reading.book(actor, year),
        year=year,
        this_year=actor.day.year,
    )


@bp.get("/transfers/book.pdf")
def book_pdf() -> Response:
    """Print the transfer book of a year."""
    actor = current_actor()
    return _pdf(papers.book(actor, asked_year(actor.day.year)))


@bp.get("/transfers/<uuid:transfer_id>")
def show(transfer_id: UUID) -> ResponseReturnValue:
    """Show one transfer."""
    found = reading.open_page(current_actor(), transfer_id)
    return render_template("transfers/show.html", found=found, transfer=found.transfer)


@bp.get("/transfers/members/<uuid:member_id>")
def of_member(member_id: UUID) -> ResponseReturnValue:
    """Show the transfers of a member and what may be begun."""
    found = reading.of_member(current_actor(), member_id)
    return render_template("transfers/member.html", found=found)


@bp.get("/transfers/<uuid:transfer_id>/letter.pdf")
def letter_pdf(transfer_id: UUID) -> Response:
    """Print the letter of introduction."""
    return _pdf(papers.letter(current_actor(), transfer_id))


@bp.get("/transfers/<uuid:transfer_id>/slip.pdf")
def slip_pdf(transfer_id: UUID) -> Response:
    """Print the return slip."""
    return _pdf(papers.slip(current_actor(), transfer_id))


def _pdf(paper: tuple[str, bytes]) -> Response:
    name, content = paper
    return send_bytes(content, media_type="application/pdf", name=name)
