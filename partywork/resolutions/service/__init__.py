"""The way of a paper: drafted from a meeting's vote, signed, numbered, issued, looked up."""

from operator import attrgetter

from partywork.cells.service.unfinished import Unfinished
from partywork.resolutions import queries
from partywork.resolutions.service.deciding import draft_decision, reword_decision
from partywork.resolutions.service.drafting import draft_from_meeting, edit, for_editing
from partywork.resolutions.service.issuing import (
    for_issuing,
    for_sending,
    for_signing,
    issue,
    next_number,
    send_for_signature,
    sign,
    signers,
)
from partywork.resolutions.service.laying_out import lay_out, lay_out_missing, page_of, paper_of
from partywork.resolutions.service.reading import (
    decision_of,
    decisions_of,
    get,
    issuers,
    list_visible,
    resolutions_of,
    vote_of,
)

LEFT_BEHIND = (
    Unfinished(
        words="nghị quyết, quyết định chưa phát hành",
        of=queries.unfinished,
        told=attrgetter("title"),
        fate="Chỉ còn để đọc; nên ký, phát hành trước.",
        fate_alone="Chỉ còn để đọc; nên ký, phát hành trước.",
    ),
    Unfinished(
        words="nghị quyết, quyết định đang có hiệu lực",
        of=queries.in_force,
        told=attrgetter("title"),
        fate="Giữ nguyên số và tên chi bộ cũ; chi bộ tiếp nhận tiếp tục thực hiện.",
        fate_alone="Giữ nguyên số và tên chi bộ cũ để tra cứu.",
        is_open=False,
    ),
)

__all__ = [
    "LEFT_BEHIND",
    "decision_of",
    "decisions_of",
    "draft_decision",
    "draft_from_meeting",
    "edit",
    "for_editing",
    "for_issuing",
    "for_sending",
    "for_signing",
    "get",
    "issue",
    "issuers",
    "lay_out",
    "lay_out_missing",
    "list_visible",
    "next_number",
    "page_of",
    "paper_of",
    "resolutions_of",
    "reword_decision",
    "send_for_signature",
    "sign",
    "signers",
    "vote_of",
]
