"""The words of resolutions."""

from partywork.core.terms import Term


class ResolutionStatus(Term):
    """From draft to the end of force; a number exists only from ISSUED on."""

    DRAFT = "draft", "Dự thảo"
    ADOPTED = "adopted", "Đã thông qua"
    AWAITING_SIGNATURE = "awaiting_signature", "Chờ ký"
    SIGNED = "signed", "Đã ký"
    ISSUED = "issued", "Đã phát hành"
    REJECTED = "rejected", "Không được thông qua"
    REPLACED = "replaced", "Đã được thay thế"


# A paper on its way: without these steps it has no number.
UNISSUED = (
    ResolutionStatus.DRAFT,
    ResolutionStatus.ADOPTED,
    ResolutionStatus.AWAITING_SIGNATURE,
    ResolutionStatus.SIGNED,
)


class Part(Term):
    """The four parts of a monthly resolution (Hướng dẫn 42-HD/BTCTW, as described)."""

    ASSESSMENT = "I", "Đánh giá kết quả thực hiện nhiệm vụ"
    DIRECTION = "II", "Phương hướng, nhiệm vụ"
    ASSIGNMENT = "III", "Phân công và tổ chức thực hiện"
    QUALITY = "IV", "Tự đánh giá chất lượng kỳ sinh hoạt"
