"""The words of the two packs for Sổ tay đảng viên and of their clocks."""

from partywork.core.terms import Term


class Pack(Term):
    """What is uploaded before a meeting, and what after it (Hướng dẫn 42-HD/BTCTW)."""

    BEFORE = "before", "Tài liệu trước buổi họp"
    AFTER = "after", "Kết quả sau buổi họp"


class Standing(Term):
    """How a clock stands."""

    IDLE = "idle", "Chưa tính hạn"
    RUNNING = "running", "Còn hạn"
    KEPT = "kept", "Đúng hạn"
    LATE = "late", "Trễ hạn"
    OVERDUE = "overdue", "Quá hạn"
