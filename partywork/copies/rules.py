"""What may be copied, and when a copy may have its number."""

from collections.abc import Collection
from datetime import date

from partywork.copies.terms import CopyKind
from partywork.core.errors import RuleBroken
from partywork.documents.terms import DocumentKind

SOURCES = (DocumentKind.MINUTES, DocumentKind.RESOLUTION, DocumentKind.DECISION)


def check_source(kind: DocumentKind, *, is_final: bool) -> None:
    """Only confirmed minutes and issued papers are copied: a draft has no true copy."""
    if kind not in SOURCES:
        raise RuleBroken("Chỉ trích, sao được biên bản, nghị quyết và quyết định.")
    if not is_final:
        raise RuleBroken("Văn bản chưa được xác nhận hoặc chưa phát hành nên chưa trích, sao được.")


def check_chosen(kind: CopyKind, chosen: Collection[int], offered: Collection[int]) -> None:
    """An extract names at least one part of the paper; a whole copy leaves nothing out."""
    if kind is not CopyKind.EXTRACT:
        return
    if not chosen:
        raise RuleBroken("Hãy chọn ít nhất một mục để trích.", "chosen")
    if not set(chosen) <= set(offered):
        raise RuleBroken("Mục được chọn không có trong văn bản.", "chosen")


def check_unnumbered(symbol: str | None) -> None:
    """A copy that has its number is neither changed nor thrown away."""
    if symbol is not None:
        raise RuleBroken("Bản sao đã lấy số, không sửa và không bỏ được nữa.")


def check_signed(signed_on: date, *, source_day: date, today: date) -> None:
    """A copy is signed on or after the day of the paper it copies, and not in the future.

    It takes its number of the series «BS» only after the signature (Hướng dẫn 36-HD/VPTW, mục
    II.1.3, kept by 05-HD/VPTW, as summarised).
    """
    if signed_on < source_day:
        raise RuleBroken("Ngày ký không được trước ngày của văn bản được sao.", "signed_on")
    if signed_on > today:
        raise RuleBroken("Ngày ký không được ở tương lai.", "signed_on")
