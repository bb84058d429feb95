"""The one blueprint on which the pages of this package stand."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
