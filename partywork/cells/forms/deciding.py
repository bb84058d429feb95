"""The field that names the meeting by which something was decided."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import SelectField

from partywork.web.forms import choices_from


class VoteField(SelectField):
    """The vote of a meeting in the system that decided something, if there was one."""

    def __init__(self, label: str = "Cuộc họp đã biểu quyết", **kwargs: Any) -> None:
        """Take any of the votes that are offered later."""
        super().__init__(label, validate_choice=False, choices=[], **kwargs)

    def offer(self, votes: Iterable[tuple[UUID, str]]) -> None:
        """Set which votes may be chosen."""
        nothing = ("", "Không họp trong hệ thống, ghi theo văn bản")
        self.choices = choices_from([nothing, *((str(key), words) for key, words in votes)])

    @property
    def chosen(self) -> UUID | None:
        """The vote that was chosen; something else than a key is a vote nobody knows."""
        if not self.data:
            return None
        try:
            return UUID(self.data)
        except ValueError:
            return UUID(int=0)
