"""Taking back what was written down wrongly of an office."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.core.text import is_blank


def check_follower(ended_on: date | None) -> None:
    """Refuse to take a hand-over back while an entry on who followed rests upon it.

    What was written last is withdrawn first, so that no office is left hanging (product rule, SE4).
    """
    if ended_on is not None:
        raise RuleBroken(
            f"Đồng chí nhận chức vụ đã được ghi giữ đến hết ngày {display.day(ended_on)}; hãy thu "
            "hồi việc đó trước."
        )


def check_grounds(reason: str, paper: str) -> None:
    """Refuse a withdrawal without its reason and its paper.

    Each change of an office rests on a document with its number and day (product rule, SE4).
    """
    if is_blank(reason):
        raise RuleBroken("Hãy ghi vì sao thu hồi.", "reason")
    if is_blank(paper):
        raise RuleBroken("Hãy ghi số văn bản làm căn cứ.", "decision_number")


def check_not_own(actor: UUID | None, involved: Collection[UUID]) -> None:
    """Refuse who got or lost the office by the entry: nobody decides about an own office."""
    if actor in involved:
        raise RuleBroken("Không ai tự thu hồi quyết định về chức vụ của chính mình.")


def check_unchanged(proposed_from: date, starts_on: date) -> None:
    """Refuse to take back another entry than the one the first person proposed."""
    if proposed_from != starts_on:
        raise RuleBroken("Chức vụ này đã có thay đổi sau khi đề nghị thu hồi; hãy đề nghị lại.")
