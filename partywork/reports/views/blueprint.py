"""The blueprint on which the modules of this folder hang their pages."""

from flask import Blueprint

bp = Blueprint("reports", __name__)
