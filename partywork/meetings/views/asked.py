"""What the address of a page asks for, and what its forms share."""

from collections.abc import Callable
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from partywork.core import clock
from partywork.core.periods import Month
from partywork.meetings.terms import ListOrder, MeetingKind
from partywork.web import forms
from partywork.web.forms import BaseForm, VersionedForm


def asked_key(name: str) -> UUID | None:
    """Return the key of a record in the address; what is no key asks for nothing."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def asked_year() -> int:
    """Return the year of `?nam=`, this year for anything else."""
    asked = request.args.get("nam", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4
    return int(asked) if is_year and 2000 <= int(asked) <= 2100 else clock.today().year


def asked_month() -> Month | None:
    """Return the month of `?thang=2026-11`."""
    year, _, month = request.args.get("thang", "").partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in (year, month)):
        return None
    is_month = 2000 <= int(year) <= 2100 and 1 <= int(month) <= 12
    return Month(int(year), int(month)) if is_month else None


def asked_kind() -> MeetingKind | None:
    """Return the kind of `?loai=`."""
    asked = request.args.get("loai", "")
    return MeetingKind(asked) if asked in set(MeetingKind) else None


def asked_order() -> ListOrder:
    """Return the order of `?xep=`, «theo chức vụ» unless asked otherwise."""
    asked = request.args.get("xep", "")
    return ListOrder(asked) if asked in set(ListOrder) else ListOrder.OFFICE


def after_conflict(form: VersionedForm, version: int) -> None:
    """Let the person, who now sees what others saved, save again knowingly."""
    if form.status == 409:
        form.version.raw_data = None
        form.version.data = version


def pressed(act: Callable[[], str], done: str) -> Response:
    """Answer a form that is one button."""
    return forms.pressed(BaseForm(request.form), act, done)
