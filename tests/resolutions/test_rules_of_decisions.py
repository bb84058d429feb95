import pytest

from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.terms import BodyKind
from partywork.core.errors import RuleBroken
from partywork.documents.rules import authority_line, issuer_of, series_of
from partywork.documents.terms import DocumentKind, Issuer
from partywork.resolutions import rules
from partywork.resolutions.terms import ResolutionStatus


def test_a_passed_vote_may_become_a_decision() -> None:
    rules.check_deciding(VoteSubject.ORDINARY, VoteStatus.PASSED, is_taken=False)


@pytest.mark.parametrize(
    ("subject", "status", "is_taken", "words"),
    [
        (VoteSubject.RESOLUTION, VoteStatus.PASSED, False, "không lập quyết định"),
        (VoteSubject.OPINION, VoteStatus.PASSED, False, "không lập quyết định"),
        (VoteSubject.DISCIPLINE, VoteStatus.PASSED, False, "theo mẫu riêng"),
        (VoteSubject.ADMISSION, VoteStatus.PASSED, False, "theo mẫu riêng"),
        (VoteSubject.STRIKE_OFF, VoteStatus.PASSED, False, "theo mẫu riêng"),
        (VoteSubject.ORDINARY, VoteStatus.FAILED, False, "biểu quyết thông qua"),
        (VoteSubject.ORDINARY, VoteStatus.OPEN, False, "biểu quyết thông qua"),
        (VoteSubject.ORDINARY, VoteStatus.PASSED, True, "đã có quyết định"),
    ],
)
def test_what_carries_no_decision_is_refused(
    subject: VoteSubject, status: VoteStatus, is_taken: bool, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        rules.check_deciding(subject, status, is_taken=is_taken)


def test_a_congress_takes_no_decisions() -> None:
    rules.check_not_at_congress(False)
    with pytest.raises(RuleBroken, match="không ban hành quyết định"):
        rules.check_not_at_congress(True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Tặng Giấy khen.\nThi hành.", (("Tặng Giấy khen.",), ("Thi hành.",))),
        (
            "Điều 1. Tặng:\n- Chi bộ 1;\nChi bộ 2.\n\nđiều 2: Thi hành.",
            (("Tặng:", "- Chi bộ 1;", "Chi bộ 2."), ("Thi hành.",)),
        ),
        ("Tặng:\n1. Chi bộ 1\na) Chi bộ 2", (("Tặng:", "1. Chi bộ 1", "a) Chi bộ 2"),)),
        ("- Chi bộ 1", (("- Chi bộ 1",),)),
        ("Điều 1.\nTặng Giấy khen.", (("Tặng Giấy khen.",),)),
        ("Điều 1.", ()),
        ("  \n", ()),
    ],
)
def test_articles_are_read_however_they_are_typed(
    typed: str, read: tuple[tuple[str, ...], ...]
) -> None:
    assert rules.articles_of(typed) == read


def test_a_decision_without_an_article_is_refused() -> None:
    with pytest.raises(RuleBroken, match="ít nhất một điều"):
        rules.check_text(())
    rules.check_text((("Thi hành.",),))


def test_the_words_of_a_decision_change_until_it_is_sent() -> None:
    adopted = ResolutionStatus.ADOPTED
    rules.check_edit(DocumentKind.DECISION, adopted, changes_text=True)
    with pytest.raises(RuleBroken, match="đã được thông qua"):
        rules.check_edit(DocumentKind.RESOLUTION, adopted, changes_text=True)
    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        rules.check_edit(
            DocumentKind.DECISION, ResolutionStatus.AWAITING_SIGNATURE, changes_text=True
        )


@pytest.mark.parametrize(
    ("body", "is_congress", "issuer", "series", "authority"),
    [
        (BodyKind.CELL, False, Issuer.ORGANISATION, "QĐ", "T/M CHI BỘ"),
        (BodyKind.COMMITTEE, False, Issuer.ORGANISATION, "QĐ", "T/M ĐẢNG ỦY"),
        (
            BodyKind.STANDING_COMMITTEE,
            False,
            Issuer.STANDING_COMMITTEE,
            "QĐ",
            "T/M BAN THƯỜNG VỤ",
        ),
        (
            BodyKind.INSPECTION_COMMISSION,
            False,
            Issuer.INSPECTION_COMMISSION,
            "QĐ",
            "T/M ỦY BAN KIỂM TRA",
        ),
        (BodyKind.CELL, True, Issuer.CONGRESS, "*", "T/M ĐOÀN CHỦ TỊCH"),
        (BodyKind.COMMITTEE, True, Issuer.CONGRESS, "*", "T/M ĐOÀN CHỦ TỊCH"),
    ],
)
def test_each_body_writes_in_its_own_name_and_is_counted_in_its_series(
    body: BodyKind, is_congress: bool, issuer: Issuer, series: str, authority: str
) -> None:
    assert issuer_of(body, is_congress=is_congress) is issuer
    code, counted = series_of("QĐ", issuer)
    assert code == series
    is_shared = issuer in (Issuer.ORGANISATION, Issuer.STANDING_COMMITTEE)
    assert counted is (Issuer.ORGANISATION if is_shared else issuer)
    assert authority_line(body, "T/M CHI BỘ", is_congress=is_congress) == authority


def test_the_inspection_commission_is_signed_for_by_its_own_leaders() -> None:
    assert "chủ nhiệm" in rules.who_signs(BodyKind.INSPECTION_COMMISSION)
    assert "bí thư" in rules.who_signs(BodyKind.STANDING_COMMITTEE)


def test_a_congress_takes_resolutions_and_no_decisions() -> None:
    rules.check_not_at_congress(False)
    with pytest.raises(RuleBroken, match="không ban hành quyết định"):
        rules.check_not_at_congress(True)
