"""What cells ask of others, what they hear back, and what of it has been read out."""

from dataclasses import dataclass

from partywork.cli.demo.lives.stage import Stage
from partywork.recommendations import service as recommendations
from partywork.recommendations.service import Asked
from partywork.recommendations.terms import Addressee, Subject


@dataclass(frozen=True, slots=True)
class Question:
    """What a cell asked so many days ago, due in so many days, and what became of it."""

    cell: str
    subject: Subject
    addressee: Addressee
    addressed_to: str
    text: str
    ago: int
    due_in: int | None
    answer: str = ""
    is_read: bool = False


_ASKED = (
    Question(
        "CB11",
        Subject.CONDITIONS,
        Addressee.COMMITTEE,
        "",
        "Bố trí phòng họp có máy chiếu cho sinh hoạt chuyên đề.",
        9,
        20,
    ),
    Question(
        "CB12",
        Subject.PARTY_WORK,
        Addressee.COMMITTEE,
        "",
        "Tập huấn cách ghi biên bản cho thư ký các chi bộ.",
        50,
        -6,
    ),
    Question(
        "CB12",
        Subject.FINANCE,
        Addressee.COMMITTEE,
        "",
        "Hướng dẫn sử dụng phần đảng phí để lại chi bộ.",
        40,
        -5,
        "Văn phòng gửi kèm hướng dẫn; chi bộ lập dự toán theo mẫu.",
    ),
    Question(
        "CB11",
        Subject.PEOPLE,
        Addressee.CELL,
        "",
        "Phân công đảng viên giúp đỡ quần chúng ưu tú sớm hơn.",
        70,
        -30,
        "Chi ủy đã phân công trong tháng.",
        is_read=True,
    ),
    Question(
        "CB11",
        Subject.PROFESSIONAL,
        Addressee.AGENCY,
        "Lãnh đạo cơ quan",
        "Sớm giao nhiệm vụ khoa học năm sau.",
        35,
        None,
    ),
    Question(
        "CB12",
        Subject.MASS_WORK,
        Addressee.UPPER,
        "Đảng ủy cấp trên",
        "Có hướng dẫn phối hợp với công đoàn cơ quan.",
        33,
        None,
    ),
    Question(
        "CB12",
        Subject.OTHER,
        Addressee.CELL,
        "",
        "Gửi tài liệu trước buổi họp ít nhất ba ngày.",
        12,
        None,
    ),
)


def tell(stage: Stage) -> None:
    """Ask, answer, read out."""
    for one in _ASKED:
        _ask(stage, one)


def _ask(stage: Stage, one: Question) -> None:
    officer = stage.secretary(one.cell)
    asked = Asked(
        text=one.text,
        subject=one.subject,
        addressee=one.addressee,
        raised_on=stage.ago(one.ago),
        addressed_to=one.addressed_to,
        due_on=None if one.due_in is None else stage.ago(-one.due_in),
    )
    made = recommendations.record(officer, stage.cells[one.cell], asked)
    if not one.answer:
        return
    answers = stage.desk() if one.addressee is Addressee.COMMITTEE else officer
    recommendations.answer(
        answers, made.id, version=made.version, words=one.answer, answered_on=stage.ago(8)
    )
    if one.is_read:
        recommendations.read_out(officer, [made.id], on=stage.ago(3))
