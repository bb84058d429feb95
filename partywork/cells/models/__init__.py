"""Every table of the cells package."""

from partywork.cells.models.appointment import Appointment, Nomination, OfficeWithdrawal
from partywork.cells.models.event import MemberEvent
from partywork.cells.models.group import CellGroup, GroupPlace
from partywork.cells.models.importing import ColumnMemory, ImportRow, MemberImport
from partywork.cells.models.lists import ExportRequest, SavedFilter
from partywork.cells.models.member import Member, Membership
from partywork.cells.models.organisation import (
    Body,
    Organisation,
    TermExtension,
    TermOfOffice,
    UpperConsent,
)
from partywork.cells.models.reorganisation import CellWatch, Reorganisation

__all__ = [
    "Appointment",
    "Body",
    "CellGroup",
    "CellWatch",
    "ColumnMemory",
    "ExportRequest",
    "GroupPlace",
    "ImportRow",
    "Member",
    "MemberEvent",
    "MemberImport",
    "Membership",
    "Nomination",
    "OfficeWithdrawal",
    "Organisation",
    "Reorganisation",
    "SavedFilter",
    "TermExtension",
    "TermOfOffice",
    "UpperConsent",
]
