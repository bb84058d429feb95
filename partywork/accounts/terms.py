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


class AccountFate(Term):
    """What becomes of the account of a record that goes, when two records are made one."""

    NONE = "none", "Hồ sơ bị hủy không có tài khoản"
    FOLLOWS = "follows", "Tài khoản của hồ sơ bị hủy chuyển sang hồ sơ được giữ, dùng tiếp"
    LOCKED = "locked", "Tài khoản của hồ sơ bị hủy bị khóa ngay; dùng tài khoản của hồ sơ được giữ"
