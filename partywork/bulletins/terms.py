"""The words of bulletins."""

from partywork.core.terms import Term


class BulletinKind(Term):
    """What the office sends."""

    TEXTS = "texts", "Văn bản mới cần quán triệt"
    NEWS = "news", "Bản tin nội bộ"
