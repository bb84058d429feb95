"""Every table of the cells package."""

from partywork.cells.models.appointment import Appointment
from partywork.cells.models.event import MemberEvent
from partywork.cells.models.importing import ColumnMemory, ImportRow, MemberImport
from partywork.cells.models.member import Member, Membership
from partywork.cells.models.organisation import Body, Organisation, TermOfOffice

__all__ = [
    "Appointment",
    "Body",
    "ColumnMemory",
    "ImportRow",
    "Member",
    "MemberEvent",
    "MemberImport",
    "Membership",
    "Organisation",
    "TermOfOffice",
]
