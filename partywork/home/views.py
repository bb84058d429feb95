"""The first page."""

from flask import Blueprint, render_template

from partywork.home import service
from partywork.web.guards import current_actor

bp = Blueprint("home", __name__)


@bp.route("/")
def index() -> str:
    """What is due, in order, with the one next step; what needs a look stands beside."""
    return render_template("home/index.html", home=service.page_of(current_actor()))
