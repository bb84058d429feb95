"""Pages of sign-in, the own account, accounts of members and inspection cases."""

from partywork.accounts.views import cases, door, members
from partywork.accounts.views.blueprint import bp

__all__ = ["bp", "cases", "door", "members"]
