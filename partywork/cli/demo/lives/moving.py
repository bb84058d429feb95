"""Who came, who left, who lives somewhere else for a time: transfers in every state."""

from dataclasses import replace
from datetime import date, timedelta

from partywork.cells.terms import MembershipStatus, Sex
from partywork.cli.demo.lives.stage import Person, Stage
from partywork.core.periods import Month
from partywork.transfers.models import Transfer
from partywork.transfers.service import coming, going, staying
from partywork.transfers.service.coming import Arrival
from partywork.transfers.service.typed import Paper, Stay
from partywork.transfers.terms import Ending

_WARD = "Đảng bộ phường Sông Trầm, tỉnh Lam Thủy"
_INSTITUTE = "Đảng bộ Viện Vật liệu Hải Hà"
_YEAR = 365


def tell(stage: Stage) -> None:
    """Begin, go on with and end transfers of every kind."""
    _leave(stage)
    _arrive(stage)
    _live_elsewhere(stage)
    _visit(stage)


def _paper(stage: Stage, ago: int) -> Paper:
    return Paper(stage.decision(), stage.ago(ago))


def _letter(number: int, stage: Stage, ago: int) -> Paper:
    return Paper(f"{number:02d}-GTSHĐ/ĐU", stage.ago(ago))


def _leave(stage: Stage) -> None:
    """Five members leave: one has just begun, one holds a letter, three have come to an end."""
    _begin(stage, "CB11", 12)
    _with_letter(stage, _begin(stage, "CB12", 30), 31, 15)
    gone = _with_letter(stage, _begin(stage, "CB25", 130), 12, 115)
    going.complete(
        stage.desk(stage.ago(95)),
        gone.id,
        version=gone.version,
        received_on=stage.ago(97),
        slip=Paper("18-PB/ĐU", stage.ago(96)),
    )
    refused = _with_letter(stage, _begin(stage, "CB26", 120), 14, 110)
    _stop(stage, refused, Ending.RETURNED, 90, "Nơi đến đề nghị bổ sung hồ sơ đảng viên.")
    given_up = _begin(stage, "CB27", 75)
    _stop(stage, given_up, Ending.CANCELLED, 60, "Đồng chí thôi chuyển công tác.")


def _begin(stage: Stage, code: str, ago: int) -> Transfer:
    return going.begin_out(
        stage.secretary(code, stage.ago(ago)),
        stage.take(code).id,
        to_place=_WARD,
        effective_on=stage.ago(ago),
        decision=_paper(stage, ago + 3),
    )


def _with_letter(stage: Stage, transfer: Transfer, number: int, ago: int) -> Transfer:
    day = stage.ago(ago)
    ready = going.prepare(
        stage.desk(day),
        transfer.id,
        version=transfer.version,
        dues_paid_to=Month.of(day),
        has_self_review=True,
    )
    return going.issue_letter(
        stage.desk(day),
        ready.id,
        version=ready.version,
        letter=_letter(number, stage, ago),
        addressed_to=_WARD,
    )


def _stop(stage: Stage, transfer: Transfer, ending: Ending, ago: int, reason: str) -> None:
    going.stop(
        stage.desk(stage.ago(ago)),
        transfer.id,
        version=transfer.version,
        ending=ending,
        closed_on=stage.ago(ago),
        reason=reason,
    )


def _arrive(stage: Stage) -> None:
    """Two members come from elsewhere; for one the return slip is still to be sent."""
    for name, code, ago, number in (
        ("Quách Thị Hải Yên", "CB12", 18, 41),
        ("Kiều Văn Thạch", "CB11", 140, 6),
    ):
        transfer = coming.take_in(
            stage.desk(stage.ago(ago)),
            _arrival(stage, name, number),
            cell_id=stage.cells[code],
            from_place=_INSTITUTE,
            received_on=stage.ago(ago),
            letter=Paper(f"{number}-GTSHĐ/VVL", stage.ago(ago + 9)),
        )
    slip = Paper("21-PB/ĐU", stage.ago(ago - 4))
    coming.send_slip(stage.desk(slip.day), transfer.id, version=transfer.version, slip=slip)


def _arrival(stage: Stage, name: str, number: int) -> Arrival:
    admitted_on = stage.ago(12 * _YEAR + number)
    return Arrival(
        full_name=name,
        born_on=stage.ago(41 * _YEAR + 7 * number),
        sex=Sex.FEMALE if "Thị" in name else Sex.MALE,
        admitted_on=admitted_on,
        ceremony_on=admitted_on + timedelta(days=10),
        official_on=_a_year_after(admitted_on + timedelta(days=10)),
        party_age_from=admitted_on,
        card_number=f"2026{number:06d}",
        file_number=f"VL.{number:04d}",
    )


def _a_year_after(day: date) -> date:
    return Month.of(day).shift(12).day(day.day)


def _live_elsewhere(stage: Stage) -> None:
    """Members live elsewhere for a time: outside, in another of our cells, to study, and back."""
    _go(stage, "CB28", _stay(stage, 60, until=200))
    _go(stage, "CB29", replace(_stay(stage, 50, until=160), to_cell=stage.cells["CB11"]))
    longer = _go(stage, "CB30", replace(_stay(stage, 190, until=40), is_study=True))
    staying.extend(
        stage.desk(stage.ago(15)),
        longer.id,
        version=longer.version,
        until_on=stage.ago(-200),
        document_number=stage.decision(),
    )
    _end(stage, _go(stage, "CB31", _stay(stage, 160, until=-30)), 30, _paper(stage, 30))
    going.move(
        stage.desk(stage.ago(85)),
        stage.take("CB32").id,
        to_cell=stage.cells["CB12"],
        effective_on=stage.ago(85),
        decision=_paper(stage, 88),
    )
    probationer = stage.take("CB51", status=MembershipStatus.PROBATIONARY)
    _send(stage, probationer, _stay(stage, 14, until=120))


def _stay(stage: Stage, ago: int, *, until: int) -> Stay:
    return Stay(stage.ago(ago), stage.ago(-until), is_study=False, to_place=_WARD)


def _go(stage: Stage, code: str, stay: Stay) -> Transfer:
    return _send(stage, stage.take(code), stay)


def _send(stage: Stage, person: Person, stay: Stay) -> Transfer:
    days = (stage.today - stay.starts_on).days
    return going.send_away(
        stage.desk(stay.starts_on), person.id, stay=stay, letter=_letter(days, stage, days + 2)
    )


def _end(stage: Stage, transfer: Transfer, ago: int, slip: Paper) -> None:
    staying.end(
        stage.desk(stage.ago(ago)),
        transfer.id,
        version=transfer.version,
        ended_on=stage.ago(ago),
        slip=slip,
    )


def _visit(stage: Stage) -> None:
    """Two members of other Đảng bộ are guests for a time.

    One handed in the letter late and has gone home; the return slip is still to be sent.
    """
    for name, code, ago, left, days in (
        ("Mạc Thị Hương Giang", "CB12", 45, 100, 5),
        ("Nghiêm Quang Bảo", "CB33", 170, -40, 60),
    ):
        visit = coming.welcome(
            stage.desk(stage.ago(ago)),
            _arrival(stage, name, ago),
            cell_id=stage.cells[code],
            from_place=_INSTITUTE,
            stay=Stay(stage.ago(ago), stage.ago(-left), is_study=False),
            letter=Paper(f"{ago}-GTSHĐ/VVL", stage.ago(ago + days)),
        )
    _end(stage, visit, 40, Paper())
