"""How somebody comes to belong to a cell: by a list, admission, transfer, as a guest, again."""

from datetime import date

from partywork.cells.rules.history.events import Event
from partywork.cells.rules.history.given import check_card_day
from partywork.cells.rules.history.life import Life, Stage, day_in
from partywork.cells.rules.history.limits import Limits, on_day
from partywork.cells.rules.history.probation import (
    check_end_of_probation,
    check_order,
    check_served,
)
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import CardKind, EventKind, JoiningReason, MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken

_OUT_OF_THE_PARTY = (
    EventKind.STRUCK_OFF,
    EventKind.RESIGNED,
    EventKind.EXPELLED,
    EventKind.PROBATIONER_STRUCK_OFF,
)
_OUT_OF_TOUCH = (EventKind.TRANSFERRED_OUT, EventKind.STRUCK_OFF)


def enrol(life: Life, event: Event, limits: Limits) -> None:
    """Take a member over from a list as they stood on its day; this is how a life here begins."""
    if life.is_known:
        raise RuleBroken(
            "Đồng chí đã có trong danh sách đảng viên; «Ghi vào sổ theo danh sách» chỉ là "
            "sự kiện đầu tiên.",
            "kind",
        )
    _take_over(life, event, limits)
    life.listed_on = event.happened_on
    if event.status is MembershipStatus.TEMPORARY_GUEST:
        life.welcome(event.cell, event)
        return
    life.set_standing(event.status or MembershipStatus.OFFICIAL)
    life.begin(event, None)


def decide_admission(life: Life, event: Event, limits: Limits, born_on: date) -> None:
    """Keep the day of the decision: from it Party age counts, not from the ceremony.

    208-QĐ/TW as quoted; at least 18 years of age (Điều lệ Đảng, Điều 1.2). Membership itself
    begins with the ceremony.
    """
    if life.is_known:
        raise RuleBroken(
            "Đồng chí đã có trong danh sách đảng viên; người đã ra khỏi Đảng thì ghi "
            "«Kết nạp lại».",
            "kind",
        )
    _check_age(event.happened_on, limits, born_on)
    life.stage = Stage.DECIDED
    life.cell = event.cell
    life.admitted_on = life.party_age_from = event.happened_on


def hold_ceremony(life: Life, event: Event, _limits: Limits) -> None:
    """Let probation begin with the ceremony, which follows the decision (Điều lệ Đảng, Điều 5).

    A ceremony later than 30 working days is a matter for people, not refused here.
    """
    if life.stage is not Stage.DECIDED:
        raise RuleBroken(
            "Lễ kết nạp chỉ được tổ chức sau khi có quyết định kết nạp; chưa có quyết định "
            "trước ngày này.",
            "happened_on",
        )
    life.ceremony_on = event.happened_on
    life.is_official = False
    life.begin(event, JoiningReason.ADMITTED)


def transfer_in(life: Life, event: Event, limits: Limits) -> None:
    """Take over a member whom another Đảng bộ introduced, probationary or official."""
    if life.stage is Stage.MEMBER or life.stage is Stage.DECIDED:
        raise RuleBroken(
            "Đồng chí đang sinh hoạt ở một chi bộ của Đảng bộ; một đảng viên không ở hai chi bộ "
            "trong cùng một ngày. Giữa các chi bộ của Đảng bộ, hãy ghi «Chuyển giữa các chi bộ».",
            "kind",
        )
    if life.left_by in _OUT_OF_THE_PARTY:
        raise RuleBroken(
            "Đồng chí đã ra khỏi Đảng; trở lại phải có quyết định kết nạp lại hoặc nối lại "
            "sinh hoạt đảng.",
            "kind",
        )
    _take_over(life, event, limits)
    if event.status is not None:
        life.set_standing(event.status)
    elif life.left_by is None:
        life.is_official = life.official_on is not None
    life.see_off(event.happened_on)
    life.begin(event, JoiningReason.TRANSFERRED)


def come_as_guest(life: Life, event: Event, limits: Limits) -> None:
    """Welcome a member of another Đảng bộ, who is counted there and votes there.

    232-QĐ/TW 6.3.2 as quoted.
    """
    if life.stage in (Stage.MEMBER, Stage.DECIDED):
        raise RuleBroken(
            "Đồng chí là đảng viên của Đảng bộ; hãy ghi «Đi sinh hoạt tạm thời» với chi bộ đến.",
            "kind",
        )
    if life.guest is not None:
        raise RuleBroken("Đồng chí đang sinh hoạt tạm thời ở một chi bộ của Đảng bộ.", "kind")
    if life.left_by in _OUT_OF_THE_PARTY:
        raise RuleBroken("Đồng chí đã ra khỏi Đảng.", "kind")
    _take_over(life, event, limits)
    life.welcome(event.cell, event)


def admit_again(life: Life, event: Event, limits: Limits, born_on: date) -> None:
    """Let somebody who left the Party begin again, with a new probation from the ceremony.

    At least 36 months after leaving, and once only (24-QĐ/TW 3.5 as quoted). `happened_on` is the
    ceremony, `decided_on` the decision; Party age leaves out the time between. Who left the Party
    after a transfer to another Đảng bộ brings the day of leaving in the details.
    """
    decided_on = event.decided_on or event.happened_on
    if decided_on > event.happened_on:
        raise RuleBroken(
            "Lễ kết nạp lại không được tổ chức trước ngày ký quyết định.", "happened_on"
        )
    if not life.is_known:
        _check_age(decided_on, limits, born_on)
        life.party_age_from = day_in(event.details, "party_age_from") or decided_on
    else:
        _leave_elsewhere(life, event)
        _check_may_come_back(life, decided_on, limits)
        life.party_age_from = _leaving_out_gap(life, decided_on)
    _without_card(life)
    life.readmissions += 1
    life.admitted_on = decided_on
    life.ceremony_on = event.happened_on
    life.official_on = None
    life.is_official = False
    life.begin(event, JoiningReason.RESTORED if life.left_by else JoiningReason.ADMITTED)


