"""The items of the agenda on paper: what was said, concluded and voted."""

from collections.abc import Iterator

from partywork.ballots.models import Vote
from partywork.ballots.rules.secrecy import OPTIONS
from partywork.ballots.terms import VoteKind, VoteStatus, VoteSubject
from partywork.core import display
from partywork.documents.pages import paragraphs
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.pages import MinutesItem, MinutesPart, NamedAnswers, Remark, VoteRecord
from partywork.meetings.terms import AgendaPart

_PARTS = {part.value: part.label for part in AgendaPart}


def parts_of(meeting: Meeting) -> tuple[MinutesPart, ...]:
    """Group the items by the letter of their code; added items belong where they stand.

    An item on which nothing was written stands in the list of the agenda only.
    """
    grouped: dict[str, list[MinutesItem]] = {}
    letter = ""
    for item in meeting.agenda:
        letter = item.code[:1] or letter
        told = _item(item)
        if told.paragraphs or told.remarks or told.conclusions or told.vote is not None:
            grouped.setdefault(letter, []).append(told)
    return tuple(
        MinutesPart(letter, _PARTS.get(letter, ""), tuple(items))
        for letter, items in grouped.items()
    )


def _item(item: AgendaItem) -> MinutesItem:
    return MinutesItem(
        title=item.title,
        paragraphs=(*paragraphs(item.notes), *_box(item.vote), *_stopped(item.vote)),
        remarks=tuple(Remark(one.speaker, one.text) for one in item.statements),
        conclusions=paragraphs(item.conclusion),
        vote=_vote(item.vote) if item.vote is not None else None,
    )


def _box(vote: Vote | None) -> Iterator[str]:
    """Tell what lay in the box of screens when it closed, which is before anybody can open it.

    Where one ballot asks several questions it is told once, with the first.
    """
    ballot = vote.ballot if vote is not None else None
    if vote is None or ballot is None or ballot.box_digest is None or vote.position != 1:
        return
    cast = display.count(ballot.envelopes_cast or 0)
    yield (
        f"Đã đóng hòm phiếu trên màn hình «{ballot.title}», trong hòm có {cast} phong bì (mỗi "
        f"đồng chí một phong bì cho mỗi nội dung). Mã kiểm tra hòm phiếu: {ballot.box_digest}."
    )


def _stopped(vote: Vote | None) -> Iterator[str]:
    """Tell of a ballot that was stopped: it has no figures, and why it has none."""
    if vote is not None and vote.status is VoteStatus.STOPPED and vote.ballot is not None:
        reason = (vote.ballot.stop_reason or "").rstrip(".")
        yield f"Cuộc bỏ phiếu kín «{vote.question}» đã dừng, không có kết quả. Lý do: {reason}."


def _vote(vote: Vote) -> VoteRecord | None:
    if vote.status not in (VoteStatus.PASSED, VoteStatus.FAILED):
        return None
    subject = "Nghị quyết" if vote.subject is VoteSubject.RESOLUTION else "Nội dung"
    if vote.status is VoteStatus.PASSED:
        outcome = f"{subject} được thông qua."
    else:
        outcome = f"{subject} không được thông qua (cần ít nhất {vote.needed} tán thành)."
    return VoteRecord(
        question=vote.question[:1].lower() + vote.question[1:],
        method=method_of(vote),
        roll=vote.roll or 0,
        in_favour=vote.in_favour or 0,
        against=vote.against or 0,
        other_opinion=vote.other_opinion or 0,
        outcome=outcome,
        reserved=tuple(Remark(one.member.full_name, one.text) for one in vote.reserved_opinions),
        by_name=_by_name(vote),
    )


def method_of(vote: Vote) -> str:
    """Say how a vote was taken; of paper ballots also how many went out and came back.

    Where some answered by name on screens, the words say how many did and how many raised hands.
    """
    if vote.kind is VoteKind.OPEN:
        return _openly(vote)
    ballot = vote.ballot
    if ballot is None or ballot.papers_issued is None:
        return "bỏ phiếu kín"
    words = ("phát ra", "thu về", "hợp lệ", "không hợp lệ")
    figures = (
        ballot.papers_issued,
        ballot.papers_returned or 0,
        ballot.papers_valid or 0,
        ballot.papers_invalid or 0,
    )
    told = (f"{word} {display.count(one)}" for word, one in zip(words, figures, strict=True))
    return f"bỏ phiếu kín, phiếu {', '.join(told)}"


def _openly(vote: Vote) -> str:
    if not vote.voices:
        return "giơ tay"
    counted = (vote.in_favour, vote.against, vote.other_opinion)
    hands = sum(one or 0 for one in counted) - len(vote.voices)
    by_name = f"biểu quyết công khai, {display.count(len(vote.voices))} ghi tên trên màn hình"
    return f"{by_name}, {display.count(hands)} giơ tay" if hands > 0 else by_name


def _by_name(vote: Vote) -> tuple[NamedAnswers, ...]:
    """Return who answered what in an open vote, by name; raised hands leave no names."""
    voices = sorted(vote.voices, key=lambda one: one.member.name_sort_key)
    found = (
        NamedAnswers(
            choice.label, tuple(one.member.full_name for one in voices if one.choice is choice)
        )
        for choice in OPTIONS
    )
    return tuple(one for one in found if one.names)
