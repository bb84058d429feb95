"""The four ways the system refuses, each carrying the Vietnamese sentence people will read."""


class DomainError(Exception):
    """A refusal with a message for the person who asked."""

    def __init__(self, message: str) -> None:
        """Keep the sentence that the page will show."""
        super().__init__(message)
        self.message = message


class NotVisible(DomainError):
    """The record does not exist for this actor: absent and hidden are the same."""

    def __init__(self, message: str = "Không tìm thấy trang hoặc hồ sơ này.") -> None:
        """Default to the one sentence used for everything absent or hidden."""
        super().__init__(message)


class NotAllowed(DomainError):
    """The actor may read the record but not do this to it."""


class RuleBroken(DomainError):
    """A rule of the Party or of the system forbids it; the message says which and what to do.

    `field` names the form field the message belongs to, when there is one.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        """Keep the message and, if known, the field it belongs to."""
        super().__init__(message)
        self.field = field


class Stale(DomainError):
    """Somebody saved a newer version after the actor opened this one."""

    def __init__(
        self, message: str = "Nội dung vừa được người khác sửa. Hãy xem bản mới rồi lưu lại."
    ) -> None:
        """Default to the sentence used by every edit form."""
        super().__init__(message)


class Busy(DomainError):
    """Another save holds the database for too long; nothing was saved, trying again helps."""

    def __init__(
        self, message: str = "Hệ thống đang bận, chưa lưu được. Hãy gửi lại sau ít giây."
    ) -> None:
        """Default to the sentence for every page."""
        super().__init__(message)


def require(allowed: bool, message: str) -> None:
    """Raise `NotAllowed` with `message` unless `allowed`."""
    if not allowed:
        raise NotAllowed(message)
