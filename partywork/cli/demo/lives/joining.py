"""Prospects at every stage, admissions at every step, the months of probation after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.admissions.models import PartyClass, Procedure, Prospect
from partywork.admissions.rules.checklists import COMPUTED, STEPS
from partywork.admissions.rules.votes import Count
from partywork.admissions.service import (
    classes,
    decisions,
    files,
    preparing,
    probation,
    prospects,
    voting,
)
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.service.decisions import Decision
from partywork.admissions.service.prospects import ProspectFacts
from partywork.admissions.terms import ClassKind, ProcedureKind, ReviewKind, SponsorKind, Step
from partywork.cells.terms import Sex
from partywork.cli.demo.lives.stage import COMMITTEE, Stage
from partywork.core.actor import Actor, system

_LATER = (
    Step.UNION,
    Step.APPRAISAL,
    Step.DECLARATION,
    Step.REGISTERED,
    Step.ANNOUNCED,
    Step.CARD,
)
_HOST = "Trường Chính trị Lam Thủy"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a cell looks after, and how many days ago each thing was done."""

    name: str
    cell: str
    born: int
    opened: int | None = None
    papers: int | None = None
    votes: tuple[tuple[int, int], ...] = ()
    sent: int | None = None
    decided: int | None = None
    held: int | None = None
    closed: bool = False


# The votes are the day and the per cent of all official members who agreed.
_CANDIDATES = (
    Candidate("Đàm Thu Hiền", "CB12", 31),
    Candidate("Phí Gia Bách", "CB11", 27),
    Candidate("Thân Minh Châu", "CB12", 34, opened=20),
    Candidate("Giáp Tuấn Kiệt", "CB12", 36, 150, 120, ((90, 55), (35, 60))),
    Candidate("Cù Thị Lan Chi", "CB12", 33, 140, 100, ((12, 93),)),
    Candidate("Nông Đức Huy", "CB11", 38, 160, 120, ((25, 93),), 18),
    Candidate("Lục Hoàng Yến", "CB12", 29, 170, 140, ((50, 100),), 45, 16),
    Candidate("Ninh Công Sơn", "CB11", 35, 210, 180, ((70, 93),), 65, 40, 11),
    Candidate("Vi Thảo Nguyên", "CB12", 32, 470, 440, ((400, 100),), 390, 365, 347, closed=True),
    Candidate("Từ Bảo Long", "CB11", 30, 420, 390, ((350, 93),), 345, 330, 300, closed=True),
    Candidate("Khúc Diệu Linh", "CB12", 37, 530, 500, ((470, 93),), 465, 455, 445, closed=True),
    Candidate("Lưu Khắc Việt", "CB15", 41, 520, 500, ((468, 87),), 464, 452, 440, closed=True),
    Candidate("Doãn Hữu Phước", "CB13", 39, 515, 490, ((466, 87),), 462, 450, 410, closed=True),
    Candidate("Trà Quốc Đại", "CB14", 28, 200, 170, ((150, 50), (110, 55), (70, 60))),
)


def tell(stage: Stage) -> None:
    """Walk every candidate as far as they have come, then follow the probations."""
    walked = [(one.name, _walk(stage, one)) for one in _CANDIDATES]
    _classes(stage)
    _give_up(stage)
    probation.follow(system(stage.ago(60)))
    members = {name: file.member_id for name, file in walked if file and file.member_id}
    _confirmations(stage, members)
    probation.follow(system(stage.today))


def _walk(stage: Stage, one: Candidate) -> Procedure | None:
    listed_on = stage.ago((one.opened or 60) + 330)
    prospect = _listed(stage, one, listed_on)
    if one.opened is None:
        return None
    day = stage.ago(one.opened)
    file = files.open_admission(stage.secretary(one.cell, day), prospect.id)
    if one.papers is None:
        return _tick(stage, file, (Step.AWARENESS, Step.APPLICATION), day)
    file = _prepared(stage, one.cell, file, stage.ago(one.papers))
    for ago, percent in one.votes:
        _vote(stage, file, ago, percent)
    if one.sent is not None:
        day = stage.ago(one.sent)
        officer = stage.secretary(one.cell, day)
        voting.send_up(officer, file.id, version=file.version, sent_on=day)
    if one.decided is not None:
        _decide(stage, file, one.decided)
    if one.held is not None:
        day = stage.ago(one.held)
        officer = stage.secretary(one.cell, day)
        decisions.celebrate(
            officer, file.id, version=file.version, held_on=day, minutes_number="02-BB/CB"
        )
        last = (Step.DECLARATION, Step.REGISTERED) if one.closed else (Step.DECLARATION,)
        file = _tick(stage, file, last, stage.ago(one.held - 8))
    return file


