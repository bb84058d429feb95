"""Prospects at every stage, admissions at every step, the months of probation after them."""

from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from partywork.admissions.models import Procedure, Prospect
from partywork.admissions.service import (
    decisions,
    files,
    preparing,
    prospects,
    stopping,
    voting,
)
from partywork.admissions.service.prospects import ProspectFacts
from partywork.admissions.terms import ReviewKind, SponsorKind, Step
from partywork.cells.terms import Sex
from partywork.cli.demo.lives import confirming, filing, returning
from partywork.cli.demo.lives.stage import Person, Stage


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
    union: SponsorKind | None = None


# The votes are the day and the per cent of all official members who agreed.
_CANDIDATES = (
    Candidate("Đàm Thu Hiền", "CB12", 31),
    Candidate("Phí Gia Bách", "CB11", 27),
    Candidate("Thân Minh Châu", "CB12", 34, opened=20),
    Candidate("Giáp Tuấn Kiệt", "CB12", 36, 150, 120, ((90, 55), (35, 60))),
    Candidate("Cù Thị Lan Chi", "CB12", 33, 140, 100, ((12, 93),)),
    Candidate("Nông Đức Huy", "CB11", 38, 160, 120, ((25, 93),), 18, union=SponsorKind.TRADE_UNION),
    Candidate("Lục Hoàng Yến", "CB12", 29, 170, 140, ((50, 100),), 45, 16),
    Candidate("Ninh Công Sơn", "CB11", 35, 210, 180, ((70, 93),), 65, 40, 11),
    Candidate("Vi Thảo Nguyên", "CB12", 32, 470, 440, ((400, 100),), 390, 365, 347, closed=True),
    Candidate(
        "Từ Bảo Long",
        "CB11",
        30,
        420,
        390,
        ((350, 93),),
        345,
        330,
        300,
        closed=True,
        union=SponsorKind.YOUTH_UNION,
    ),
    Candidate("Hứa Thanh Tú", "CB11", 36, 525, 505, ((469, 93),), 462, 450, 430, closed=True),
    Candidate("Khúc Diệu Linh", "CB12", 37, 530, 500, ((470, 93),), 465, 455, 445, closed=True),
    Candidate("Lưu Khắc Việt", "CB15", 41, 520, 500, ((468, 87),), 464, 452, 440, closed=True),
    Candidate("Doãn Hữu Phước", "CB13", 39, 515, 490, ((466, 87),), 462, 450, 410, closed=True),
    Candidate("Trà Quốc Đại", "CB14", 28, 200, 170, ((150, 50), (110, 55), (70, 60))),
)


def tell(stage: Stage) -> None:
    """Walk every candidate as far as they have come, then go on with the probations."""
    walked = [(one.name, _walk(stage, one)) for one in _CANDIDATES]
    _give_up(stage)
    _namesake(stage)
    members = {name: file.member_id for name, file in walked if file and file.member_id}
    returning.tell(stage)
    confirming.tell(stage, members)


def _walk(stage: Stage, one: Candidate) -> Procedure | None:
    listed_on = stage.ago((one.opened or 60) + 330)
    prospect = _listed(stage, one, listed_on)
    if one.opened is None:
        return None
    day = stage.ago(one.opened)
    file = files.open_admission(stage.secretary(one.cell, day), prospect.id)
    if one.papers is None:
        return filing.tick(stage, file, (Step.AWARENESS, Step.APPLICATION), day)
    file = _prepared(stage, one, file, stage.ago(one.papers))
    for ago, percent in one.votes:
        filing.vote(stage, file, ago, percent)
    if one.sent is not None:
        day = stage.ago(one.sent)
        officer = stage.secretary(one.cell, day)
        voting.send_up(officer, file.id, version=file.version, sent_on=day)
    if one.decided is not None:
        filing.decide(stage, file, one.decided)
    if one.held is not None:
        day = stage.ago(one.held)
        officer = stage.secretary(one.cell, day)
        decisions.celebrate(
            officer, file.id, version=file.version, held_on=day, minutes_number="02-BB/CB"
        )
        last = (Step.DECLARATION, Step.REGISTERED) if one.closed else (Step.DECLARATION,)
        file = filing.tick(stage, file, last, stage.ago(one.held - 8))
    return file


def _number_of(name: str) -> str:
    """Return an invented identity number, another for every name."""
    return f"099{crc32(name.encode()) % 10**9:09d}"


def _listed(
    stage: Stage, one: Candidate, listed_on: date, *, namesake: Person | None = None
) -> Prospect:
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
        citizen_id="" if one.opened is None else _number_of(one.name),
    )
    if namesake is not None:
        facts = replace(
            facts,
            born_on=namesake.born_on,
            sex=namesake.sex,
            citizen_id=_number_of(one.name),
            is_namesake=True,
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


def _prepared(stage: Stage, one: Candidate, file: Procedure, day: date) -> Procedure:
    """Gather the papers and two who introduce: members, or a member and a union."""
    file = files.get(stage.secretary(one.cell, day), file.id)
    union = (Step.UNION,) if one.union is not None else ()
    file = filing.tick(stage, file, (*filing.papers_before_vote(file), *union), day)
    kinds = (SponsorKind.MEMBER, one.union or SponsorKind.MEMBER)
    for kind, helper in zip(kinds, stage.helpers(one.cell), strict=True):
        is_member = kind is SponsorKind.MEMBER
        file = preparing.add_sponsor(
            stage.secretary(one.cell, day),
            file.id,
            version=file.version,
            kind=kind,
            member_id=helper.id if is_member else None,
            union_name="" if is_member else kind.label,
            together_since=stage.ago(1500) if is_member else None,
        )
    return file


def _namesake(stage: Stage) -> None:
    """List somebody with the name and birthday of a member: asked, the cell said it is another."""
    member = max(stage.people["CB13"], key=lambda one: (one.born_on, one.sort_key))
    age = (stage.today - member.born_on).days // 365
    one = Candidate(member.name, "CB11", age)
    _listed(stage, one, stage.ago(400), namesake=member)


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
        stopping.stop(
            officer,
            file.id,
            version=file.version,
            stopped_on=stage.ago(50),
            reason="Chờ kết luận thẩm tra lý lịch.",
        )
