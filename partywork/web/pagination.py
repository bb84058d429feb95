"""Pages of a long list."""

from dataclasses import dataclass

from flask import request

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of how many rows; numbers start at 1."""

    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.per_page

    @property
    def has_previous(self) -> bool:
        """Say whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Say whether there is a page after."""
        return self.number < self.pages


def asked_page() -> int:
    """Return the page number of `?trang=`, 1 for anything that is not a positive number."""
    asked = request.args.get("trang", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
