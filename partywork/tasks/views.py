"""Tasks of an organisation and reporting on them."""

from flask import Blueprint

bp = Blueprint("tasks", __name__)