def _listed(stage: Stage, one: Candidate, listed_on: date) -> Prospect:
    first, second = stage.helpers(one.cell)
    number = 100 + len(one.name) * 7 + one.born
    facts = ProspectFacts(
        full_name=one.name,
        born_on=stage.ago(one.born * 365 + number),
        sex=Sex.FEMALE if one.name.split()[-1] in _WOMEN else Sex.MALE,
        occupation="Chuyên viên",
        workplace="Cơ quan Hội",
        is_youth=one.born < 31,
        listed_on=listed_on,
        list_decision="06-NQ/CB",
        notice_given_on=listed_on,
        helper_id=first.id,
        second_helper_id=second.id if one.opened is None else None,
        phone=f"0900000{number}",
        email="",
        residence="Phường Sông Trầm, tỉnh Lam Thủy",
        citizen_id="",
    )
    actor = stage.secretary(one.cell, listed_on if listed_on > stage.ago(590) else None)
    prospect = prospects.register(actor, stage.cells[one.cell], facts)
    for kind, ago, remark in _REVIEWS if one.opened is None else ():
        prospects.review(
            stage.secretary(one.cell),
            prospect.id,
            kind=kind,
            reviewed_on=stage.ago(ago),
            remark=remark,
        )
    return prospect


_WOMEN = ("Hiền", "Châu", "Chi", "Yến", "Nguyên", "Linh")
_REVIEWS = (
    (ReviewKind.YEARLY, 150, "Động cơ trong sáng, hoàn thành tốt nhiệm vụ; nên cử học lớp."),
    (ReviewKind.MONTHLY, 22, "Tích cực tham gia hoạt động công đoàn, được quần chúng tín nhiệm."),
)


def _tick(stage: Stage, file: Procedure, steps: Iterable[Step], day: date) -> Procedure:
    for number, step in enumerate(steps, start=1):
        file = preparing.tick(
            stage.desk(day) if step is Step.REGISTERED else _officer(stage, file, day),
            file.id,
            step,
            version=file.version,
            done_on=day,
            number=f"{number:02d}",
            kept_at="Tủ hồ sơ chi bộ, ngăn 2",
        )
    return file


def _officer(stage: Stage, file: Procedure, day: date) -> Actor:
    code = next(code for code, key in stage.cells.items() if key == file.organisation_id)
    return stage.secretary(code, day)


def _prepared(stage: Stage, code: str, file: Procedure, day: date) -> Procedure:
    needed = [one for one in STEPS[file.kind] if one not in COMPUTED and one not in _LATER]
    file = _tick(stage, file, needed, day)
    for helper in stage.helpers(code):
        file = preparing.add_sponsor(
            stage.secretary(code, day),
            file.id,
            version=file.version,
            kind=SponsorKind.MEMBER,
            member_id=helper.id,
            union_name="",
            together_since=stage.ago(1500),
        )
    return file


