"""When people may vote secretly on screens, who counts, and whether register and box agree."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from partywork.ballots.rules.counting import Tally, Voter, votes_now
from partywork.ballots.terms import (
    BallotStatus,
    BallotWay,
    Channel,
    Choice,
    VoteKind,
    VoteSubject,
)
from partywork.core.errors import RuleBroken

TELLERS = 3
TELLERS_TO_OPEN = 2
MOST_QUESTIONS = 40
# The first of two tellers waits so long for the second; then the share is handed in again.
OFFER = timedelta(minutes=15)

# What an option number in an envelope means; the order is part of the layout of envelopes.
OPTIONS: tuple[Choice, ...] = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.OTHER)

_NEXT = {
    BallotStatus.PREPARED: {BallotStatus.OPEN},
    BallotStatus.OPEN: {BallotStatus.CLOSED, BallotStatus.STOPPED},
    BallotStatus.CLOSED: {BallotStatus.COUNTED, BallotStatus.STOPPED},
    BallotStatus.COUNTED: frozenset[BallotStatus](),
    BallotStatus.STOPPED: frozenset[BallotStatus](),
}


def check_step(current: BallotStatus, following: BallotStatus) -> None:
    """A ballot is opened once, closed once, counted once, and never goes back."""
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Cuộc bỏ phiếu «{current.label}», không thể chuyển sang «{following.label}»."
        )


def check_way(channels: Mapping[str, Any], way: BallotWay, subjects: Iterable[VoteSubject]) -> None:
    """Screens carry only what the Đảng ủy has allowed in the hall; all else is voted on paper.

    Elections are by secret ballot (190-QĐ/TW, Điều 3) and nothing found permits electronic ones;
    for discipline, admission, recognition, trust and expulsion no text names screens either. So
    `channels` (provision `vote.channels`) says yes for opinions, quality and ratings only.
    """
    if way is BallotWay.PAPER:
        return
    refused = [one.label for one in subjects if not channels.get(one, {}).get(Channel.HALL_SCREEN)]
    if refused:
        raise RuleBroken(
            f"«{refused[0]}» phải bỏ phiếu bằng giấy theo quy định hiện hành. "
            "Hãy in phiếu rồi ghi kết quả kiểm phiếu.",
            "way",
        )


def may_vote_openly(channels: Mapping[str, Any], subject: VoteSubject) -> bool:
    """Say whether hands may be raised on a subject; where not, only a secret ballot decides.

    Cấp ủy, bí thư, phó bí thư and delegates are elected by secret ballot (190-QĐ/TW, Điều 3);
    for discipline, expulsion and trust it is how the texts are commonly read (provision
    `vote.channels`).
    """
    return bool(channels.get(subject, {}).get(Channel.OPEN, True))


def check_open_vote(channels: Mapping[str, Any], subject: VoteSubject) -> None:
    """Refuse to put openly what must be voted on secretly."""
    if not may_vote_openly(channels, subject):
        raise RuleBroken(
            f"«{subject.label}» phải bỏ phiếu kín theo quy định hiện hành. "
            "Hãy dùng «Bỏ phiếu kín» ở mục này.",
            "subject",
        )


def may_answer_on_screen(
    channels: Mapping[str, Any], subject: VoteSubject, *, is_online: bool
) -> bool:
    """Say whether an open vote takes voices on screens, from the hall or from afar.

    Where the table says no for the hall, hands are raised and counted there: admission and
    recognition stay off screens until a body permits it (provision `vote.channels`).
    """
    channel = Channel.ONLINE_OPEN if is_online else Channel.HALL_OPEN
    return bool(channels.get(subject, {}).get(channel))


def may_vote_from_afar(channels: Mapping[str, Any], subject: VoteSubject, kind: VoteKind) -> bool:
    """Say whether who takes part online votes on a subject (provision `vote.channels`).

    03-HD/TW 27/12/2022 says nothing of votes in the parts we have, so the careful answer is no
    for open votes on people, and for every secret one: nobody can tell who stands beside.
    """
    channel = Channel.ONLINE_SECRET if kind is VoteKind.SECRET else Channel.ONLINE_OPEN
    return bool(channels.get(subject, {}).get(channel))


def check_enough_voters(way: BallotWay, voters: int, *, least: int) -> None:
    """Under a handful of voters the result itself tells who answered what: paper or hands instead.

    No software cures this; five is the Đảng ủy's to change (provision `vote.ballot_min_voters`).
    """
    if way is not BallotWay.PAPER and voters < least:
        raise RuleBroken(
            f"Chỉ có {voters} đồng chí được bỏ phiếu, dưới {least}: kết quả sẽ làm lộ ý kiến. "
            "Hãy dùng phiếu giấy hoặc biểu quyết công khai.",
            "way",
        )


def may_vote_secretly(
    channels: Mapping[str, Any], subjects: Iterable[VoteSubject], voter: Voter
) -> bool:
    """Whoever sits in the hall votes; from afar one does where every question allows it."""
    allowed = (may_vote_from_afar(channels, one, VoteKind.SECRET) for one in subjects)
    return votes_now(voter, from_afar=all(allowed))


def check_questions(texts: Sequence[str], seats: int | None) -> None:
    """A ballot asks something, nothing twice, and elects no more people than stand.

    What a sheet of paper cannot hold legibly is refused whole: no name is ever left out.
    """
    if not texts or not all(texts):
        raise RuleBroken("Hãy ghi nội dung hoặc họ tên trên phiếu.", "questions")
    if len(texts) > MOST_QUESTIONS:
        raise RuleBroken(
            f"Phiếu có {len(texts)} dòng, nhiều nhất {MOST_QUESTIONS}. Hãy chia thành hai phiếu.",
            "questions",
        )
    if len(set(texts)) != len(texts):
        raise RuleBroken("Phiếu có hai dòng giống nhau.", "questions")
    if seats is not None and not 1 <= seats <= len(texts):
        raise RuleBroken("Số lượng được bầu phải từ 1 đến số người trên phiếu.", "seats")


def check_tellers(
    way: BallotWay,
    tellers: Sequence[UUID],
    in_hall: Collection[UUID | str],
    *,
    administrators: Collection[UUID] = (),
) -> None:
    """The body chooses its tellers among those in the hall, where the papers and the box are.

    A key on screens takes exactly three: nobody counts papers, or hands in a share, from afar.
    Any two of the three open the box, one alone cannot, and the loss of two means voting again.
    Whoever looks after the server holds no share: with one teller more they could open the box.
    """
    if len(set(tellers)) != len(tellers):
        raise RuleBroken("Mỗi đồng chí chỉ là một người kiểm phiếu.", "tellers")
    if not set(tellers) <= set(in_hall):
        raise RuleBroken("Người kiểm phiếu phải là đảng viên có mặt tại hội trường.", "tellers")
    if way is not BallotWay.PAPER and len(tellers) != TELLERS:
        raise RuleBroken("Bỏ phiếu kín trên màn hình cần đúng ba người kiểm phiếu.", "tellers")
    if way is not BallotWay.PAPER and not set(administrators).isdisjoint(tellers):
        raise RuleBroken(
            "Người quản trị hệ thống không giữ mảnh chìa khóa hòm phiếu trên màn hình.", "tellers"
        )
    if not tellers:
        raise RuleBroken("Hãy chọn người kiểm phiếu.", "tellers")


def check_answers(
    options: Mapping[UUID, int], questions: Collection[UUID], *, seats: int | None
) -> None:
    """One answer to each question; in an election no more in favour than there are seats."""
    if set(options) != set(questions) or not all(0 <= o < len(OPTIONS) for o in options.values()):
        raise RuleBroken("Hãy chọn một ý kiến cho mỗi nội dung trên phiếu.")
    chosen = sum(OPTIONS[option] is Choice.IN_FAVOUR for option in options.values())
    if seats is not None and chosen > seats:
        raise RuleBroken(f"Đồng chí đã chọn {chosen} người, chỉ được chọn nhiều nhất {seats}.")


def is_box_whole(voted: int, envelopes: Mapping[UUID, int]) -> bool:
    """Say whether every question has as many envelopes as people have voted on screen."""
    return all(count == voted for count in envelopes.values())


def check_enough_cast(voted: int, *, least: int) -> None:
    """A box with a few envelopes stays shut: beside the names of who voted they tell who said what.

    Nobody's envelope tells nothing. The least number is the Đảng ủy's to change (provision
    `vote.ballot_min_voters`).
    """
    if 0 < voted < least:
        raise RuleBroken(
            f"Chỉ có {voted} đồng chí bỏ phiếu trên màn hình, dưới {least}: mở hòm phiếu sẽ làm lộ "
            "ý kiến. Hãy dừng cuộc bỏ phiếu này rồi bỏ phiếu lại bằng giấy."
        )


def check_enough_papers(got_paper: int, *, least: int) -> None:
    """Beside screens a few papers are not counted: the register names who was handed one.

    With one of them the tellers would read what that very person answered, and «không hợp lệ: 1»
    would say it of that name in every backup. The least number is that of the box on screens
    (provision `vote.ballot_min_voters`); a whole ballot on paper names nobody's paper.
    """
    if 0 < got_paper < least:
        raise RuleBroken(
            f"Mới phát {got_paper} phiếu giấy, dưới {least}: kiểm phiếu giấy sẽ làm lộ ý kiến. "
            "Hãy phát thêm phiếu giấy cho đồng chí chưa bỏ phiếu trên màn hình, hoặc dừng cuộc bỏ "
            "phiếu này rồi bỏ phiếu lại bằng giấy."
        )


def check_papers_suffice(got_paper: int, voted: int, waiting: int, *, least: int) -> None:
    """Papers are handed out only while they and a box begun can both still reach the least number.

    None is taken back: such a ballot could only be stopped, and every vote cast would be lost.
    """
    if sum(max(least - begun, 0) for begun in (got_paper, voted) if begun) > waiting:
        raise RuleBroken(
            f"Phát như vậy thì chỉ còn {waiting} đồng chí chưa bỏ phiếu: phiếu giấy và màn hình "
            f"không thể cùng đủ {least} phiếu, không kiểm phiếu được. Hãy bỏ phiếu tiếp trên màn "
            "hình, hoặc dừng cuộc bỏ phiếu này rồi bỏ phiếu lại bằng giấy."
        )


def is_waiting(offered_at: datetime | None, now: datetime) -> bool:
    """Say whether a share that a teller handed in still waits for a second one."""
    return offered_at is not None and now - offered_at < OFFER


def check_stop(current: BallotStatus, reason: str) -> None:
    """A ballot that cannot be brought to its end is stopped before its count, and says why.

    Nothing of it is counted; whoever runs the body may put its questions anew.
    """
    check_step(current, BallotStatus.STOPPED)
    if not reason:
        raise RuleBroken("Hãy ghi lý do dừng cuộc bỏ phiếu.", "reason")


def choices_of(options: Iterable[int]) -> list[Choice]:
    """Return what the option numbers out of opened envelopes mean."""
    return [OPTIONS[option] for option in options]


def options_of(tally: Tally) -> list[int]:
    """Return what was counted on papers as the option numbers that envelopes hold, in order."""
    counted = (tally.in_favour, tally.against, tally.other_opinion)
    return [option for option, number in enumerate(counted) for _ in range(number)]


def most_papers(way: BallotWay, *, voters: int, got_paper: int) -> int:
    """Return how many papers there can be: beside screens those handed out, else one a voter."""
    return got_paper if way is BallotWay.BOTH else voters


@dataclass(frozen=True, slots=True)
class PaperCount:
    """What the tellers counted of paper ballots: phát ra, thu về, hợp lệ, không hợp lệ."""

    issued: int
    returned: int
    valid: int
    invalid: int
    tallies: Mapping[UUID, Tally]


def check_paper_count(count: PaperCount, *, most: int, seats: int | None) -> None:
    """The figures of the tally sheet hold together, question by question.

    No more papers than people who were handed one, none returned that was not issued, valid and
    invalid are all that came back, and each question has an answer on every valid paper. In an
    election a valid paper, like one on screen, names no more in favour than there are `seats`, so
    together they hold no more than that (rule of the system; 190-QĐ/TW was not at hand).
    """
    figures = (count.issued, count.returned, count.valid, count.invalid)
    if min(figures) < 0 or any(
        min(one.in_favour, one.against, one.other_opinion) < 0 for one in count.tallies.values()
    ):
        raise RuleBroken("Số phiếu không được là số âm.")
    if count.issued > most:
        raise RuleBroken(f"Chỉ có {most} đồng chí nhận phiếu giấy.", "issued")
    if count.returned > count.issued:
        raise RuleBroken("Số phiếu thu về nhiều hơn số phiếu phát ra.", "returned")
    if count.valid + count.invalid != count.returned:
        raise RuleBroken("Phiếu hợp lệ cộng phiếu không hợp lệ phải bằng số thu về.", "valid")
    if any(tally.total != count.valid for tally in count.tallies.values()):
        raise RuleBroken("Cộng các ý kiến của mỗi nội dung phải bằng số phiếu hợp lệ.")
    chosen = sum(tally.in_favour for tally in count.tallies.values())
    if seats is not None and chosen > seats * count.valid:
        raise RuleBroken(
            f"Cộng số tán thành của mọi người được {chosen}, nhưng {count.valid} phiếu hợp lệ, mỗi "
            f"phiếu chọn nhiều nhất {seats} người, chỉ có nhiều nhất {seats * count.valid}. "
            "Hãy kiểm lại phiếu."
        )
