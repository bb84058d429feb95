"""The words of what people ask about their own data."""

from partywork.core.terms import Term


class CorrectionStatus(Term):
    """Where a proposal to correct one's own record stands."""

    WAITING = "waiting", "Chờ xem xét"
    ACCEPTED = "accepted", "Đã sửa theo đề nghị"
    REFUSED = "refused", "Không sửa"
    WITHDRAWN = "withdrawn", "Đã rút lại"


class RequestKind(Term):
    """What somebody asks about their own data (Luật 91/2025/QH15, Điều 4)."""

    ACCESS = "access", "Xem, được cung cấp dữ liệu"
    RECTIFICATION = "rectification", "Chỉnh sửa dữ liệu"
    DELETION = "deletion", "Xóa dữ liệu"
    WITHDRAWAL = "withdrawal", "Rút lại sự đồng ý"
    RESTRICTION = "restriction", "Hạn chế xử lý dữ liệu"
    OBJECTION = "objection", "Phản đối xử lý dữ liệu"


class RequestStatus(Term):
    """Where a request about personal data stands."""

    RECEIVED = "received", "Chờ phản hồi"
    IN_HAND = "in_hand", "Đang thực hiện"
    EXTENDED = "extended", "Đã gia hạn"
    ANSWERED = "answered", "Đã thực hiện"
    REFUSED = "refused", "Không thực hiện, có lý do"
    TAKEN_BACK = "taken_back", "Người yêu cầu rút lại"


class RequestStep(Term):
    """What the desk does next with a request."""

    REPLY = "reply", "Phản hồi đã nhận, báo trình tự thực hiện"
    EXTEND = "extend", "Gia hạn một lần"
    ANSWER = "answer", "Đã thực hiện xong"
    REFUSE = "refuse", "Không thực hiện được"


class PaperStanding(Term):
    """Whether a paper lies in the dossier."""

    UNCHECKED = "unchecked", "Chưa kiểm tra"
    PRESENT = "present", "Có"
    MISSING = "missing", "Thiếu"
    NOT_NEEDED = "not_needed", "Không cần"


class RotationStatus(Term):
    """Where a change of the keys of sealed fields stands."""

    ASKED = "asked", "Chờ người thứ hai xác nhận"
    REFUSED = "refused", "Không xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận, chờ thực hiện"
    RUNNING = "running", "Đang đổi khóa"
    DONE = "done", "Đã đổi khóa xong"