def _vote(stage: Stage, file: Procedure, ago: int, percent: int, *, against: int = 0) -> None:
    """Let the cell vote; how many agree is told in per cent of all its official members."""
    day = stage.ago(ago)
    officer = _officer(stage, file, day)
    roll = voting.suggested_roll(officer, file)
    agreed = roll * percent // 100
    voting.vote(
        officer,
        file.id,
        version=file.version,
        count=Count(day, roll, roll, agreed, roll * against // 100),
        resolution_number=f"{ago % 20 + 1:02d}-NQ/CB",
    )


def _decide(stage: Stage, file: Procedure, ago: int) -> None:
    day = stage.ago(ago)
    decisions.decide(stage.desk(day), file.id, version=file.version, decision=_decision(stage, day))


def _decision(stage: Stage, day: date) -> Decision:
    return Decision(stage.decision(), day, COMMITTEE, 15, 14)


def _classes(stage: Stage) -> None:
    """Send one prospect to the awareness class, the probationary members to theirs."""
    prospects_class = _class(stage, "CB12", ClassKind.AWARENESS, 25, ends=-5)
    names = ("Đàm Thu Hiền",)
    _put(stage.secretary("CB12"), prospects_class, names)
    done = _class(stage, "DU", ClassKind.NEW_MEMBER, 180, ends=176)
    found = _put(stage.desk(stage.ago(185)), done, ("Khúc Diệu Linh", "Lưu Khắc Việt"))
    for number, place in enumerate(found.places, start=31):
        found = classes.certify(
            stage.desk(),
            found.id,
            place.id,
            version=place.version,
            certificate_number=f"{number}/GCN",
            certified_on=stage.ago(170),
        )


def _class(stage: Stage, code: str, kind: ClassKind, ago: int, *, ends: int) -> UUID:
    day = stage.ago(ago + 5)
    actor = stage.desk(day) if code == "DU" else stage.secretary(code, day)
    facts = ClassFacts(
        host=_HOST,
        place="Hội trường A",
        starts_on=stage.ago(ago),
        ends_on=stage.ago(ends),
        letter_number=f"{ago + 20}-CV/ĐU",
        letter_on=day,
    )
    return classes.make(actor, stage.cells[code], kind=kind, facts=facts).id


def _put(actor: Actor, class_id: UUID, names: Iterable[str]) -> PartyClass:
    found = classes.get(actor, class_id)
    chosen = [one.key for one in classes.candidates(actor, found) if one.name in names]
    return classes.put(actor, class_id, chosen)


def _give_up(stage: Stage) -> None:
    """Stop looking after one prospect; stop the file of another, who is looked after further."""
    for name, stops_file in (("Bế Anh Khoa", False), ("Ma Thế Vinh", True)):
        one = Candidate(name, "CB12", 33)
        prospect = _listed(stage, one, stage.ago(500))
        officer = stage.secretary("CB12")
        if not stops_file:
            prospects.drop(
                officer,
                prospect.id,
                version=prospect.version,
                closed_on=stage.ago(30),
                reason="Chuyển công tác sang đơn vị khác.",
            )
            continue
        file = files.open_admission(stage.secretary("CB12", stage.ago(90)), prospect.id)
        decisions.stop(
            officer,
            file.id,
            version=file.version,
            stopped_on=stage.ago(50),
            reason="Chờ kết luận thẩm tra lý lịch.",
        )


def _confirmations(stage: Stage, people: dict[str, UUID]) -> None:
    """One is recognised late, one is proposed to be struck off, one is struck off, one waits."""
    late = _confirmation(stage, people["Khúc Diệu Linh"])
    late = _tick(stage, late, _papers(late), stage.ago(40))
    _vote(stage, late, 20, 93)
    voting.send_up(stage.secretary("CB12"), late.id, version=late.version, sent_on=stage.ago(18))
    _decide(stage, late, 9)

    for name, code, voted in (("Lưu Khắc Việt", "CB15", 60), ("Doãn Hữu Phước", "CB13", 25)):
        refused = _confirmation(stage, people[name])
        refused = _tick(stage, refused, _papers(refused), stage.ago(voted + 5))
        _vote(stage, refused, voted, 0, against=80)
        if code == "CB15":
            day = stage.ago(voted - 5)
            officer = stage.secretary(code, day)
            voting.send_up(officer, refused.id, version=refused.version, sent_on=day)
            decisions.strike_off(
                stage.desk(),
                refused.id,
                version=refused.version,
                decision=_decision(stage, stage.ago(33)),
            )


def _papers(file: Procedure) -> list[Step]:
    known = {one.step for one in file.steps}
    needed = [one for one in STEPS[file.kind] if one not in COMPUTED and one not in _LATER]
    return [one for one in needed if one not in known]


def _confirmation(stage: Stage, member_id: UUID) -> Procedure:
    """Return the file that the daily job opened."""
    _name, found = files.of_member(stage.desk(), member_id)
    return next(one for one in found if one.kind is ProcedureKind.CONFIRMATION)
