"""The blueprint of this package, apart from its pages so that they need not import each other."""

from flask import Blueprint

bp = Blueprint("cells", __name__)
