"""A paper of the archive and its files."""

from flask import Blueprint

bp = Blueprint("documents", __name__)
