"""The values in force, their legal basis, and how the office changes them."""

from flask import Blueprint

bp = Blueprint("provisions", __name__)
