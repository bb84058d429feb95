"""The minutes as a paper: the frozen page, its canonical text, the PDF in the archive."""

from partywork.meetings.service.papers.filling import (
    addendum_page,
    minutes_page,
    summary_of,
    voters_of,
)
from partywork.meetings.service.papers.items import method_of
from partywork.meetings.service.papers.keeping import (
    begin_paper,
    canonical_text,
    digest_of,
    file_name_of,
    kept_paper,
    lay_out,
    lay_out_missing,
    open_addendum,
    open_minutes,
)

__all__ = [
    "addendum_page",
    "begin_paper",
    "canonical_text",
    "digest_of",
    "file_name_of",
    "kept_paper",
    "lay_out",
    "lay_out_missing",
    "method_of",
    "minutes_page",
    "open_addendum",
    "open_minutes",
    "summary_of",
    "voters_of",
]
