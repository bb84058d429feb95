"""The words of votes."""

from partywork.core.terms import Term


class VoteKind(Term):
    """How a vote is taken; secret and paper votes come with the meeting room."""

    OPEN = "open", "Biểu quyết công khai (giơ tay)"


class VoteSubject(Term):
    """What is voted on; the threshold follows from it."""

    RESOLUTION = "resolution", "Thông qua nghị quyết"
    ORDINARY = "ordinary", "Nội dung thường"
    ADMISSION = "admission", "Kết nạp đảng viên"
    CONFIRMATION = "confirmation", "Công nhận đảng viên chính thức"
    EXPULSION = "expulsion", "Đề nghị khai trừ"


class Threshold(Term):
    """How many in favour are needed, out of the roll and not of those present."""

    MAJORITY = "majority", "Quá nửa tổng số"
    TWO_THIRDS = "two_thirds", "Từ hai phần ba tổng số"


class VoteStatus(Term):
    """The life of a vote: never opened twice, never changed after closing."""

    PREPARED = "prepared", "Chưa biểu quyết"
    OPEN = "open", "Đang biểu quyết"
    PASSED = "passed", "Được thông qua"
    FAILED = "failed", "Không được thông qua"
