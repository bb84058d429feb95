"""What members and officers ask: corrections, requests, dossiers, lists out and lists compared."""

from datetime import date

from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.cells.service import export_making, export_requests, filters
from partywork.cells.terms import ExportFormat, RecordField
from partywork.checks.models import DifferenceList
from partywork.checks.service import comparing, loading
from partywork.checks.terms import Decision
from partywork.cli.demo.lives.stage import DESK, SECOND, Stage
from partywork.core.actor import system
from partywork.core.db import db
from partywork.privacy.service import corrections, papers, requests
from partywork.privacy.service.papers import NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStep

_MEMBERS = ("dangvien-cb11", "dangvien-cb12")


def tell(stage: Stage) -> None:
    """Ask, answer, refuse, take back; keep a filter; compare another list half through."""
    _corrections(stage)
    _requests(stage)
    _dossiers(stage)
    _exports(stage)
    _comparisons(stage)


_PROPOSALS = (
    ("dangvien-cb11", RecordField.WORKPLACE, "Ban Khoa học, cơ quan Hội", 40, "accept"),
    ("dangvien-cb12", RecordField.FOREIGN_LANGUAGES, "Tiếng Anh B2", 30, "accept"),
    ("dangvien-cb11", RecordField.BIRTH_PLACE, "Xã Hạ Lam, tỉnh Lam Thủy", 25, "refuse"),
    ("dangvien-cb12", RecordField.ALIAS, "Hoài Thu", 20, "withdraw"),
    ("dangvien-cb11", RecordField.QUALIFICATION, "Thạc sĩ tự động hóa", 4, ""),
    ("dangvien-cb12", RecordField.PHONE, "0900000777", 2, ""),
)


def _corrections(stage: Stage) -> None:
    for login, field, value, ago, end in _PROPOSALS:
        member = stage.act(login, stage.ago(ago))
        if member.member_id is None:
            continue
        made = corrections.propose(
            member,
            member.member_id,
            field=field,
            value=value,
            evidence="Giấy xác nhận của cơ quan",
        )
        desk = stage.desk(stage.ago(ago - 2))
        if end == "accept":
            corrections.accept(desk, made.id, version=made.version, answer="Đã đối chiếu giấy tờ.")
        elif end == "refuse":
            reason = "Chưa có giấy tờ chứng minh; đề nghị bổ sung giấy khai sinh."
            corrections.refuse(desk, made.id, version=made.version, reason=reason)
        elif end == "withdraw":
            corrections.withdraw(member, made.id)


# What is asked, how many days ago it came on paper, the steps that were taken since.
_ASKED: tuple[tuple[RequestKind, int, str, tuple[RequestStep, ...]], ...] = (
    (RequestKind.ACCESS, 1, "Xin bản sao dữ liệu đang lưu.", ()),
    (RequestKind.RECTIFICATION, 4, "Sửa nơi thường trú của con.", (RequestStep.REPLY,)),
    (
        RequestKind.DELETION,
        16,
        "Xóa số điện thoại cũ.",
        (RequestStep.REPLY, RequestStep.EXTEND),
    ),
    (RequestKind.OBJECTION, 12, "Không đồng ý in số điện thoại.", (RequestStep.ANSWER,)),
    (RequestKind.RESTRICTION, 13, "Không công khai danh sách cũ.", (RequestStep.REFUSE,)),
)
_ASKERS = ("Bà Lã Thị Mận", "Ông Đồng Văn Tiệp", "Bà Chử Thị Nhàn", "Ông Lê Tấn", "Bà Hạ Thị Vy")


def _requests(stage: Stage) -> None:
    for (kind, ago, details, steps), asker in zip(_ASKED, _ASKERS, strict=True):
        made = requests.receive(
            stage.desk(), asker=asker, kind=kind, details=details, received_on=stage.ago(ago)
        )
        for step in steps:
            words = "Văn phòng đã tiếp nhận, đang xử lý theo trình tự."
            if step is RequestStep.REFUSE:
                words = "Danh sách thuộc diện phải lưu theo quy định về công tác lưu trữ."
            made = requests.answer(
                stage.desk(), made.id, version=made.version, step=step, words=words
            )
    member = stage.act(_MEMBERS[1])
    requests.ask(member, kind=RequestKind.ACCESS, details="Tôi muốn xem ai đã mở hồ sơ của tôi.")
    back = requests.ask(member, kind=RequestKind.WITHDRAWAL, details="Rút đồng ý dùng ảnh thẻ.")
    requests.take_back(member, back.id)


