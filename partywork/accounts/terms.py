"""The words of sign-in."""

from partywork.core.terms import Term


class AccountStatus(Term):
    """Whether an account may sign in."""

    NEW = "new", "Chưa kích hoạt"
    ACTIVE = "active", "Đang dùng"
    LOCKED = "locked", "Đã khóa"


class SignInOutcome(Term):
    """What happened at the door."""

    DONE = "done", "Đăng nhập"
    REFUSED = "refused", "Sai tên hoặc mật khẩu"
    THROTTLED = "throttled", "Thử lại sau"
