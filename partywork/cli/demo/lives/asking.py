"""What members ask about their own data, and where the papers of their dossiers lie."""

from partywork.cells.terms import RecordField
from partywork.cli.demo.lives.stage import SECOND, Stage
from partywork.privacy.service import corrections, papers, requests, rotations
from partywork.privacy.service.papers import NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind, RequestStep

_MEMBERS = ("dangvien-cb11", "dangvien-cb12")


def tell(stage: Stage) -> None:
    """Ask, answer, refuse, take back."""
    _corrections(stage)
    _requests(stage)
    _dossiers(stage)
    _keys(stage)


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
            corrections.withdraw(member, made.id, version=made.version)


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
    requests.take_back(member, back.id, version=back.version)


def _dossiers(stage: Stage) -> None:
    for login in _MEMBERS:
        member = stage.act(login)
        if member.member_id is None:
            continue
        dossier = papers.dossier_of(stage.desk(), member.member_id)
        codes = [one.paper.code for one in dossier.lines]
        standings = (*(PaperStanding.PRESENT,) * 3, PaperStanding.MISSING, PaperStanding.NOT_NEEDED)
        noted = [
            NotedPaper(code, standing, None, _place(standing))
            for code, standing in zip(codes, standings, strict=False)
        ]
        papers.note(stage.desk(), member.member_id, noted, version=dossier.version)


def _place(standing: PaperStanding) -> str:
    return "Tủ 2, ngăn 5" if standing is PaperStanding.PRESENT else ""


def _keys(stage: Stage) -> None:
    """One change of keys was refused, one confirmed, one waits; keys change on the server only."""
    for reason, decision in (
        ("Đổi thử trước khi bàn giao máy chủ", "refuse"),
        ("Người giữ máy chủ thôi nhiệm vụ", "confirm"),
        ("Đổi khóa định kỳ hằng năm", ""),
    ):
        asked = rotations.ask(stage.act(SECOND), reason=reason)
        if decision:
            rotations.answer(
                stage.desk(),
                asked.id,
                version=asked.version,
                is_confirmed=decision == "confirm",
                refusal="" if decision == "confirm" else "Chưa có kế hoạch bàn giao.",
            )
