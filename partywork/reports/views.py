"""The cell's monthly report, the office's review, the board of cells."""

from flask import Blueprint

bp = Blueprint("reports", __name__)
