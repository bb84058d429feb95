"""The words of notices."""

from partywork.core.terms import Term


class NoticeKind(Term):
    """What a notice is about; decides the symbol beside it."""

    INVITATION = "invitation", "Giấy mời"
    MEETING = "meeting", "Sinh hoạt"
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    TASK = "task", "Nhiệm vụ"
    REPORT = "report", "Báo cáo"
    JOB = "job", "Việc chạy nền"
    REMINDER = "reminder", "Nhắc việc"
