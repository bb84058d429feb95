"""When an organisation is what it is only with the consent of the committee right above it."""

from partywork.cells.rules.thresholds import Crossing
from partywork.cells.terms import ConsentCase, OrganisationKind


def case_of(
    kind: OrganisationKind, members: int, *, lies_under_upper: bool, limit: int
) -> ConsentCase | None:
    """Return for what an organisation takes consent, if for anything.

    From 30 members on a grassroots organisation is a đảng bộ cơ sở, with fewer a chi bộ cơ sở; the
    other way round, and a đảng bộ bộ phận, takes the consent of the committee right above
    (Điều lệ Đảng, Điều 21, point 5 only quoted). Probationary members count. A chi bộ cơ sở is one
    right under the upper organisation; a cell of a đảng bộ may have any number of members.
    """
    match kind:
        case OrganisationKind.COMMITTEE if members < limit:
            return ConsentCase.SMALL_ORGANISATION
        case OrganisationKind.SUB_ORGANISATION:
            return ConsentCase.SUB_ORGANISATION
        case OrganisationKind.CELL if lies_under_upper and members >= limit:
            return ConsentCase.LARGE_CELL
        case _:
            return None


def words_of(case: ConsentCase, members: int, limit: int, basis: str) -> str:
    """Say what the rule asks for, with the numbers and what it rests on."""
    consent = f"cần cấp ủy cấp trên trực tiếp đồng ý bằng văn bản ({basis})."
    if case is ConsentCase.SUB_ORGANISATION:
        return f"Lập đảng bộ bộ phận trong đảng bộ cơ sở {consent}"
    if case is ConsentCase.LARGE_CELL:
        return (
            f"Chi bộ cơ sở có {members} đảng viên, từ {limit} trở lên: lập đảng bộ cơ sở; giữ "
            f"là chi bộ cơ sở thì {consent}"
        )
    return f"Đảng bộ có {members} đảng viên, dưới {limit}: {consent}"


_BEGINS = {
    ConsentCase.SMALL_ORGANISATION: "Đảng bộ còn dưới {limit} đảng viên",
    ConsentCase.LARGE_CELL: "Chi bộ cơ sở có từ {limit} đảng viên trở lên",
    ConsentCase.SUB_ORGANISATION: "Đảng bộ bộ phận cần văn bản đồng ý của cấp trên",
}
_ENDS = {
    ConsentCase.SMALL_ORGANISATION: "Đảng bộ đã có từ {limit} đảng viên trở lên",
    ConsentCase.LARGE_CELL: "Chi bộ cơ sở còn dưới {limit} đảng viên",
    ConsentCase.SUB_ORGANISATION: "Không còn là đảng bộ bộ phận",
}


def crossing(
    before: ConsentCase | None, now: ConsentCase | None, members: int, limit: int, basis: str
) -> Crossing | None:
    """Return what is told when an organisation becomes such a case, or is one no longer."""
    if now is not None and now is not before:
        title = _BEGINS[now].format(limit=limit)
        return Crossing(
            title,
            f"{words_of(now, members, limit, basis)} Khi có văn bản, hãy ghi số và ngày ở trang tổ "
            "chức.",
        )
    if now is not None or before is None:
        return None
    return Crossing(
        _ENDS[before].format(limit=limit),
        f"Tổ chức có {members} đảng viên, không còn thuộc trường hợp cần cấp trên đồng ý.",
    )
