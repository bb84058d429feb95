"""Papers: drafting, their files, taking a number, publishing, opening.

Other packages' use cases call these inside their own transaction; who may do so is theirs to
decide, and theirs to record in the trail.
"""

from partywork.documents.service.files import (
    Upload,
    attach,
    inspected,
    lay_out_each,
    open_file,
    rendered,
    store_rendered,
    try_to_lay_out,
)
from partywork.documents.service.issued import keep_issued, open_issued
from partywork.documents.service.numbers import (
    NextNumber,
    draft_symbol,
    full_key,
    issue,
    next_number,
    set_last_numbers,
    sign_of,
)
from partywork.documents.service.publishing import (
    discard,
    file_up,
    get,
    name_readers,
    publish,
    publish_to,
    take_back,
)
from partywork.documents.service.texts import draft, reword, set_clauses
from partywork.documents.service.words import refuse_secret

__all__ = [
    "NextNumber",
    "Upload",
    "attach",
    "discard",
    "draft",
    "draft_symbol",
    "file_up",
    "full_key",
    "get",
    "inspected",
    "issue",
    "keep_issued",
    "lay_out_each",
    "name_readers",
    "next_number",
    "open_file",
    "open_issued",
    "publish",
    "publish_to",
    "refuse_secret",
    "rendered",
    "reword",
    "set_clauses",
    "set_last_numbers",
    "sign_of",
    "store_rendered",
    "take_back",
    "try_to_lay_out",
]
