"""Accounts with passwords, for the tests of this package."""

from partywork.accounts import queries
from partywork.accounts.models import User
from partywork.accounts.service.accounts import set_password
from partywork.core.db import transaction

PASSWORD = "bốn con ngựa vàng"
OTHER_PASSWORD = "một rổ cam ngọt chín"
ADDRESS = "10.0.0.1"


def with_password(user: User, password: str = PASSWORD) -> User:
    """Give an account a password and return it fresh."""
    with transaction():
        fresh = queries.user_named(user.user_name)
        set_password(fresh, password)
    return fresh
