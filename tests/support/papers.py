"""Builders of papers: files with words in them, drafts, signed and issued resolutions."""

import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.provisions.terms import Threshold
from partywork.resolutions import service
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import Part
from tests.support.make import Make

ADOPTED_ON = date(2026, 11, 5)
ISSUED_ON = date(2026, 11, 6)
# A picture of one dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def pdf(text: str = "", pages: int = 1) -> bytes:
    """Return a small PDF whose text layer says `text` (lines apart), an empty one being a scan.

    The words are written through a ToUnicode table, so Vietnamese comes out as it went in.
    """
    letters = sorted(set(text) - {"\n"})
    code = {letter: number for number, letter in enumerate(letters, start=1)}
    table = "\n".join(f"<{code[c]:04x}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(letters)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    lines = " ".join(
        "<" + "".join(f"{code[c]:04x}" for c in line) + "> Tj 0 -20 Td" for line in text.split("\n")
    )
    drawing = f"BT /F 14 Tf 60 800 Td {lines} ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        "/Resources << /Font << /F 4 0 R >> >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{'8 0 R ' * pages}] >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H "
        "/DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(unicode)} >>\nstream\n{unicode}\nendstream",
        "<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 /FontBBox [0 0 999 999] "
        "/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
        page,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table_at = len(body)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{table_at}\n%%EOF\n".encode()


def docx(*paragraphs: str) -> bytes:
    """Return a small text document with these paragraphs."""
    text = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.'
        'openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{text}</w:body></w:document>"
    )
    return office_file({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def office_file(parts: dict[str, str]) -> bytes:
    """Return an office file with these parts."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def vote(organisation: Organisation, body_id: UUID, status: VoteStatus = VoteStatus.PASSED) -> Vote:
    """Return a vote on a resolution, counted unless said otherwise: 11 of 13, or 3 of 13."""
    in_favour = 11 if status is VoteStatus.PASSED else 3
    with transaction():
        counted = Vote(
            organisation_id=organisation.id,
            body_id=body_id,
            question="Thông qua dự thảo nghị quyết",
            subject=VoteSubject.RESOLUTION,
            status=status,
            threshold=Threshold.MAJORITY,
            roll=13,
            needed=7,
            eligible_present=12,
            in_favour=in_favour,
            against=12 - in_favour,
            other_opinion=0,
        )
        db.session.add(counted)
    return counted


@dataclass
class Desk:
    """One organisation's resolutions, led step by step by its bí thư.

    `Desk(make, cell).issued()` is a resolution with a number; `adopted`, `awaiting` and `signed`
    stop before. A cell's bí thư is made; the Đảng ủy's must be given or is made too.
    """

    make: Make
    organisation: Organisation
    secretary: Actor | None = None

    @property
    def actor(self) -> Actor:
        """The bí thư who does everything."""
        if self.secretary is None:
            is_cell = self.organisation.kind is OrganisationKind.CELL
            home = self.organisation if is_cell else self.make.cell()
            member = self.make.member(home)
            self.make.appointment(member, self.organisation, OfficeTitle.SECRETARY)
            self.secretary = self.make.actor(member)
        return self.secretary

    def drafted(self, status: VoteStatus | None = VoteStatus.PASSED, **fields: Any) -> Resolution:
        """Return what a meeting's vote made of a draft."""
        is_cell = self.organisation.kind is OrganisationKind.CELL
        kind = fields.pop("body", BodyKind.CELL if is_cell else BodyKind.STANDING_COMMITTEE)
        body = self.make.body(self.organisation, kind)
        facts: dict[str, Any] = {
            "organisation_id": self.organisation.id,
            "body_id": body.id,
            "meeting_id": new_id(),
            "title": "lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026",
            "opening": "Ngày 05/11/2026, Chi bộ họp thường kỳ. Chi bộ quyết nghị:",
            "closing": "Nghị quyết được 11/13 đồng chí tán thành, đạt tỷ lệ 84,6%.",
            "parts": [
                (Part.ASSESSMENT, ["Hoàn thành nhiệm vụ tháng 10."]),
                (Part.DIRECTION, ["Đẩy mạnh chuyển đổi số.", "Đóng đảng phí đúng hạn."]),
                (Part.ASSIGNMENT, ["Đồng chí Hà chủ trì."]),
            ],
            "vote": None if status is None else vote(self.organisation, body.id, status),
            "adopted_on": ADOPTED_ON,
            "recipients": "Đảng ủy (để báo cáo);\nĐảng viên Chi bộ;\nLưu Chi bộ.",
        }
        return service.draft_from_meeting(self.actor, **(facts | fields))

    def adopted(self, **fields: Any) -> Resolution:
        """Return an adopted resolution."""
        return self.drafted(**fields)

    def awaiting(self, **fields: Any) -> Resolution:
        """Return a resolution sent to the bí thư for signature."""
        resolution = self.adopted(**fields)
        assert self.actor.member_id is not None
        return service.send_for_signature(
            self.actor,
            resolution.id,
            version=resolution.version,
            signer_member_id=self.actor.member_id,
        )

    def signed(self, **fields: Any) -> Resolution:
        """Return a resolution with the scan of its signed sheet."""
        resolution = self.awaiting(**fields)
        return service.sign(
            self.actor,
            resolution.id,
            version=resolution.version,
            signed_on=ISSUED_ON,
            file_name="ban ky.pdf",
            content=pdf(),
        )

    def issued(self, *, is_laid_out: bool = False, **fields: Any) -> Resolution:
        """Return a resolution with a number, its paper laid out only if asked (it takes time)."""
        resolution = self.signed(**fields)
        return service.issue(
            self.actor,
            resolution.id,
            version=resolution.version,
            issued_on=ISSUED_ON,
            is_laid_out=is_laid_out,
        )
