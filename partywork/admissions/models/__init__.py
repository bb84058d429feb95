"""Every table of the admissions package."""

from partywork.admissions.models.classes import ClassLetter, ClassPlace, PartyClass
from partywork.admissions.models.procedure import (
    CellVote,
    Procedure,
    Readmission,
    SentAlert,
    Sponsor,
    StepRecord,
)
from partywork.admissions.models.prospect import Prospect, ProspectReview

__all__ = [
    "CellVote",
    "ClassLetter",
    "ClassPlace",
    "PartyClass",
    "Procedure",
    "Prospect",
    "ProspectReview",
    "Readmission",
    "SentAlert",
    "Sponsor",
    "StepRecord",
]