def _leave_elsewhere(life: Life, event: Event) -> None:
    left_on = day_in(event.details, "left_on")
    if life.left_by is not EventKind.TRANSFERRED_OUT or left_on is None or life.left_on is None:
        return
    if left_on < life.left_on:
        raise RuleBroken(
            f"Ngày ra khỏi Đảng không được trước ngày chuyển đi {display.day(life.left_on)}.",
            "happened_on",
        )
    life.left_on, life.left_by = left_on, EventKind.STRUCK_OFF


def _check_may_come_back(life: Life, decided_on: date, limits: Limits) -> None:
    if life.left_by not in _OUT_OF_THE_PARTY or life.left_on is None:
        raise RuleBroken(
            "Chỉ kết nạp lại người đã ra khỏi Đảng (xóa tên, xin ra, khai trừ).", "kind"
        )
    most = on_day(limits.readmissions, decided_on)
    if life.readmissions >= most:
        raise RuleBroken(f"Chỉ kết nạp lại {most} lần; đồng chí đã được kết nạp lại.", "kind")
    months = on_day(limits.readmission_months, decided_on)
    earliest = add_months(life.left_on, months)
    if decided_on < earliest:
        raise RuleBroken(
            f"Kết nạp lại phải sau ít nhất {months} tháng kể từ khi ra khỏi Đảng: sớm nhất là "
            f"ngày {display.day(earliest)}.",
            "happened_on",
        )


def reconnect(life: Life, event: Event, _limits: Limits) -> None:
    """Let a member who lost touch go on; the time without Party life is left out of Party age."""
    if life.left_by not in _OUT_OF_TOUCH:
        raise RuleBroken(
            "Chỉ nối lại sinh hoạt đảng cho đảng viên đã chuyển đi hoặc bị xóa tên mà bị gián "
            "đoạn sinh hoạt.",
            "kind",
        )
    if life.left_by is EventKind.STRUCK_OFF:
        _without_card(life)
    life.party_age_from = _leaving_out_gap(life, event.happened_on)
    life.see_off(event.happened_on)
    life.begin(event, JoiningReason.RESTORED)


def _without_card(life: Life) -> None:
    """The card was withdrawn on leaving the Party (quoted); another is issued in its time."""
    life.card_number = life.card_issued_on = life.card_kind = None


def _leaving_out_gap(life: Life, back_on: date) -> date | None:
    if life.party_age_from is None or life.left_on is None:
        return life.party_age_from
    return later_by_gap(life.party_age_from, life.left_on, back_on)


def later_by_gap(from_day: date, left_on: date, back_on: date) -> date:
    """Move the day Party age counts from by the time between leaving and coming back.

    The gap is counted by the calendar, in whole months and then days, so that somebody who was
    out from 10/3 to 10/9 loses exactly six months.
    """
    months = (back_on.year - left_on.year) * 12 + back_on.month - left_on.month
    if add_months(left_on, months) > back_on:
        months -= 1
    days = back_on - add_months(left_on, months)
    return add_months(from_day, months) + days


def _take_over(life: Life, event: Event, limits: Limits) -> None:
    """Take the days and the card that a list or the papers of another Đảng bộ prove."""
    details = event.details
    life.admitted_on = day_in(details, "admitted_on") or life.admitted_on
    life.ceremony_on = day_in(details, "ceremony_on") or life.ceremony_on
    life.official_on = day_in(details, "official_on") or life.official_on
    life.party_age_from = (
        day_in(details, "party_age_from") or life.party_age_from or life.admitted_on
    )
    check_order(life.admitted_on, life.ceremony_on, life.official_on, "details")
    with life.noting(event):
        check_served(life.admitted_on, life.ceremony_on, life.official_on, limits, "details")
    if details.get("card_number"):
        life.card_number = details["card_number"]
        life.holds_card = True
        life.card_issued_on = day_in(details, "card_issued_on") or life.card_issued_on
        with life.noting(event):
            check_card_day(life.card_issued_on, life.official_on, "details")
        kind = details.get("card_kind")
        life.card_kind = CardKind(kind) if kind else life.card_kind


def _check_age(day: date, limits: Limits, born_on: date) -> None:
    years = on_day(limits.admission_age, day)
    if day < add_months(born_on, 12 * years):
        raise RuleBroken(
            f"Đến ngày {display.day(day)} chưa đủ {years} tuổi theo Điều 1 Điều lệ Đảng.",
            "happened_on",
        )


def confirm(life: Life, event: Event, limits: Limits) -> None:
    """Let a member be official from the day the probation ends, whenever it was decided.

    Twelve months from the ceremony, not from the decision; a late meeting does not move the day
    (Điều lệ Đảng, Điều 5; 29-QĐ/TW 4.2 as quoted). Without a known ceremony, as for people taken
    over from a list, only an earlier day is refused.
    """
    if life.is_official:
        raise RuleBroken("Đồng chí đã là đảng viên chính thức.", "kind")
    check_end_of_probation(event.happened_on, life.admitted_on, life.ceremony_on, limits)
    life.official_on = event.happened_on
    life.is_official = True
    life.turn(event.happened_on, event.document_number)
