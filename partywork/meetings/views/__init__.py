"""Pages of meetings: preparing, invitation, roll-call, minutes, closing."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)
