"""What the general page of events leaves to the pages of other packages."""

from datetime import date

from partywork.cells.rules.event_fields import EventField
from partywork.cells.rules.history import PAPERS
from partywork.cells.terms import OWN_PAGES, WITHOUT_DECISION, EventKind, OwnPage
from partywork.core import display
from partywork.core.errors import RuleBroken


def own_page_of(kind: EventKind, *, ends_a_stay_of_a_list: bool) -> OwnPage | None:
    """Return the page on which a kind of event is recorded now, if it has one of its own.

    The end of a temporary stay that a list brought has none: there is no file of it to end.
    """
    if kind is EventKind.TEMPORARY_ENDED and ends_a_stay_of_a_list:
        return None
    return OWN_PAGES.get(kind)


def check_retold(
    kind: EventKind,
    page: OwnPage,
    happened_on: date,
    record_since: date,
    *,
    document_number: str | None,
    decided_on: date | None,
    deciding_body: str | None,
) -> None:
    """Let the general page only write down what happened before a record was in the system.

    A rule of the house: later events go through the page that looks at all their rules, and an
    old one rests on its paper, with number, day and deciding body.
    """
    # A late decision changes the standing of today, however old the day from which it counts.
    is_new = kind in PAPERS and decided_on is not None and decided_on >= record_since
    if happened_on >= record_since or is_new:
        raise RuleBroken(
            f"Hồ sơ của đồng chí có trong hệ thống từ ngày {display.day(record_since)}. Việc từ "
            f"ngày ấy thì «{kind.label}» ghi ở trang «{page.label}»; ở đây chỉ ghi lại việc cũ.",
            "happened_on",
        )
    _check_paper(
        "Ghi lại việc cũ phải có số văn bản, ngày ký và cơ quan quyết định.",
        document_number,
        decided_on,
        deciding_body,
    )


def check_grounded(
    kind: EventKind,
    *,
    document_number: str | None,
    decided_on: date | None,
    deciding_body: str | None,
) -> None:
    """Let no page write down an event without number, day and body of what it rests on.

    Each event of a life is recorded with its document and who decided (domain: cells and meetings
    §2.3); what no body decides is named with its reason.
    """
    if kind not in WITHOUT_DECISION:
        _check_paper(
            f"«{kind.label}» phải có số văn bản, ngày ký và cơ quan quyết định.",
            document_number,
            decided_on,
            deciding_body,
        )


def _check_paper(
    words: str, document_number: str | None, decided_on: date | None, deciding_body: str | None
) -> None:
    given = {
        EventField.DOCUMENT_NUMBER: document_number,
        EventField.DECIDED_ON: decided_on,
        EventField.DECIDING_BODY: deciding_body,
    }
    for field, value in given.items():
        if not value:
            raise RuleBroken(words, field)


def check_undone_here(origin: OwnPage | None, page: OwnPage | None) -> None:
    """Refuse to mend an event anywhere but where it was recorded.

    The file that brought it about would go on saying the opposite.
    """
    if origin is None or origin is page:
        return
    raise RuleBroken(
        f"Sự kiện này do trang «{origin.label}» ghi; chỉ hủy ở trang ấy, để hồ sơ ở đó và sự kiện "
        "luôn khớp nhau. Hủy xong thì ghi lại cho đúng."
    )
