"""The order of a paper's states, who may issue what, and when a number may be taken."""

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.terms import BodyKind
from partywork.core.errors import RuleBroken
from partywork.core.text import tidy
from partywork.documents.terms import DocumentKind
from partywork.resolutions.terms import ResolutionStatus

_NEXT = {
    ResolutionStatus.DRAFT: {ResolutionStatus.ADOPTED, ResolutionStatus.REJECTED},
    ResolutionStatus.ADOPTED: {ResolutionStatus.AWAITING_SIGNATURE},
    ResolutionStatus.AWAITING_SIGNATURE: {ResolutionStatus.SIGNED},
    ResolutionStatus.SIGNED: {ResolutionStatus.ISSUED},
    ResolutionStatus.ISSUED: {ResolutionStatus.REPLACED},
    ResolutionStatus.REJECTED: frozenset[ResolutionStatus](),
    ResolutionStatus.REPLACED: frozenset[ResolutionStatus](),
}


def check_step(current: ResolutionStatus, following: ResolutionStatus) -> None:
    """Refuse any step but draft, adopted, sent for signature, signed, issued, replaced.

    A draft that the vote did not carry is recorded as such and ends there.
    """
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Văn bản đang ở bước «{current.label}», chưa thể chuyển sang «{following.label}»."
        )


def check_signing(*, adopted_on: date, signed_on: date, today: date) -> None:
    """A paper is signed on or after the day it was adopted, and not in the future."""
    if signed_on < adopted_on:
        raise RuleBroken("Ngày ký không được trước ngày thông qua.", "signed_on")
    if signed_on > today:
        raise RuleBroken("Ngày ký không được ở tương lai.", "signed_on")


def check_issue(
    status: ResolutionStatus,
    *,
    has_signed_copy: bool,
    adopted_on: date | None,
    signed_on: date | None,
    today: date,
) -> None:
    """Refuse a number unless the paper is signed and the signed copy is attached.

    The number is taken at issue, after the signature, so that no number is lost on a paper that
    never went out (Hướng dẫn 36-HD/VPTW, mục II.1.3, kept by 05-HD/VPTW, as summarised).
    """
    check_step(status, ResolutionStatus.ISSUED)
    if not has_signed_copy:
        raise RuleBroken("Hãy đính kèm bản ký trước khi lấy số và phát hành.")
    if adopted_on is None or signed_on is None:
        raise RuleBroken("Hãy ghi ngày thông qua và ngày ký trước khi lấy số và phát hành.")
    check_signing(adopted_on=adopted_on, signed_on=signed_on, today=today)


def check_issue_day(*, signed_on: date, issued_on: date, today: date) -> None:
    """A paper bears a day on or after its signature, and not in the future."""
    if issued_on < signed_on:
        raise RuleBroken("Ngày ban hành không được trước ngày ký.", "issued_on")
    if issued_on > today:
        raise RuleBroken("Ngày ban hành không được ở tương lai.", "issued_on")


def check_edit(kind: DocumentKind, status: ResolutionStatus, *, changes_text: bool) -> None:
    """The text that was voted on does not change; only who receives it may, until the signature.

    Of a decision the body voted on the matter and not on the words: the office words it afterwards
    and whoever signs answers for it.
    """
    is_worded = kind is DocumentKind.RESOLUTION
    if is_worded and status is ResolutionStatus.ADOPTED and changes_text:
        raise RuleBroken(
            "Nghị quyết đã được thông qua nên không sửa nội dung; chỉ sửa được nơi nhận."
        )
    if status not in (ResolutionStatus.DRAFT, ResolutionStatus.ADOPTED):
        raise RuleBroken(f"Văn bản đang ở bước «{status.label}», không sửa được nữa.")


_ON_FORMS = (
    VoteSubject.ADMISSION,
    VoteSubject.CONFIRMATION,
    VoteSubject.STRIKE_OFF,
    VoteSubject.DISCIPLINE,
    VoteSubject.EXPULSION,
)
_NO_DECISION = (VoteSubject.RESOLUTION, VoteSubject.QUALITY, VoteSubject.OPINION)


