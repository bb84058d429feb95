"""Pages as the packages fill them, with invented people."""

from datetime import UTC, date, datetime

from partywork.accounts.pages import AccountCardPage
from partywork.documents.pages import (
    Heading,
    Person,
    PlaceAndDay,
    Recipients,
    Signature,
    heading_lines,
)
from partywork.documents.rules import draft_symbol
from partywork.meetings.pages import (
    Absence,
    AssignmentRow,
    AttendanceRow,
    AttendanceSheetPage,
    InvitationPage,
    MinutesItem,
    MinutesPage,
    MinutesPart,
    Remark,
    VoteRecord,
)
from partywork.reports.pages import Figure, ReportPage, SectionText
from partywork.resolutions.pages import (
    Clause,
    ResolutionPage,
    ResolutionPart,
    TaskRow,
    closing_line,
)

SUPERIOR = heading_lines("ĐẢNG BỘ LIÊN HIỆP CÁC HỘI|KH&KT VIỆT NAM")
ISSUER = "CHI BỘ HỘI TỰ ĐỘNG HÓA VIỆT NAM"
SUMMARY = "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"

# 19:00 and 20:50 in Vietnam.
OPENED = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 5, 13, 50, tzinfo=UTC)

CHAIR = Person("Đỗ Minh Hưng", "Bí thư chi bộ")
TAKER = Person("Trần Thu Hà", "chi ủy viên")
LONG_NAME = "Nguyễn Trần Hoàng Phương Uyên"
NAMES = (
    CHAIR.name,
    TAKER.name,
    "Lê Minh",
    "Vũ Đức Ước",
    "Bùi Thị Yến",
    "Đặng Thị Mỹ Hạnh",
    "Hoàng Ngọc Quỳnh Như",
    "Nguyễn Thị Phương Thảo",
    "Phan Quỹ",
    "Ngô Gia Tự Do",
    "Lý Thường Xuyên",
    "Trịnh Xuân Ẩn",
    LONG_NAME,
)
RECIPIENTS = Recipients(("Đảng ủy (để báo cáo)", "Đảng viên Chi bộ", "Lưu Chi bộ"))
SIGNATURE = Signature("T/M CHI BỘ", "BÍ THƯ", CHAIR.name)

LINE = (
    "Chi bộ tiếp tục đổi mới nội dung, nâng cao chất lượng sinh hoạt; mỗi đảng viên chủ động "
    "đăng ký việc làm cụ thể, thiết thực và chịu trách nhiệm về tiến độ trước Chi bộ."
)


def heading(issuer=ISSUER, **changes):
    facts = {
        "superior_lines": SUPERIOR,
        "issuer_lines": heading_lines(issuer),
        "symbol": "22-NQ/CB",
        "place_and_day": PlaceAndDay("Hà Nội", date(2026, 11, 6)),
    }
    return Heading(**(facts | changes))


def draft_heading():
    return heading(
        symbol=draft_symbol("NQ", "CB"),
        place_and_day=PlaceAndDay("Hà Nội", None),
        draft_label="Dự thảo lần 2",
    )


def people(count):
    return tuple(
        Person(NAMES[at % len(NAMES)], CHAIR.office if at == 0 else "") for at in range(count)
    )


def resolution(**changes):
    facts = {
        "heading": heading(),
        "summary": SUMMARY,
        "opening": (
            "Ngày 05/11/2026, tại Hà Nội, Chi bộ Hội Tự động hóa Việt Nam họp thường kỳ. Tổng số "
            "đảng viên: 14 (chính thức 13, dự bị 01); có mặt 13; vắng có lý do 01. Chủ trì: đồng "
            "chí Đỗ Minh Hưng, Bí thư chi bộ; thư ký: đồng chí Trần Thu Hà. Sau khi thảo luận, "
            "Chi bộ quyết nghị:",
        ),
        "parts": (
            ResolutionPart(
                "I",
                "Đánh giá kết quả thực hiện nhiệm vụ tháng 10",
                (
                    Clause("Về chính trị, tư tưởng: đảng viên ổn định tư tưởng."),
                    Clause("Kết quả thực hiện nghị quyết tháng 10:", rows=task_rows()),
                    Clause("Hạn chế: tiến độ chuẩn bị tọa đàm còn chậm."),
                ),
            ),
            ResolutionPart("II", "Phương hướng, nhiệm vụ tháng 11", (Clause(LINE), Clause(LINE))),
            ResolutionPart(
                "III", "Phân công và tổ chức thực hiện", (Clause(LINE), Clause(LINE), Clause(LINE))
            ),
            ResolutionPart(
                "IV",
                "Tự đánh giá chất lượng kỳ sinh hoạt",
                (Clause("Tổng điểm 93/100, xếp loại: Tốt."),),
            ),
        ),
        "closing": closing_line(in_favour=11, roll=13),
        "recipients": RECIPIENTS,
        "signature": SIGNATURE,
    }
    return ResolutionPage(**(facts | changes))


def task_rows():
    return (
        TaskRow("Hoàn thành góp ý dự thảo quy chế làm việc", ("Trần Thu Hà",), "Xong đúng hạn"),
        TaskRow(
            "Tổ chức tọa đàm về chuyển đổi số trong công tác hội",
            ("Lê Minh", "Nguyễn Thị Phương Thảo"),
            "Đang thực hiện, 60%",
        ),
        TaskRow("Rà soát hồ sơ đảng viên dự bị", ("Vũ Đức Ước",), "Xong trước hạn"),
    )


