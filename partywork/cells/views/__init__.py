"""Pages of organisations, members and imports."""

from flask import Blueprint

bp = Blueprint("cells", __name__)
