"""The place where the views of this package register."""

from flask import Blueprint

bp = Blueprint("checks", __name__)