def _dossiers(stage: Stage) -> None:
    for login in _MEMBERS:
        member = stage.act(login)
        if member.member_id is None:
            continue
        codes = [one.paper.code for one in papers.dossier_of(stage.desk(), member.member_id).lines]
        standings = (*(PaperStanding.PRESENT,) * 3, PaperStanding.MISSING, PaperStanding.NOT_NEEDED)
        noted = [
            NotedPaper(code, standing, None, _place(standing))
            for code, standing in zip(codes, standings, strict=False)
        ]
        papers.note(stage.desk(), member.member_id, noted)


def _place(standing: PaperStanding) -> str:
    return "Tủ 2, ngăn 5" if standing is PaperStanding.PRESENT else ""


def _exports(stage: Stage) -> None:
    """Keep a filter; one list waits for the second person, one was refused, one is ready."""
    filters.save(stage.desk(), name="Đảng viên nữ", asked={"gioi_tinh": "female"})
    officer, second = stage.act("bithu-cb12"), stage.act(DESK)
    for reason, answer in (
        ("Rà soát thông tin liên lạc đầu năm", "approve"),
        ("Gửi hội viên ngoài Đảng", "refuse"),
        ("Chuẩn bị đổi thẻ đảng viên", ""),
    ):
        asked = export_requests.ask(
            officer,
            {"loai": "is_official"},
            export_format=ExportFormat.SPREADSHEET,
            is_unmasked=True,
            reason=reason,
        )
        if not answer:
            continue
        is_approved = answer == "approve"
        export_requests.decide(
            second,
            asked.id,
            asked.version,
            is_approved=is_approved,
            refusal="" if is_approved else "Không cung cấp dữ liệu ra ngoài Đảng.",
        )
        if is_approved:
            for _done in export_making.prepare(asked.id):
                pass
    export_requests.ask(
        stage.act(SECOND),
        {"tinh_trang": "exempted"},
        export_format=ExportFormat.CSV,
        is_unmasked=True,
        reason="Thăm hỏi đảng viên cao tuổi",
    )


_HEADER = "Họ và tên,Ngày sinh,Số thẻ,Nghề nghiệp,Quê quán"


def _comparisons(stage: Stage) -> None:
    """Compare the list of another source, half decided; of a second one no column is known."""
    names = [*stage.helpers("CB11", 4), *stage.helpers("CB12", 4)]
    keys = [one.id for one in names]
    query = visible_members(system(stage.today)).where(Member.id.in_(keys))
    people = sorted(db.session.scalars(query), key=lambda one: (one.name_sort_key, one.born_on))
    rows = [
        f"{one.full_name},{one.born_on:%d/%m/%Y},{one.card_number},Kỹ sư,Xã Hạ Lam"
        for one in people
    ]
    rows.append(f"Đinh Hữu Lượng,{date(1979, 4, 8):%d/%m/%Y},20260088,Kỹ sư,Xã Hạ Lam")
    compared = _load(stage, "CSDL đảng viên (bản xuất)", "\n".join([_HEADER, *rows]))
    different = comparing.open_page(stage.desk(), compared.id).people
    for person, right in zip(different, Decision, strict=False):
        fields = [one.field for one in person.fields]
        comparing.decide(
            stage.desk(),
            person.row_id,
            version=person.version,
            decisions=dict.fromkeys(fields, right),
            bases=dict.fromkeys(fields, "Lý lịch đảng viên"),
        )
    unknown = ["Họ và tên,Nghề nghiệp,Quê quán,Năm"]
    unknown += [f"{one.full_name},Kỹ sư,Xã Hạ Lam,{one.born_on.year}" for one in people]
    _load(stage, "Danh sách hưởng chế độ", "\n".join(unknown))


def _load(stage: Stage, source: str, text: str) -> DifferenceList:
    return loading.load(
        stage.desk(), file_name="danh sach.csv", source=source, content=text.encode()
    )
