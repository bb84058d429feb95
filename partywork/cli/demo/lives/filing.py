"""Steps of a file as officers and the desk take them, whether it admits or confirms."""

from collections.abc import Iterable
from datetime import date

from partywork.admissions.models import Procedure
from partywork.admissions.rules.checklists import COMPUTED, STEPS
from partywork.admissions.rules.votes import Count
from partywork.admissions.service import decisions, preparing, voting
from partywork.admissions.service.decisions import Decision
from partywork.admissions.terms import Step
from partywork.cli.demo.lives.stage import COMMITTEE, Stage
from partywork.core.actor import Actor

_LATER = (
    Step.UNION,
    Step.APPRAISAL,
    Step.UPPER_CONSENT,
    Step.DECLARATION,
    Step.REGISTERED,
    Step.ANNOUNCED,
    Step.CARD,
)


def tick(stage: Stage, file: Procedure, steps: Iterable[Step], day: date) -> Procedure:
    """Note papers of a file, all on one day."""
    for number, step in enumerate(steps, start=1):
        file = preparing.tick(
            stage.desk(day) if step is Step.REGISTERED else officer_of(stage, file, day),
            file.id,
            step,
            version=file.version,
            done_on=day,
            number=f"{number:02d}",
            kept_at="Tủ hồ sơ chi bộ, ngăn 2",
        )
    return file


def officer_of(stage: Stage, file: Procedure, day: date) -> Actor:
    """Return bí thư of the cell whose file it is."""
    code = next(code for code, key in stage.cells.items() if key == file.organisation_id)
    return stage.secretary(code, day)


def vote(stage: Stage, file: Procedure, ago: int, percent: int, *, against: int = 0) -> None:
    """Let the cell vote; how many agree is told in per cent of all its official members."""
    day = stage.ago(ago)
    officer = officer_of(stage, file, day)
    roll = voting.suggested_roll(officer, file)
    agreed = roll * percent // 100
    voting.vote(
        officer,
        file.id,
        version=file.version,
        count=Count(day, roll, roll, agreed, roll * against // 100),
        resolution_number=f"{ago % 20 + 1:02d}-NQ/CB",
    )


def decide(stage: Stage, file: Procedure, ago: int) -> None:
    """Record the decision to admit or to recognise as official."""
    day = stage.ago(ago)
    decisions.decide(stage.desk(day), file.id, version=file.version, decision=decision(stage, day))


def decision(stage: Stage, day: date) -> Decision:
    """Return a decision of Ban Thường vụ."""
    return Decision(stage.decision(), day, COMMITTEE, 15, 14)


def papers_before_vote(file: Procedure) -> list[Step]:
    """Return the papers that are still wanting before the cell votes."""
    known = {one.step for one in file.steps}
    needed = [one for one in STEPS[file.kind] if one not in COMPUTED and one not in _LATER]
    return [one for one in needed if one not in known]
