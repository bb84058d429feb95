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


class MailKind(Term):
    """What a mail says has happened; a mail never says more than this."""

    INVITED = "invited", "Đồng chí có giấy mời mới"
    CHANGED = "changed", "Giấy mời của đồng chí có thay đổi"
    CANCELLED = "cancelled", "Cuộc họp đã mời đồng chí không họp nữa"
    NEWS = "news", "Đồng chí có tài liệu mới cần đọc"


class MailState(Term):
    """How far a mail has come."""

    WAITING = "waiting", "Đang chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    SKIPPED = "skipped", "Không gửi: chưa có địa chỉ hoặc không nhận thư"
    GIVEN_UP = "given_up", "Không gửi được"


class MailProblem(Term):
    """Why a mail did not go out at its last try."""

    UNREACHABLE = "unreachable", "Không nối được máy chủ thư"
    REFUSED = "refused", "Máy chủ thư từ chối"
    UNSURE = "unsure", "Mất liên lạc khi đang gửi, không rõ đã đến chưa"
