"""The words of what people ask about their own data."""

from partywork.core.terms import Term


class CorrectionStatus(Term):
    """Where a proposal to correct one's own record stands."""

    WAITING = "waiting", "Chờ xem xét"
    ACCEPTED = "accepted", "Đã sửa theo đề nghị"
    REFUSED = "refused", "Không sửa"
    WITHDRAWN = "withdrawn", "Đã rút lại"
