"""Looking resolutions up, and the way from draft to issue."""

from flask import Blueprint

bp = Blueprint("resolutions", __name__)
