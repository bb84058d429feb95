"""The blueprint every page of đảng phí hangs on."""

from flask import Blueprint

bp = Blueprint("dues", __name__)
