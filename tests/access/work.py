"""What an organisation does in a few months, walked through the use cases themselves."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any
from uuid import UUID

from partywork.ballots.rules.counting import Tally
from partywork.ballots.terms import Choice, VoteSubject
from partywork.cells.models import Appointment
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.core.jobs import enqueue
from partywork.core.periods import Month
from partywork.documents import service as documents
from partywork.documents.models import DocumentFile
from partywork.documents.terms import AccessClass, DocumentKind
from partywork.meetings.service import (
    attachments,
    closing,
    confirmation,
    invitations,
    minutes,
    opening,
    planning,
    record,
    sections,
    votes,
)
from partywork.meetings.terms import AttendanceMark, InvitationAnswer, MeetingKind
from partywork.notifications.models import Notice
from partywork.notifications.policy import visible as visible_notices
from partywork.notifications.service import set_wish, tell
from partywork.notifications.terms import NoticeKind
from partywork.reports.service import drafting, review, sending
from partywork.reports.terms import FigureKey, SectionKey
from partywork.resolutions import service as resolutions
from partywork.resolutions.terms import Part
from partywork.tasks import service as tasks
from tests.access.sides import TODAY, Side
from tests.meetings.minuting import PASSWORD
from tests.support.make import Make
from tests.support.meetings import Case, confirm, mark, plan_of
from tests.support.papers import Desk as Drafts
from tests.support.papers import pdf

Freeze = Callable[..., None]


class Builder:
    """Fills one side by walking the use cases."""

    def __init__(self, make: Make, side: Side, freeze: Freeze) -> None:
        self.make, self.side, self.freeze = make, side, freeze
        self.is_cell = bool(side.organisation.code.startswith("CB"))

    def keep(self, state: str, **ids: Any) -> None:
        self.side.objects[state] = ids

    def planned(self, month: Month, on: date, kind: MeetingKind | None = None) -> Case:
        """Prepare a meeting whose title, place and paper are marked."""
        side = self.side
        body_kind = BodyKind.CELL if self.is_cell else BodyKind.STANDING_COMMITTEE
        body = self.make.body(side.organisation, body_kind)
        kind = kind or (MeetingKind.REGULAR if self.is_cell else MeetingKind.CONFERENCE)
        case = Case(side.organisation, side.secretary, side.deputy, side.people)
        facts = plan_of(
            body,
            chair=side.secretary.member_id,
            taker=side.deputy.member_id,
            kind=kind,
            on=on,
            title=side.word("Sinh hoạt"),
            place=side.word("Phòng họp"),
        )
        case.meeting = planning.plan(side.secretary, body.id, kind=kind, month=month, facts=facts)
        return case

    def invited(self, month: Month, on: date, kind: MeetingKind | None = None) -> Case:
        case = self.planned(month, on, kind)
        version = case.meeting.version
        case.meeting = invitations.invite(self.side.secretary, case.id, version=version)
        return case

    def opened(self, month: Month, on: date) -> Case:
        """Hold a meeting: everybody there, statements, an assignment, dues."""
        side = self.side
        case = self.invited(month, on)
        self.freeze(on, time(20, 0))
        opening.open_meeting(
            side.secretary,
            case.id,
            version=case.meeting.version,
            chair_id=side.secretary.member_id,
            minutes_taker_id=side.deputy.member_id,
            at=time(19, 0),
        )
        mark(case, AttendanceMark.PRESENT)
        for item in record.whole(side.secretary, case.id).agenda:
            self.write(case, item.id, item.version)
        return case

    def write(self, case: Case, item_id: UUID, version: int) -> UUID | None:
        saved = sections.save_section(
            self.side.deputy,
            case.id,
            item_id,
            version=version,
            key=new_id(),
            notes=self.side.word("Ghi chép"),
            conclusion=self.side.word("Kết luận"),
        )
        return saved.conflict_id

    def said(self, case: Case, item_id: UUID) -> dict[str, UUID]:
        side = self.side
        assert side.deputy.member_id is not None
        statement = minutes.add_statement(
            side.deputy, case.id, item_id, member_id=side.deputy.member_id, text=side.word("Ý kiến")
        )
        given = minutes.assign(
            side.deputy,
            case.id,
            lead_id=side.deputy.member_id,
            title=side.word("Việc"),
            due_on=date(2026, 11, 25),
        )
        return {"statement_id": statement.id, "assignment_id": given.id}

    def asked(self, case: Case, item_id: UUID, subject: VoteSubject) -> Any:
        question = self.side.word("Thông qua")
        return votes.prepare(
            self.side.secretary, case.id, item_id, question=question, subject=subject
        )

    def meetings(self) -> None:
        """A meeting of each state: planned, invited, held now, closed, filed."""
        side, month = self.side, Month(2026, 11)
        self.freeze(date(2026, 9, 28))
        self.filed_meeting()
        self.freeze(date(2026, 10, 28))
        planned = self.planned(Month(2026, 12), date(2026, 12, 4))
        paper = attachments.attach_paper(
            side.secretary,
            planned.id,
            summary=side.word("Tài liệu"),
            file_name=f"{side.word('tệp')}.pdf",
            content=pdf(side.word("Nội dung tệp")),
        )
        document_id = paper.document_id
        first = record.whole(side.secretary, planned.id).agenda[0]
        self.keep("planned", meeting_id=planned.id, paper_id=paper.id, item_id=first.id)
        files = self.file_ids(document_id)
        self.keep("draft-paper", document_id=document_id, file_id=files[0])
        given = documents.draft(
            side.secretary,
            organisation_id=side.organisation.id,
            kind=DocumentKind.MEETING_PAPER,
            summary=side.word("Tài liệu riêng"),
            access=AccessClass.RESTRICTED,
        )
        documents.publish_to(given, [side.deputy.member_id])
        kind = MeetingKind.EXTRAORDINARY
        invited = self.invited(month, date(2026, 11, 20), kind)
        self.keep("invited", meeting_id=invited.id, member_id=side.plain.member_id)
        asks = side.plain if self.is_cell else side.deputy
        own = invitations.own_invitation(asks, invited.id)
        invitations.answer(
            asks,
            invited.id,
            version=own.version,
            chosen=InvitationAnswer.ASKS_ABSENCE,
            absence_reason=side.word("Ốm"),
        )
        self.open_meeting_of(month)

    def open_meeting_of(self, month: Month) -> None:
        side = self.side
        case = self.opened(month, TODAY)
        first, second, third = record.whole(side.secretary, case.id).agenda[:3]
        said = self.said(case, first.id)
        prepared = self.asked(case, first.id, VoteSubject.ORDINARY)
        running = self.asked(case, second.id, VoteSubject.ORDINARY)
        votes.open_vote(side.secretary, case.id, running.id)
        votes.speak(side.deputy, case.id, running.id, Choice.IN_FAVOUR)
        lost = self.write(case, third.id, 1)
        ids = {"meeting_id": case.id, "item_id": third.id, "vote_id": prepared.id}
        self.keep("open", **ids, **said, revision_id=lost)
        self.keep("voting", meeting_id=case.id, vote_id=running.id)

    def filed_meeting(self) -> None:
        """The October meeting with confirmed minutes, its resolution issued, filed up."""
        side, on = self.side, date(2026, 10, 5)
        case = self.opened(Month(2026, 10), on)
        first, second = record.whole(side.secretary, case.id).agenda[:2]
        said = self.said(case, first.id)
        vote = self.asked(case, second.id, VoteSubject.RESOLUTION)
        opened = votes.open_vote(side.secretary, case.id, vote.id)
        present = opened.eligible_present or 0
        reserved = [(side.deputy.member_id, side.word("Bảo lưu"))]
        votes.close_vote(
            side.secretary,
            case.id,
            vote.id,
            version=opened.version,
            tally=Tally(present, 0, 0),
            reserved=reserved,
        )
        minutes.read_out(side.deputy, case.id)
        self.freeze(on, time(21, 0))
        now = record.whole(side.secretary, case.id)
        ended_at = clock.instant_of(on, time(20, 50))
        closing.close(side.secretary, case.id, version=now.version, ended_at=ended_at)
        for actor in (side.deputy, side.secretary):
            confirm(actor, case.id, PASSWORD)
        confirmation.attach_signed_copy(
            side.deputy,
            case.id,
            file_name=f"{side.word('biên bản')}.pdf",
            content=pdf(side.word("Biên bản ký")),
        )
        added = confirmation.add_addendum(side.deputy, case.id, text=side.word("Bổ sung"))
        meeting = record.whole(side.secretary, case.id)
        self.issued(meeting.resolution_id, date(2026, 10, 6))
        meeting = record.whole(side.secretary, case.id)
        closing.report_up(side.secretary, case.id, version=meeting.version)
        ids = {"meeting_id": case.id, "item_id": first.id, "vote_id": vote.id}
        self.keep("filed", **ids, **said, addendum_id=added.id)
        meeting = record.whole(side.secretary, case.id)
        assert meeting.minutes is not None
        self.paper("filed-paper", meeting.minutes.document_id)

    def paper(self, state: str, document_id: UUID | None) -> None:
        assert document_id is not None
        self.keep(state, document_id=document_id, file_id=self.file_ids(document_id)[0])

    def file_ids(self, document_id: UUID) -> list[UUID]:
        query = db.select(DocumentFile.id).where(DocumentFile.document_id == document_id)
        return list(db.session.scalars(query.execution_options(partywork_scoped=True)))

    def issued(self, resolution_id: UUID | None, on: date) -> None:
        """Sign, number and issue the resolution of a meeting."""
        side = self.side
        assert resolution_id is not None
        self.freeze(on, time(21, 0))
        found = resolutions.get(side.secretary, resolution_id)
        assert side.secretary.member_id is not None
        found = resolutions.send_for_signature(
            side.secretary,
            found.id,
            version=found.version,
            signer_member_id=side.secretary.member_id,
        )
        found = resolutions.sign(
            side.secretary,
            found.id,
            version=found.version,
            signed_on=on,
            file_name=f"{side.word('bản ký')}.pdf",
            content=pdf(side.word("Bản ký")),
        )
        found = resolutions.issue(side.secretary, found.id, version=found.version, issued_on=on)
        self.keep("issued-resolution", resolution_id=found.id)
        self.paper("issued-paper", found.document_id)

    def resolutions(self) -> None:
        """A resolution at each step before issue."""
        side = self.side
        self.freeze(TODAY)
        desk = Drafts(self.make, side.organisation, side.secretary)
        steps: dict[str, Callable[..., Any]] = {
            "draft": partial(desk.drafted, None),
            "adopted": desk.adopted,
            "awaiting": desk.awaiting,
            "signed": partial(self.signed, desk),
        }
        for state, step in steps.items():
            found = step(
                title=side.word("lãnh đạo"),
                opening=side.word("Mở đầu"),
                closing=side.word("Kết"),
                parts=[(part, [side.word("Đoạn")]) for part in Part],
                recipients=side.word("Nơi nhận"),
                adopted_on=TODAY,
                meeting_id=None,
            )
            self.keep(f"{state}-resolution", resolution_id=found.id)

    def signed(self, desk: Drafts, **texts: Any) -> Any:
        found = desk.awaiting(**texts)
        return resolutions.sign(
            desk.actor,
            found.id,
            version=found.version,
            signed_on=TODAY,
            file_name=f"{self.side.word('bản ký')}.pdf",
            content=pdf(self.side.word("Bản ký")),
        )

    def reports(self) -> None:
        """Reports of three months: returned with a comment, sent, being written."""
        side = self.side
        for month, state in ((9, "returned"), (10, "sent"), (11, "draft")):
            self.freeze(date(2026, month, 20) if month < 11 else TODAY)
            report = drafting.open_draft(side.secretary, side.organisation.id, Month(2026, month))
            for key in SectionKey:
                newest = drafting.section_of(drafting.get(side.secretary, report.id), key)
                drafting.save_section(
                    side.secretary,
                    report.id,
                    key,
                    version=newest.version,
                    text=side.word("Báo cáo"),
                )
            report = drafting.get(side.secretary, report.id)
            report = drafting.dispute(
                side.secretary,
                report.id,
                FigureKey.OFFICIAL,
                version=report.version,
                note=side.word("chưa đúng"),
            )
            ids = {"report_id": report.id, "section": "proposals", "figure": "official"}
            if state != "draft":
                self.send(report.id)
            if state == "returned":
                ids["comment_id"] = self.returned(report.id)
            self.keep(f"{state}-report", **ids)

    def send(self, report_id: UUID) -> None:
        shown = sending.for_sending(self.side.secretary, report_id)
        sending.send(
            self.side.secretary,
            report_id,
            version=shown.report.version,
            password=PASSWORD,
            seal=shown.seal,
        )

    def returned(self, report_id: UUID) -> UUID:
        office = self.make.office(Desk.CLERICAL)
        sent = review.for_review(office, report_id)
        words: dict[Any, str] = {SectionKey.PROPOSALS: self.side.word("Bổ sung")}
        review.return_for_more(office, report_id, version=sent.version, comments=words)
        return drafting.get(self.side.secretary, report_id).comments[0].id

    def others(self) -> None:
        """A task, an office, a notice, a piece of background work, accounts."""
        side = self.side
        self.freeze(TODAY)
        lead = side.deputy
        assert lead.member_id is not None
        task = tasks.give(
            side.secretary,
            organisation_id=side.organisation.id,
            title=side.word("Nhiệm vụ"),
            lead_id=lead.member_id,
            given_on=date(2026, 10, 5),
            due_on=date(2026, 12, 1),
        )
        self.keep("task", task_id=task.id)
        assert side.plain.member_id is not None
        with transaction():
            tell(
                [side.plain.member_id],
                NoticeKind.MEETING,
                title=side.word("Báo"),
                text=side.word("Tin"),
                path="/inbox",
            )
            job = enqueue(
                "nothing",
                title=side.word("Việc nền"),
                payload={},
                user_id=side.secretary.user_id,
            )
        set_wish(side.plain, wanted=False)
        newest = visible_notices(side.plain).order_by(Notice.created_at.desc(), Notice.id.desc())
        notice = db.session.scalars(newest.limit(1)).one()
        self.keep("notice", notice_id=notice.id)
        self.keep("job", job_id=job.id)
        held = db.session.scalars(
            db.select(Appointment)
            .where(
                Appointment.organisation_id == side.organisation.id,
                Appointment.member_id == side.deputy.member_id,
            )
            .execution_options(partywork_scoped=True)
        ).one()
        self.keep("office", appointment_id=held.id, organisation_id=side.organisation.id)
        self.keep("member", member_id=side.plain.member_id)
        self.keep("account", user_id=side.plain.user_id, member_id=side.plain.member_id)
