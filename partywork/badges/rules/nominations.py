"""How a nomination goes on: which state follows which, what each step needs."""

from collections.abc import Collection, Mapping
from datetime import date

from partywork.badges.terms import PAPERS, DossierPaper, Ground, NominationStatus
from partywork.cells.terms import MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken

_NEXT = {
    NominationStatus.PROPOSED: {NominationStatus.SUBMITTED, NominationStatus.POSTPONED},
    NominationStatus.SUBMITTED: {NominationStatus.AWARDED, NominationStatus.POSTPONED},
    NominationStatus.POSTPONED: {NominationStatus.PROPOSED},
    NominationStatus.AWARDED: set(),
}

_SUSPENDED = (MembershipStatus.SUSPENDED, MembershipStatus.PROBATIONARY_SUSPENDED)


def note_of(status: MembershipStatus) -> str:
    """Return what whoever nominates must know of a standing: that Party life is suspended.

    The texts seen hold a badge back for a discipline; of a suspension they say nothing, so that
    the committee decides and the dossier only says it.
    """
    return "Đang đình chỉ sinh hoạt đảng" if status in _SUSPENDED else ""


def check_transition(current: NominationStatus, following: NominationStatus) -> None:
    """Refuse a state that cannot follow the current one; an award is final."""
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Đề nghị ở trạng thái «{current.label}» không thể chuyển sang «{following.label}»."
        )


def missing_papers(ground: Ground, there: Collection[str]) -> tuple[DossierPaper, ...]:
    """Return the papers the dossier still lacks (mẫu 6-HHD and the cell's opinion, as quoted)."""
    return tuple(paper for paper in PAPERS[ground] if paper.value not in there)


def check_dossier(ground: Ground, there: Collection[str]) -> None:
    """Refuse to submit an incomplete dossier, naming what is wanting."""
    missing = missing_papers(ground, there)
    if missing:
        names = "; ".join(paper.label for paper in missing)
        raise RuleBroken(f"Hồ sơ còn thiếu: {names}.")


def check_papers(received: Mapping[str, date], ground: Ground, today: date) -> None:
    """Refuse a paper received in the future or one this dossier has no place for."""
    for name, day in received.items():
        if day > today:
            raise RuleBroken("Ngày nhận giấy tờ không được ở tương lai.", name)
        if DossierPaper(name) not in PAPERS[ground]:
            raise RuleBroken("Hồ sơ này không cần giấy tờ đó.", name)


def check_award(batch_on: date, decided_on: date, awarded_on: date, today: date) -> None:
    """Refuse an award in the future, or given before it was decided.

    `batch_on` is the batch of the nomination; a badge is given on it or on a later occasion.
    """
    if awarded_on > today:
        raise RuleBroken("Ngày trao tặng không được ở tương lai.", "awarded_on")
    if awarded_on < decided_on:
        raise RuleBroken("Ngày trao tặng không được trước ngày quyết định.", "awarded_on")
    if awarded_on < batch_on:
        raise RuleBroken(
            f"Đề nghị này thuộc đợt {display.day(batch_on)}; chưa đến đợt trao tặng.", "awarded_on"
        )