def check_deciding(subject: VoteSubject, status: VoteStatus, *, is_taken: bool) -> None:
    """Refuse a decision that no vote of the body carries, and a second one on the same vote.

    A decision names the meeting of the body that took it (rule of the system). Decisions on
    admission and on discipline are written on the forms of their branches, which the general
    layout leaves alone (Quy định 399-QĐ/TW, as described), and their papers stay outside.
    """
    if subject in _NO_DECISION:
        raise RuleBroken(f"Biểu quyết «{subject.label}» không lập quyết định.")
    if subject in _ON_FORMS:
        raise RuleBroken(
            f"Quyết định về «{subject.label}» lập theo mẫu riêng của ngành, lưu bản giấy; "
            "hãy ghi số, ngày ở hồ sơ của đồng chí đó."
        )
    if status is not VoteStatus.PASSED:
        raise RuleBroken("Chỉ lập quyết định khi nội dung đã được biểu quyết thông qua.")
    if is_taken:
        raise RuleBroken("Cuộc biểu quyết này đã có quyết định.")


def check_not_at_congress(is_congress: bool) -> None:
    """A congress issues resolutions and no decisions (Quy định 399-QĐ/TW, as described)."""
    if is_congress:
        raise RuleBroken("Đại hội không ban hành quyết định; nội dung ghi vào nghị quyết đại hội.")


_ARTICLE = re.compile(r"điều\s+\d+\s*[.:]\s*", re.IGNORECASE)
_POINT = re.compile(r"[-+•]|\d+[.)]\s|[a-zđ]\)\s", re.IGNORECASE)


def articles_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Read the articles of a decision as they are typed, each with its points behind it.

    Where lines begin with «Điều 1.» only these begin an article; else every line does that is no
    point («1.», «a)», «-»). The paper numbers articles itself.
    """
    lines = [tidy(line) for line in text.splitlines() if tidy(line)]
    is_numbered = any(_ARTICLE.match(line) for line in lines)
    articles: list[list[str]] = []
    for line in lines:
        starts = _ARTICLE.match(line) if is_numbered else not _POINT.match(line)
        if starts or not articles:
            articles.append([])
        words = _ARTICLE.sub("", line, count=1) if _ARTICLE.match(line) else line
        if words:
            articles[-1].append(words)
    return tuple(tuple(article) for article in articles if article)


def check_text(articles: tuple[tuple[str, ...], ...]) -> None:
    """A decision decides something: it has at least one article."""
    if not articles:
        raise RuleBroken("Hãy ghi ít nhất một điều của quyết định.", "articles")


def who_signs(body: BodyKind) -> str:
    """Say who signs for a body: for the inspection commission its chủ nhiệm or phó chủ nhiệm."""
    if body is BodyKind.INSPECTION_COMMISSION:
        return "Người ký phải là chủ nhiệm hoặc phó chủ nhiệm Ủy ban Kiểm tra."
    return "Người ký phải là bí thư hoặc phó bí thư."


_SCANS = ("pdf", "jpg", "jpeg", "png")


def check_scan(file_name: str) -> None:
    """A signed copy is a picture of the sheet, not a text that can still be edited."""
    if file_name.rpartition(".")[2].lower() not in _SCANS:
        raise RuleBroken("Bản ký phải là tệp PDF, JPG hoặc PNG quét từ bản giấy.", "file")


def check_authority(
    matrix: Mapping[str, Mapping[str, bool]], issuer: BodyKind, kind: DocumentKind
) -> None:
    """Refuse a type of paper that the body may not issue (Quy định 399-QĐ/TW, Điều 11 and 13).

    `matrix` is the table of provisions: kind of body, kind of paper, yes or no. What the table
    does not name is refused.
    """
    if not matrix.get(issuer, {}).get(kind, False):
        raise RuleBroken(f"{issuer.label} không có thẩm quyền ban hành «{kind.label}».", "kind")


def check_replaces(paper_id: UUID, replaced_id: UUID, replaces: Mapping[UUID, UUID]) -> None:
    """Refuse a paper that would replace itself, directly or through others.

    `replaces` names, for each paper, the older one it replaced.
    """
    older: UUID | None = replaced_id
    seen: set[UUID] = set()
    while older is not None and older not in seen:
        if older == paper_id:
            raise RuleBroken("Văn bản không thể thay thế chính mình.", "replaces")
        seen.add(older)
        older = replaces.get(older)
