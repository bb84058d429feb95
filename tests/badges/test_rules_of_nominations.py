from datetime import date

import pytest

from partywork.badges.rules.nominations import (
    check_award,
    check_dossier,
    check_papers,
    check_transition,
    missing_papers,
    note_of,
)
from partywork.badges.terms import DossierPaper, Ground, NominationStatus
from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 5)
WHOLE = ["declaration", "cell_opinion", "file_extract"]


@pytest.mark.parametrize(
    ("current", "following"),
    [
        (NominationStatus.PROPOSED, NominationStatus.SUBMITTED),
        (NominationStatus.PROPOSED, NominationStatus.POSTPONED),
        (NominationStatus.SUBMITTED, NominationStatus.AWARDED),
        (NominationStatus.SUBMITTED, NominationStatus.POSTPONED),
        (NominationStatus.POSTPONED, NominationStatus.PROPOSED),
    ],
)
def test_a_nomination_goes_on_step_by_step(current, following):
    check_transition(current, following)


@pytest.mark.parametrize("following", NominationStatus)
def test_an_award_is_final(following):
    with pytest.raises(RuleBroken, match="Đã được tặng"):
        check_transition(NominationStatus.AWARDED, following)


def test_a_dossier_names_what_it_lacks():
    assert missing_papers(Ground.EARLY, WHOLE) == (DossierPaper.EARLY_REQUEST,)
    check_dossier(Ground.DUE, WHOLE)
    with pytest.raises(RuleBroken, match="mẫu 6-HHD"):
        check_dossier(Ground.DUE, WHOLE[1:])


def test_papers_are_received_by_today_and_belong_to_the_dossier():
    check_papers({"declaration": TODAY}, Ground.DUE, TODAY)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_papers({"declaration": date(2026, 11, 6)}, Ground.DUE, TODAY)
    with pytest.raises(RuleBroken, match="không cần"):
        check_papers({"early_request": TODAY}, Ground.DUE, TODAY)


def test_an_award_comes_after_its_decision_and_not_before_its_batch():
    check_award(date(2026, 9, 2), date(2026, 8, 20), date(2026, 9, 2), TODAY)


@pytest.mark.parametrize(
    ("decided_on", "awarded_on", "words"),
    [
        (date(2026, 8, 20), date(2026, 11, 7), "tương lai"),
        (date(2026, 9, 20), date(2026, 9, 2), "trước ngày quyết định"),
        (date(2026, 8, 20), date(2026, 9, 1), "02/09/2026"),
    ],
)
def test_an_award_on_a_wrong_day_is_refused(decided_on, awarded_on, words):
    with pytest.raises(RuleBroken, match=words):
        check_award(date(2026, 9, 2), decided_on, awarded_on, TODAY)


def test_of_a_suspended_member_it_is_said_so_and_nothing_of_others():
    assert note_of(MembershipStatus.SUSPENDED) == "Đang đình chỉ sinh hoạt đảng"
    assert note_of(MembershipStatus.PROBATIONARY_SUSPENDED) == "Đang đình chỉ sinh hoạt đảng"
    assert note_of(MembershipStatus.OFFICIAL) == ""
