"""Pages of sign-in, the own account, accounts of members and inspection cases."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
