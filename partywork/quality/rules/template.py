"""A template of the sheet: a hundred points in seven groups, and steps as people type them."""

import re
from collections.abc import Iterable, Sequence

from partywork.core.display import points
from partywork.core.errors import RuleBroken
from partywork.quality.rules.marking import Band, Criterion
from partywork.quality.rules.sums import TENTHS, WHOLE
from partywork.quality.terms import Measure, QualityGroup

_BAND = re.compile(r"(?:dưới\s+(\d{1,3})\s*%|(\d{1,3}))\s*:\s*(\d{1,3})(?:,(\d))?")


def check_template(criteria: Sequence[Criterion]) -> None:
    """A template adds up to 100 points in its seven groups, and its steps stay below each line."""
    if len({one.code for one in criteria}) != len(criteria):
        raise RuleBroken("Hai dòng của bảng điểm có cùng ký hiệu.")
    if {one.group for one in criteria} != set(QualityGroup):
        raise RuleBroken("Bảng điểm phải có đủ bảy nhóm.")
    if sum(one.most for one in criteria) != WHOLE:
        whole = points(sum(one.most for one in criteria))
        raise RuleBroken(f"Bảng điểm phải có tổng 100 điểm, đang là {whole}.")
    for one in criteria:
        if any(not 0 <= band.tenths <= one.most for band in one.bands):
            raise RuleBroken(f"Dòng {one.code}: điểm của mức cao hơn điểm tối đa.")
        if one.measure is not Measure.DURATION and any(band.of_minimum for band in one.bands):
            raise RuleBroken(f"Dòng {one.code}: mức «dưới … %» chỉ dùng cho số phút sinh hoạt.")


def bands_in_words(bands: Iterable[Band]) -> str:
    """Return steps as the office types them: «90: 4; 75: 3», «16: 3; dưới 50%: 1»."""
    return "; ".join(
        f"{f'dưới {band.start}%' if band.of_minimum else band.start}: {points(band.tenths)}"
        for band in bands
    )


def bands_of(text: str) -> tuple[Band, ...]:
    """Read steps as people type them: from which figure on, how many points."""
    bands = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        found = _BAND.fullmatch(part)
        if found is None:
            raise RuleBroken(
                "Các mức ghi như «90: 4; 75: 3»: từ bao nhiêu thì được bao nhiêu điểm."
            )
        share, start, whole, rest = found.groups()
        tenths = int(whole) * TENTHS + int(rest or 0)
        bands.append(Band(int(share or start), tenths, of_minimum=share is not None))
    return tuple(bands)
