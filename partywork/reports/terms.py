"""The words of reports."""

from partywork.core.terms import Term


class ReportKind(Term):
    """Which report; later parts add the quarter, half-year and year."""

    MONTHLY = "monthly", "Báo cáo tháng"


class ReportStatus(Term):
    """The life of a report; «quá hạn» and «chưa gửi» are computed."""

    DRAFT = "draft", "Đang soạn thảo"
    SENT = "sent", "Đã gửi Đảng ủy"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"


class BoardMark(Term):
    """What one square of the board of cells × months says."""

    ON_TIME = "on_time", "Đúng hạn"
    LATE = "late", "Gửi trễ"
    RETURNED = "returned", "Trả lại"
    MISSING = "missing", "Chưa gửi, quá hạn"
    NOT_DUE = "not_due", "Chưa đến hạn"


class SectionKey(Term):
    """The text sections of the monthly report (domain: cells and meetings §6.2)."""

    IDEOLOGY = "ideology", "Tình hình tư tưởng đảng viên, quần chúng"
    POLITICAL_TASKS = "political_tasks", "Kết quả nhiệm vụ chính trị của đơn vị"
    RESOLUTION_RESULTS = "resolution_results", "Kết quả thực hiện nghị quyết tháng trước"
    PRAISE = "praise", "Đảng viên được biểu dương, nhắc nhở"
    DEVELOPMENT = "development", "Công tác phát triển đảng viên"
    INSPECTION = "inspection", "Công tác kiểm tra, giám sát"
    MASSES = "masses", "Công tác dân vận, đoàn thể"
    DIFFICULTIES = "difficulties", "Khó khăn, hạn chế, nguyên nhân"
    PROPOSALS = "proposals", "Kiến nghị với Đảng ủy"
    NEXT_MONTH = "next_month", "Nhiệm vụ tháng tới"
