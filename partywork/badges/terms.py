"""The words of badges and of membership cards."""

from collections.abc import Mapping
from types import MappingProxyType

from partywork.core.terms import Term


class Ground(Term):
    """Why a badge is given in a batch (01-HD/TW năm 2021, mục 18, as quoted).

    An early award rests on serious illness; what the illness is stays in the paper file.
    """

    DUE = "due", "Đủ tuổi Đảng"
    EARLY = "early", "Xét tặng sớm"
    POSTHUMOUS = "posthumous", "Truy tặng"


class NominationStatus(Term):
    """How far a nomination has come; before it there is only the computed list («dự kiến»)."""

    PROPOSED = "proposed", "Đang làm hồ sơ đề nghị"
    SUBMITTED = "submitted", "Đã trình cấp có thẩm quyền"
    AWARDED = "awarded", "Đã được tặng"
    POSTPONED = "postponed", "Tạm hoãn"


class PostponementReason(Term):
    """Why a nomination waits; the case behind it is never written here."""

    DISCIPLINE = "discipline", "Đang trong thời hạn sau kỷ luật"
    DOSSIER = "dossier", "Hồ sơ chưa đủ, chờ bổ sung"
    PARTY_AGE = "party_age", "Đang xác minh tuổi Đảng"
    OWN_WISH = "own_wish", "Theo nguyện vọng của đảng viên"


class DossierPaper(Term):
    """The papers of a dossier, on paper; here only that they are there, since when and where."""

    DECLARATION = "declaration", "Tờ khai đề nghị tặng Huy hiệu Đảng (mẫu 6-HHD)"
    EARLY_REQUEST = "early_request", "Đơn đề nghị xét tặng sớm"
    CELL_OPINION = "cell_opinion", "Ý kiến xác nhận, đề nghị của chi bộ"
    FILE_EXTRACT = "file_extract", "Đối chiếu ngày vào Đảng với hồ sơ đảng viên"


_ALWAYS = (DossierPaper.DECLARATION, DossierPaper.CELL_OPINION, DossierPaper.FILE_EXTRACT)

# What a dossier must hold, by the ground of the nomination.
PAPERS: Mapping[Ground, tuple[DossierPaper, ...]] = MappingProxyType(
    {
        Ground.DUE: _ALWAYS,
        Ground.EARLY: (DossierPaper.EARLY_REQUEST, *_ALWAYS),
        Ground.POSTHUMOUS: _ALWAYS,
    }
)


class CardAct(Term):
    """What may happen to a membership card."""

    ISSUED = "issued", "Cấp thẻ"
    EXCHANGED = "exchanged", "Đổi thẻ"
    LOST = "lost", "Báo mất thẻ"


class CardState(Term):
    """How the card of an official member stands."""

    MISSING = "missing", "Chưa có thẻ"
    OLD = "old", "Thẻ cũ, cần đổi"
    NEW = "new", "Đã có thẻ mới"
    LOST = "lost", "Báo mất, chờ cấp lại"
    UNKNOWN = "unknown", "Có thẻ, chưa rõ loại"
