"""The letter that brings a new account to its owner, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from partywork.accounts.models import User


@dataclass(frozen=True, slots=True)
class AccountCardPage:
    """The one-time code of one person, printed in groups so that it can be typed without error."""

    organisation: str
    full_name: str
    user_name: str
    code_groups: tuple[str, ...]
    address: str
    valid_until: datetime | None


def account_card(user: User, code: str, *, organisation: str, address: str) -> AccountCardPage:
    """Fill the letter for an account that has just been opened with `code`."""
    return AccountCardPage(
        organisation=organisation,
        full_name=user.full_name,
        user_name=user.user_name,
        code_groups=tuple(code.split("-")),
        address=address,
        valid_until=user.code_expires_at,
    )
