"""The months of probation: the class for new members, reminders, the vote on who is official."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from partywork.admissions.models import PartyClass, Procedure
from partywork.admissions.service import classes, decisions, files, probation, voting
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind, ProcedureKind, Step
from partywork.cli.demo.lives import filing
from partywork.cli.demo.lives.stage import Stage
from partywork.core.actor import Actor, system

_HOST = "Trường Chính trị Lam Thủy"


def tell(stage: Stage, members: Mapping[str, UUID]) -> None:
    """Send people to their classes, then follow the probations as the daily job does."""
    _classes(stage)
    probation.follow(system(stage.ago(60)))
    _confirmations(stage, members)
    probation.follow(system(stage.today))


def _classes(stage: Stage) -> None:
    """Send one prospect to the awareness class, the probationary members to theirs."""
    prospects_class = _class(stage, "CB12", ClassKind.AWARENESS, 25, ends=-5)
    names = ("Đàm Thu Hiền",)
    _put(stage.secretary("CB12"), prospects_class, names)
    done = _class(stage, "DU", ClassKind.NEW_MEMBER, 180, ends=176)
    found = _put(
        stage.desk(stage.ago(185)), done, ("Khúc Diệu Linh", "Lưu Khắc Việt", "Hứa Thanh Tú")
    )
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
        letter_number=f"{ago + 20}-CV/{'ĐU' if code == 'DU' else 'CB'}",
        letter_on=day,
    )
    return classes.make(actor, stage.cells[code], kind=kind, facts=facts).id


def _put(actor: Actor, class_id: UUID, names: Iterable[str]) -> PartyClass:
    found = classes.get(actor, class_id)
    chosen = [one.key for one in classes.candidates(actor, found) if one.name in names]
    return classes.put(actor, class_id, chosen)


def _confirmations(stage: Stage, people: Mapping[str, UUID]) -> None:
    """One is recognised in time, one late; one is struck off, one proposed to be; others wait."""
    in_time = _confirmation(stage, people["Hứa Thanh Tú"])
    in_time = filing.tick(stage, in_time, filing.papers_before_vote(in_time), stage.ago(62))
    filing.vote(stage, in_time, 60, 100)
    officer = stage.secretary("CB11", stage.ago(58))
    voting.send_up(officer, in_time.id, version=in_time.version, sent_on=stage.ago(58))
    filing.decide(stage, in_time, 48)
    filing.tick(stage, in_time, (Step.ANNOUNCED, Step.CARD), stage.ago(40))

    late = _confirmation(stage, people["Khúc Diệu Linh"])
    late = filing.tick(stage, late, filing.papers_before_vote(late), stage.ago(40))
    filing.vote(stage, late, 20, 93)
    voting.send_up(stage.secretary("CB12"), late.id, version=late.version, sent_on=stage.ago(18))
    filing.decide(stage, late, 9)

    for name, code, voted in (("Lưu Khắc Việt", "CB15", 60), ("Doãn Hữu Phước", "CB13", 25)):
        refused = _confirmation(stage, people[name])
        refused = filing.tick(
            stage, refused, filing.papers_before_vote(refused), stage.ago(voted + 5)
        )
        filing.vote(stage, refused, voted, 0, against=80)
        if code == "CB15":
            day = stage.ago(voted - 5)
            officer = stage.secretary(code, day)
            voting.send_up(officer, refused.id, version=refused.version, sent_on=day)
            decisions.strike_off(
                stage.desk(),
                refused.id,
                version=refused.version,
                decision=filing.decision(stage, stage.ago(33)),
            )


def _confirmation(stage: Stage, member_id: UUID) -> Procedure:
    """Return the file that the daily job opened."""
    _name, found = files.of_member(stage.desk(), member_id)
    return next(one for one in found if one.kind is ProcedureKind.CONFIRMATION)
