"""The papers that come out of a meeting."""

from partywork.core.terms import Term


class Paper(Term):
    """What a meeting leaves behind, in the order in which it is finished."""

    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Dự thảo nghị quyết"
    DECISION = "decision", "Quyết định"
    TASKS = "tasks", "Danh sách nhiệm vụ"
    ATTENDANCE = "attendance", "Danh sách dự họp"
    QUALITY = "quality", "Phiếu chấm điểm buổi sinh hoạt"
    REPORT = "report", "Số liệu báo cáo tháng"


class StepState(Term):
    """How a step after the meeting stands."""

    DONE = "done", "Xong"
    NOW = "now", "Đang chờ đồng chí"
    NEXT = "next", "Chưa xong"
