"""The words of transfers."""

from partywork.core.terms import Term


class TransferKind(Term):
    """Where a Party life goes (domain: cells and meetings §7.3)."""

    OUT = "out", "Chuyển sinh hoạt đi nơi khác"
    IN = "in", "Chuyển sinh hoạt đến"
    WITHIN = "within", "Chuyển giữa các chi bộ trong Đảng bộ"
    AWAY = "away", "Đi sinh hoạt tạm thời"
    GUEST = "guest", "Đến sinh hoạt tạm thời"

    @property
    def is_temporary(self) -> bool:
        """Say whether the member comes back or goes back after a time."""
        return self in (TransferKind.AWAY, TransferKind.GUEST)


class PaperKind(Term):
    """The papers the Đảng bộ gives out in a transfer."""

    LETTER = "letter", "Giấy giới thiệu sinh hoạt đảng"
    SLIP = "slip", "Phiếu báo"


class TransferState(Term):
    """Where a transfer stands."""

    STARTED = "started", "Đang làm thủ tục"
    LETTER_ISSUED = "letter_issued", "Đã cấp giấy giới thiệu"
    RECEIVED = "received", "Đã tiếp nhận, chưa gửi phiếu báo"
    RUNNING = "running", "Đang sinh hoạt tạm thời"
    COMPLETED = "completed", "Đã hoàn thành"
    RETURNED = "returned", "Nơi đến trả lại"
    CANCELLED = "cancelled", "Đã dừng"


OPEN_STATES = (
    TransferState.STARTED,
    TransferState.LETTER_ISSUED,
    TransferState.RECEIVED,
    TransferState.RUNNING,
)


class Ending(Term):
    """Why a transfer that had begun did not take place."""

    RETURNED = "returned", "Nơi đến trả lại hồ sơ"
    CANCELLED = "cancelled", "Dừng, không chuyển nữa"


class SamePerson(Term):
    """What the desk answers when the register knows somebody of equal name and birthday."""

    YES = "yes", "Phải, là đồng chí đó trở lại"
    NO = "no", "Không, là người khác trùng tên"