def minutes(**changes):
    facts = {
        "heading": heading(symbol=None, place_and_day=None),
        "summary": SUMMARY,
        "starts_at": OPENED,
        "ends_at": CLOSED,
        "place": "hội trường Hội Tự động hóa Việt Nam, Hà Nội",
        "mode": "họp trực tiếp",
        "online": ("Phan Quỹ", "Lê Minh"),
        "chair": CHAIR,
        "minutes_taker": TAKER,
        "members": 14,
        "official": 13,
        "present_official": 12,
        "present_probationary": 1,
        "exempt": (),
        "excused": (Absence("Bùi Thị Yến", "điều trị tại bệnh viện"),),
        "special_duty": ("Ngô Gia Tự Do",),
        "temporarily_away": ("Lý Thường Xuyên",),
        "temporarily_here": ("Trịnh Xuân Ẩn",),
        "superiors": (Person("Phạm Văn Kỷ", "Ủy viên Ban Thường vụ Đảng ủy"),),
        "guests": (Person("Hồ Thị Sáu"),),
        "dues": "13/14 đồng chí đã đóng đảng phí tháng 11.",
        "agenda": ("Thời sự, văn bản mới", "Đánh giá tháng 10", "Nhiệm vụ tháng 11"),
        "parts": minutes_parts(),
        "assignments": (
            AssignmentRow("Lê Minh", "Chủ trì tọa đàm chuyển đổi số", date(2026, 11, 25)),
            AssignmentRow("Nguyễn Thị Phương Thảo", "Chuẩn bị kiểm điểm", date(2026, 12, 5)),
        ),
        "quality_points": 93,
        "quality_level": "Tốt",
        "is_read_out": True,
    }
    return MinutesPage(**(facts | changes))


def minutes_parts():
    return (
        MinutesPart("A", "Mở đầu", (MinutesItem("Điểm danh", ("Thư ký báo cáo có mặt 13/14.",)),)),
        MinutesPart(
            "B",
            "Tiến hành",
            (
                MinutesItem("Thời sự, chủ trương, văn bản mới", (LINE,)),
                MinutesItem("Đánh giá kết quả tháng 10", (LINE, LINE)),
                MinutesItem(
                    "Thảo luận nhiệm vụ tháng 11",
                    remarks=(
                        Remark("Trần Thu Hà", "đề nghị bổ sung kinh phí thuê hội trường."),
                        Remark("Lê Minh", "đề nghị mời Hội Tin học Việt Nam cùng tổ chức."),
                    ),
                    conclusions=("thống nhất tổ chức tọa đàm trước ngày 25/11/2026.",),
                ),
            ),
        ),
        MinutesPart(
            "C",
            "Kết thúc",
            (
                MinutesItem("Trả lời kiến nghị, định hướng tư tưởng", (LINE,)),
                MinutesItem("Biểu quyết thông qua nghị quyết", vote=vote()),
            ),
        ),
    )


def vote():
    return VoteRecord(
        question="thông qua nghị quyết",
        method="giơ tay",
        roll=13,
        in_favour=11,
        against=0,
        other_opinion=1,
        outcome="Nghị quyết được thông qua.",
        reserved=(Remark("Lê Minh", "đề nghị lùi thời hạn sang tháng 12."),),
    )


def attendance_rows(count=25):
    return tuple(
        AttendanceRow(person.name, person.office, "Có mặt", "đến muộn lúc 19 giờ 20")
        for person in people(count)
    )


def report(**changes):
    facts = {
        "heading": heading(symbol="19-BC/CB"),
        "summary": "công tác tháng 11 năm 2026",
        "period_from": date(2026, 10, 26),
        "period_to": date(2026, 11, 25),
        "figures": tuple(
            Figure(label, value, note)
            for label, value, note in (
                ("Đảng viên đầu kỳ", "14", ""),
                ("Kết nạp, chuyển đến", "01", ""),
                ("Tỷ lệ dự họp", "92,9%", "một đồng chí điều trị dài ngày"),
            )
        ),
        "sections": (
            SectionText("Tình hình tư tưởng đảng viên, quần chúng", (LINE, LINE)),
            SectionText("Kiến nghị với Đảng ủy", ()),
        ),
        "recipients": Recipients(("Đảng ủy (để báo cáo)", "Lưu Chi bộ")),
        "signature": SIGNATURE,
    }
    return ReportPage(**(facts | changes))


def invitation(**changes):
    facts = {
        "heading": heading(symbol="07-GM/CB"),
        "summary": SUMMARY,
        "starts_at": OPENED,
        "place": "hội trường Hội Tự động hóa Việt Nam, Hà Nội",
        "body_name": "Chi bộ Hội Tự động hóa Việt Nam",
        "invitees": (TAKER, Person("Lê Minh")),
        "mode": "họp trực tiếp",
        "agenda": ("Thời sự, văn bản mới", "Đánh giá tháng 10", "Nhiệm vụ tháng 11"),
        "recipients": Recipients(("Như trên", "Lưu Chi bộ")),
        "signature": SIGNATURE,
        "chair": CHAIR,
        "papers": ("Dự thảo nghị quyết",),
    }
    return InvitationPage(**(facts | changes))


def attendance_sheet(count=25):
    return AttendanceSheetPage(
        heading=heading(symbol=None, place_and_day=None),
        summary=SUMMARY,
        starts_at=OPENED,
        place="hội trường Hội Tự động hóa Việt Nam, Hà Nội",
        people=people(count),
        minutes_taker=TAKER.name,
        chair=CHAIR.name,
    )


def account_card():
    return AccountCardPage(
        organisation="Văn phòng Đảng ủy Liên hiệp các Hội KH&KT Việt Nam",
        full_name="Trần Thu Hà",
        user_name="tranthuha",
        code_groups=("BCFG", "HKLM", "NPQR"),
        address="https://partywork.example.vn",
        valid_until=datetime(2026, 12, 6, 10, 0, tzinfo=UTC),
    )
