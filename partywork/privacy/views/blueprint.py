"""The blueprint of this package."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)
