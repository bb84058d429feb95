"""The first page."""

from flask import Blueprint

bp = Blueprint("home", __name__)
