"""An invented page of every paper, on which a new Word template is tried out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from partywork.closing.pages import QualityPart, QualityRow, QualitySheetPage
from partywork.closing.terms import Paper
from partywork.documents.pages import Heading, Person, PlaceAndDay, Recipients, Signature
from partywork.meetings.pages import (
    Absence,
    AssignmentRow,
    AttendanceRow,
    MinutesItem,
    MinutesPage,
    MinutesPart,
    NamedAnswers,
    RecommendationRow,
    Remark,
    VoteRecord,
)
from partywork.reports.pages import Figure, ReportPage, SectionText
from partywork.resolutions.pages import Clause, ResolutionPage, ResolutionPart, TaskRow
from partywork.resolutions.pages.decisions import Article, DecisionPage

_SUMMARY = "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
_DAY = date(2026, 11, 5)
_OPENED = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
_CLOSED = datetime(2026, 11, 5, 13, 50, tzinfo=UTC)
_CHAIR = Person("Nguyễn Văn Mẫu", "Bí thư")
_TAKER = Person("Trần Thị Mẫu", "Chi ủy viên")
_PLACE = "Phòng họp tầng 3"
_HEADING = Heading(
    superior_lines=("ĐẢNG BỘ MẪU",),
    issuer_lines=("CHI BỘ MẪU",),
    symbol="05-NQ/CB",
    place_and_day=PlaceAndDay("Hà Nội", _DAY),
    draft_label="Dự thảo",
)
_RECIPIENTS = Recipients(("Đảng ủy (để báo cáo)", "Lưu Chi bộ"))
_SIGNATURE = Signature("T/M CHI BỘ", "BÍ THƯ", _CHAIR.name)

_MINUTES = MinutesPage(
    heading=_HEADING,
    summary=_SUMMARY,
    starts_at=_OPENED,
    ends_at=_CLOSED,
    place=_PLACE,
    mode="họp trực tiếp",
    chair=_CHAIR,
    minutes_taker=_TAKER,
    members=7,
    official=6,
    present_official=4,
    present_probationary=1,
    parts=(
        MinutesPart(
            "C",
            "Kết thúc",
            (
                MinutesItem(
                    "Thông qua nghị quyết",
                    ("Nội dung trình bày.",),
                    (Remark(_TAKER.name, "đồng ý với dự thảo."),),
                    ("thống nhất thực hiện.",),
                    VoteRecord(
                        "thông qua nghị quyết",
                        "biểu quyết công khai, 01 ghi tên trên màn hình, 05 giơ tay",
                        6,
                        5,
                        0,
                        1,
                        "Nghị quyết được thông qua.",
                        (Remark("Lê Văn Mẫu", "đề nghị lùi thời hạn."),),
                        (NamedAnswers("Ý kiến khác", ("Lê Văn Mẫu",)),),
                    ),
                ),
            ),
        ),
    ),
    online=("Phạm Thị Mẫu",),
    exempt=("Đỗ Văn Mẫu",),
    excused=(Absence("Lê Thị Mẫu", "đi công tác"),),
    unexcused=("Vũ Văn Mẫu",),
    special_duty=("Bùi Văn Mẫu",),
    temporarily_away=("Hồ Thị Mẫu",),
    temporarily_here=("Đinh Văn Mẫu",),
    superiors=(Person("Lý Văn Mẫu", "Ủy viên Ban Thường vụ"),),
    guests=(Person("Mai Thị Mẫu"),),
    dues="05/06 đảng viên đã đóng đảng phí tháng 11.",
    agenda=("Điểm danh", "Thông qua nghị quyết"),
    assignments=(AssignmentRow("Lê Văn Mẫu", "Lập kế hoạch tọa đàm", date(2026, 11, 25)),),
    recommendations=(
        RecommendationRow("Lê Văn Mẫu", "Đảng ủy", "sửa phòng họp.", "sẽ làm trong quý I."),
    ),
    quality_points=93,
    quality_level="Tốt",
    is_read_out=True,
    attendance_rows=(
        AttendanceRow(_CHAIR.name, _CHAIR.office, "Có mặt"),
        AttendanceRow("Lê Thị Mẫu", "", "Vắng có lý do", "đi công tác"),
    ),
)

_RESOLUTION = ResolutionPage(
    heading=_HEADING,
    summary=_SUMMARY,
    opening=("Ngày 05/11/2026, Chi bộ Mẫu họp thường kỳ.",),
    parts=(
        ResolutionPart(
            "I",
            "Đánh giá kết quả thực hiện nhiệm vụ tháng 10",
            (
                Clause("Tư tưởng đảng viên ổn định."),
                Clause(
                    "Kết quả nhiệm vụ:",
                    (TaskRow("Tọa đàm", ("Lê Văn Mẫu", _TAKER.name), "Hoàn thành"),),
                ),
            ),
        ),
    ),
    closing="Nghị quyết được 05/06 đồng chí tán thành, đạt tỷ lệ 83,3%.",
    recipients=_RECIPIENTS,
    signature=_SIGNATURE,
)

_DECISION = DecisionPage(
    heading=_HEADING,
    summary="về việc tặng Giấy khen",
    grounds=("Căn cứ Điều lệ Đảng Cộng sản Việt Nam", "Căn cứ kết quả biểu quyết"),
    deciding="CHI BỘ MẪU",
    articles=(
        Article("Điều 1", "Tặng Giấy khen cho:", ("- Đồng chí Lê Văn Mẫu;", "- Tổ đảng số 1.")),
        Article("Điều 2", "Quyết định có hiệu lực kể từ ngày ký."),
    ),
    recipients=_RECIPIENTS,
    signature=_SIGNATURE,
)

_QUALITY = QualitySheetPage(
    heading=_HEADING,
    summary=_SUMMARY,
    starts_at=_OPENED,
    place=_PLACE,
    standing="Điểm tạm tính",
    parts=(
        QualityPart(
            "Chấp hành thời gian, thời lượng",
            "5",
            (QualityRow("1.1", "Thời lượng buổi sinh hoạt", "5", "5", "110 phút"),),
        ),
    ),
    total="93",
    level="Tốt",
    confirmation="Lý Văn Mẫu xác nhận ngày 09/11/2026.",
    minutes_taker=_TAKER.name,
    chair=_CHAIR.name,
)

_REPORT = ReportPage(
    heading=_HEADING,
    summary="công tác tháng 11 năm 2026",
    period_from=date(2026, 10, 26),
    period_to=date(2026, 11, 25),
    figures=(Figure("Đảng viên đầu kỳ", "7"), Figure("Tỷ lệ dự họp", "83,3%", "chi bộ ghi chú")),
    sections=(SectionText("Kiến nghị với Đảng ủy", ("Không.",)), SectionText("Khó khăn", ())),
    recipients=_RECIPIENTS,
    signature=_SIGNATURE,
)

EXAMPLES: Mapping[Paper, object] = MappingProxyType(
    {
        Paper.MINUTES: _MINUTES,
        Paper.RESOLUTION: _RESOLUTION,
        Paper.DECISION: _DECISION,
        Paper.TASKS: _MINUTES,
        Paper.ATTENDANCE: _MINUTES,
        Paper.QUALITY: _QUALITY,
        Paper.REPORT: _REPORT,
    }
)
