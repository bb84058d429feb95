"""What the record of one member shows: plain values, personal ones masked."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.models import Appointment, Member, Membership
from partywork.cells.rules.membership import full_years, mask, mask_address
from partywork.core.display import day as on_screen


@dataclass(frozen=True, slots=True)
class Since:
    """A standing or an office of a member between two days, with where it was."""

    words: str
    place: str
    starts_on: date
    ends_on: date | None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class MemberPage:
    """The record of a member: facts as pairs of words and value, and what happened when."""

    member_id: UUID
    full_name: str
    person: tuple[tuple[str, Any], ...]
    party: tuple[tuple[str, Any], ...]
    work: tuple[tuple[str, Any], ...]
    notes: str
    standings: tuple[Since, ...]
    offices: tuple[Since, ...]

    @classmethod
    def of(
        cls,
        member: Member,
        memberships: list[Membership],
        appointments: list[Appointment],
        day: date,
    ) -> "MemberPage":
        """Take what the page shows, on a day, newest standings and offices first."""
        admitted_on = member.admitted_on
        return cls(
            member_id=member.id,
            full_name=member.full_name,
            person=(
                ("Ngày sinh", on_screen(member.born_on)),
                ("Giới tính", member.sex.label),
                ("Dân tộc", member.ethnicity),
                ("Tôn giáo", member.religion),
                ("Quê quán", member.native_place),
                ("Nơi thường trú", mask_address(member.residence) if member.residence else ""),
                ("Số căn cước", mask(member.citizen_id or "")),
                ("Số điện thoại", mask(member.phone or "")),
            ),
            party=(
                ("Ngày vào Đảng", on_screen(admitted_on)),
                ("Ngày chính thức", on_screen(member.official_on)),
                ("Tuổi Đảng", f"{full_years(admitted_on, day)} năm" if admitted_on else ""),
                ("Số thẻ đảng viên", member.card_number),
                ("Số lý lịch", member.file_number),
            ),
            work=(
                ("Trình độ chuyên môn", member.qualification),
                ("Lý luận chính trị", member.political_theory),
                ("Nghề nghiệp", member.occupation),
            ),
            notes=member.notes or "",
            standings=tuple(
                Since(one.status.label, one.organisation.name, one.starts_on, one.ends_on)
                for one in memberships
            ),
            offices=tuple(
                Since(
                    held.office.label,
                    held.organisation.name,
                    held.starts_on,
                    held.ends_on,
                    held.decision_number or "",
                )
                for held in appointments
            ),
        )
