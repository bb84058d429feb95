"""A list of another source, of people of both cells, that is being compared with the register."""

from partywork.checks.service import comparing, loading, twins
from partywork.checks.terms import Look, Verdict
from partywork.core.actor import Desk
from tests.access.sides import Side
from tests.support.make import Make

_HEADER = "Họ và tên,Ngày sinh,Số căn cước,Nghề nghiệp,Ghi chú"


def build(make: Make, a: Side, b: Side, committee: Side) -> None:
    """Load a list that tells other things of one member of each cell."""
    rows = [
        f"{person.full_name},{person.born_on:%d/%m/%Y},{person.citizen_id},"
        f"{side.word('Nghề')},{side.word('Ghi')}"
        for side in (a, b)
        for person in side.people[4:]
    ]
    rows += [f"{side.word('Tên')},01/02/1950,,," for side in (a, b)]
    desk = make.office(Desk.ORGANISATION)
    compared = loading.load(
        desk,
        file_name="csdl.csv",
        source=committee.word("Nguồn"),
        content="\n".join([_HEADER, *rows]).encode(),
    )
    person = comparing.open_page(desk, compared.id).people[0]
    committee.objects["difference"] = {"list_id": compared.id, "row_id": person.row_id}
    unknown = comparing.open_page(desk, compared.id, look=Look.THEIRS).people
    for side, name in zip((a, b), unknown, strict=True):
        one, other = side.people[1:3]
        side.objects["twins"] = {"member_id": one.id, "other_id": other.id}
        reason = side.word("Hai người")
        twins.decide(desk, one.id, other.id, verdict=Verdict.TWO_PERSONS, reason=reason)
        side.objects["difference-name"] = {
            "list_id": compared.id,
            "row_id": name.row_id,
            "member_id": one.id,
        }
