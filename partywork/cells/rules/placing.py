"""Where in the tree an organisation may lie."""

from partywork.cells.terms import OrganisationKind
from partywork.core.errors import RuleBroken

_ABOVE = {
    OrganisationKind.UPPER: (),
    OrganisationKind.COMMITTEE: (OrganisationKind.UPPER,),
    OrganisationKind.SUB_ORGANISATION: (OrganisationKind.COMMITTEE,),
    OrganisationKind.CELL: (OrganisationKind.COMMITTEE, OrganisationKind.SUB_ORGANISATION),
}


def kinds_above(kind: OrganisationKind) -> tuple[OrganisationKind, ...]:
    """Return what an organisation of that kind may lie under.

    A chi bộ lies under the Đảng bộ or one of its đảng bộ bộ phận, which lies under the Đảng bộ
    (Điều lệ Đảng, Điều 21; 208-QĐ/TW, as quoted).
    """
    return _ABOVE[kind]


def check_parent(kind: OrganisationKind, path: str, above: OrganisationKind, place: str) -> None:
    """Refuse a place under what cannot hold such an organisation, or below itself."""
    if above not in _ABOVE[kind]:
        raise RuleBroken(
            f"«{kind.label}» không thuộc «{above.label}» trong hệ thống tổ chức.", "parent_id"
        )
    if place.startswith(path):
        raise RuleBroken("Tổ chức không thể thuộc chính mình.", "parent_id")
