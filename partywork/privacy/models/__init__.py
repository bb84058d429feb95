"""The records of what people know and ask about their own data."""

from partywork.privacy.models.correction import Correction
from partywork.privacy.models.request import DataRequest, DossierPaper
from partywork.privacy.models.rotation import KeyRotation

__all__ = ["Correction", "DataRequest", "DossierPaper", "KeyRotation"]
