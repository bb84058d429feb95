"""Whether the days that papers or a list prove leave room for the months of probation.

One rule for whoever is written down as official already: taken over from a list, come from
another Đảng bộ, or found in a member's record.
"""

from datetime import date

from partywork.cells.rules.history.limits import Limits, on_day
from partywork.cells.rules.membership import Probation


def probation_of(begun_on: date, limits: Limits) -> Probation:
    """Return the probation of somebody admitted on a day, as the provisions of that day say.

    Before the first provision that one counts; the office enters other months of older days as a
    provision of their time.
    """
    months = on_day(limits.probation_months, begun_on)
    return Probation(months, bool(on_day(limits.probation_ends_in_month, begun_on)))


def earliest_official(
    admitted_on: date | None, ceremony_on: date | None, limits: Limits
) -> date | None:
    """Return the first day somebody can be official, nothing where no beginning is known.

    Twelve months from the ceremony, not from the decision (Điều lệ Đảng, Điều 5); where a list
    does not know the ceremony, not before twelve months from the decision that precedes it.
    Earlier Điều lệ had other and shorter times for some; before the year of the provision
    (`probation.checked_from`) the papers are believed.
    """
    begun_on = ceremony_on or admitted_on
    if begun_on is None or _is_of_older_rules(begun_on, limits):
        return None
    return probation_of(begun_on, limits).ends_on(begun_on)


def _is_of_older_rules(begun_on: date, limits: Limits) -> bool:
    years = limits.probation_checked_from
    return bool(years) and begun_on.year < on_day(years, begun_on)
