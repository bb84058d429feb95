"""The quality sheet on paper, as frozen values; the other papers belong to their packages."""

from dataclasses import dataclass

from partywork.meetings.pages import MeetingPage


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One line of the sheet: what it can earn, what it earned, and where that comes from."""

    code: str
    title: str
    most: str
    points: str
    origin: str


@dataclass(frozen=True, slots=True)
class QualityPart:
    """One of the groups of the sheet with its sum."""

    title: str
    points: str
    rows: tuple[QualityRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySheetPage(MeetingPage):
    """The points of a meeting; `standing` says whether they are provisional or official."""

    standing: str
    parts: tuple[QualityPart, ...]
    total: str
    level: str
    confirmation: str
    minutes_taker: str
    chair: str
