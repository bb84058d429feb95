"""Whoever opens what is kept of a member, or takes a list with names, stands in the trail."""

import pytest

from partywork.audit.models import AuditEntry
from partywork.core.db import db


def _trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


@pytest.mark.parametrize(
    "path",
    [
        "/members/{}",
        "/members/{}/edit/work",
        "/conduct/members/{}/",
        "/badges/members/{}/",
        "/dues/members/{}",
        "/dues/members/{}/declare",
        "/privacy/members/{}/papers",
        "/transfers/members/{}",
    ],
)
def test_opening_a_part_of_a_record_is_told_to_the_member_and_ones_own_is_not(path, make, browse):
    cell = make.cell()
    member = make.member(cell)
    secretary = make.secretary(cell)

    browse(secretary).get(path.format(member.id))
    if "edit" not in path:
        browse(secretary).get(path.format(secretary.member_id))

    (entry,) = _trail("member.read")
    assert (entry.subject_id, entry.actor_id) == (member.id, secretary.user_id)
    assert entry.organisation_path == cell.path
    assert entry.changes["role"] == "Cấp ủy chi bộ"
    page = browse(make.actor(member)).get(f"/privacy/members/{member.id}/readers")
    assert secretary.name in page.words


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("/transfers/book.pdf", 0),
        ("/dues/cells/{}/2026/10/list.pdf", 3),
        ("/conduct/residence/forms.pdf?cell={}", 3),
        ("/badges/batches/2026-11-07/list.pdf", 0),
    ],
)
def test_a_list_with_names_on_paper_is_told_with_its_rows(path, rows, make, browse):
    cell = make.cell()
    for _ in range(2):
        make.member(cell)

    browse(make.secretary(cell)).get(path.format(cell.id))

    (entry,) = _trail("member.export")
    assert entry.organisation_id == cell.id
    assert (entry.changes["rows"], entry.changes["format"]) == (rows, "PDF")
