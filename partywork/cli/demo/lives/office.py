"""What the office sends the cells to study, who of the Đảng ủy visits whom, what comes next."""

from dataclasses import replace
from datetime import time
from random import Random

from partywork.bulletins import service as bulletins
from partywork.bulletins.service import Named, Written
from partywork.bulletins.terms import BulletinKind
from partywork.cells.terms import BodyKind
from partywork.cli.demo.lives.stage import SECOND, Stage
from partywork.cli.demo.records import signed_sheet
from partywork.cli.demo.story import OPEN_CELL, working_day
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.periods import Month
from partywork.meetings.models import Meeting
from partywork.meetings.service import changing, invitations, planning, visiting
from partywork.meetings.service.planning import Plan
from partywork.meetings.terms import InvitationAnswer, MeetingKind, MeetingMode
from partywork.notifications import service as notifications
from partywork.provisions import service as provisions

# What is to be studied, and how many days ago it was issued.
_TEXTS = (
    (
        Named(
            symbol="142-CV/ĐU",
            issuer="Đảng ủy Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam",
            about="Chuẩn bị kiểm điểm, đánh giá, xếp loại cuối năm.",
        ),
        9,
    ),
    (
        Named(
            symbol="18-HD/BTG",
            issuer="Ban Tuyên giáo Đảng ủy",
            about="Hướng dẫn học tập chuyên đề năm tới.",
        ),
        16,
    ),
)
_NEWS = (
    "1. Đảng ủy tổ chức tập huấn Sổ tay đảng viên điện tử cho cấp ủy 56 chi bộ.\n"
    "2. Các chi bộ rà soát thông tin đảng viên trước khi lập danh sách cuối năm.\n"
    "3. Mười hai chi bộ đã hoàn thành thu đảng phí trong quý."
)


def tell(stage: Stage) -> None:
    """Send what is new, announce the next meetings, name visitors, answer."""
    _bulletins(stage)
    _next_month(stage)
    notifications.set_wish(stage.act("dangvien-cb11"), wanted=False)
    notifications.set_wish(stage.act("bithu-cb11"), wanted=True)


def _bulletins(stage: Stage) -> None:
    """A list of texts and the news of this month have gone out; next month's list is begun."""
    desk, now = stage.desk(), Month.of(stage.today)
    title = f"Văn bản mới cần quán triệt {now.label}"
    texts = bulletins.draft(desk, BulletinKind.TEXTS, Written(now, title))
    scan = signed_sheet(Random(title))  # noqa: S311  (a drawing)
    first, second = (replace(one, dated_on=stage.ago(ago)) for one, ago in _TEXTS)
    bulletins.name_text(desk, texts.id, first, file=("Công văn 142.pdf", scan))
    bulletins.name_text(desk, texts.id, second)
    bulletins.issue(desk, texts.id, version=texts.version)
    news = bulletins.draft(
        desk, BulletinKind.NEWS, Written(now, f"Bản tin nội bộ {now.label}", _NEWS)
    )
    bulletins.issue(desk, news.id, version=news.version)
    later = now.shift(1)
    bulletins.draft(
        desk,
        BulletinKind.TEXTS,
        Written(later, f"Văn bản mới cần quán triệt {later.label}"),
    )


def _next_month(stage: Stage) -> None:
    """One meeting is announced and visited, one is being prepared, one was called off."""
    chair = stage.secretary(OPEN_CELL)
    regular = _plan(stage, chair, MeetingKind.REGULAR, 4)
    invitations.invite(chair, regular.id, version=regular.version)
    visiting.join(stage.act(SECOND), regular.id)
    asked = visiting.for_assigning(stage.desk(), regular.id)
    taken = {one.member_id for one in asked.visitors}
    other = next(one for one in asked.people if one.member.id not in taken)
    visiting.assign(stage.desk(), regular.id, other.member.id)
    _answer(stage, regular)
    _plan(stage, chair, MeetingKind.THEMATIC, 17)
    dropped = _plan(stage, chair, MeetingKind.EXTRAORDINARY, 10)
    reason = "Trùng hội nghị của cơ quan; nội dung chuyển sang buổi thường kỳ."
    changing.cancel(chair, dropped.id, version=dropped.version, reason=reason)


def _plan(stage: Stage, chair: Actor, kind: MeetingKind, day: int) -> Meeting:
    body = next(one for one in planning.bodies(chair) if one.kind is BodyKind.CELL)
    month = Month.of(stage.today).shift(1)
    found = planning.suggest(chair, body.id, kind=kind, month=month)
    held_on = working_day(month.day(day), provisions.holidays())
    return planning.plan(
        chair,
        body.id,
        kind=kind,
        month=month,
        facts=Plan(
            title=found.title,
            starts_at=clock.instant_of(held_on, time(14, 0)),
            place=found.place or "Phòng họp tầng 2",
            mode=MeetingMode.IN_PERSON,
            link="",
            chair_id=found.chair_id,
            minutes_taker_id=found.minutes_taker_id,
            theme="Xây dựng chi bộ bốn tốt" if kind is MeetingKind.THEMATIC else "",
        ),
    )


def _answer(stage: Stage, meeting: Meeting) -> None:
    """One asks to stay away and waits for the answer, one may, one comes."""
    chair = stage.secretary(OPEN_CELL)
    own = stage.act(f"dangvien-{OPEN_CELL.lower()}")
    first, second = (stage.as_person(one) for one in stage.helpers(OPEN_CELL))
    for person, chosen, reason in (
        (own, InvitationAnswer.ASKS_ABSENCE, "Đi công tác tại tỉnh Lam Thủy đến hết tuần."),
        (first, InvitationAnswer.ASKS_ABSENCE, "Dự lễ bảo vệ đề tài của đơn vị."),
        (second, InvitationAnswer.COMING, ""),
    ):
        found = invitations.own_invitation(person, meeting.id)
        invitations.answer(
            person, meeting.id, version=found.version, chosen=chosen, absence_reason=reason
        )
    if first.member_id is not None:
        invitations.accept_absence(chair, meeting.id, first.member_id)
