"""The letter that brings a new account to its owner, as frozen values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AccountCardPage:
    """The one-time code of one person, printed in groups so that it can be typed without error."""

    organisation: str
    full_name: str
    user_name: str
    code_groups: tuple[str, ...]
    address: str
    valid_until: datetime
