"""The inbox and the progress of background work."""

from flask import Blueprint

bp = Blueprint("notifications", __name__)
