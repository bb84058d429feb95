"""The records of what people know and ask about their own data."""

from partywork.privacy.models.correction import Correction

__all__ = ["Correction"]
