"""What must be said: the rule by which use cases refuse a text in which nothing can be seen."""

from partywork.core.errors import RuleBroken
from partywork.core.text import is_blank


def check_needed(**texts: str | None) -> None:
    """Refuse an empty text, or one of spaces alone, at the field it is named after.

    Forms refuse it before; a reason, a number or a name must not be missing whoever calls.
    """
    for field, text in texts.items():
        if is_blank(text or ""):
            raise RuleBroken("Ô này bắt buộc phải điền.", field)
