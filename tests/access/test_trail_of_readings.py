"""Whoever opens what is kept of a member, or takes a list with names, stands in the trail."""

from collections.abc import Iterator
from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.readings import READINGS
from tests.access.matrix import MATRIX, PEOPLE
from tests.access.routes import of_side
from tests.access.visitors import Visitors
from tests.access.world import World
from tests.support.admissions import admitted

# Pages of the record itself, whose services note the reading.
NOTED_BY_SERVICES = {
    "badges.member",
    "badges.record_card",
    "cells.edit_record",
    "cells.member",
    "checks.twins",
    "conduct.member",
    "dues.declare",
    "dues.person",
    "privacy.papers",
    "transfers.of_member",
}

OF_PROSPECTS = {
    "admissions.change_past",
    "admissions.checklist_pdf",
    "admissions.file",
    "admissions.show",
}

# Two records side by side.
OF_TWO_MEMBERS = {"checks.twins"}

# Packages that keep no record of a member: what they show is of a cell, a meeting, an account.
OF_NO_MEMBER = {"accounts", "documents", "meetings", "notifications", "reports", "resolutions"}
OF_NO_MEMBER |= {"tasks", "provisions", "closing", "handbook", "ballots", "rooms", "quality"}
OF_NO_MEMBER |= {"bulletins", "copies", "recommendations"}

# Every other page whose address has a key, and why opening it is no reading of a record.
NO_READING = {
    "a form for one act, empty but for a name; the act itself stands in the trail": {
        "admissions.assign_helper",
        "admissions.celebrate",
        "admissions.certify",
        "admissions.decide",
        "admissions.send",
        "admissions.send_back",
        "admissions.sponsor",
        "admissions.stop",
        "admissions.strike_off",
        "admissions.tick",
        "admissions.vote",
        "badges.award",
        "badges.nominate",
        "badges.past_award",
        "badges.postpone",
        "badges.resume",
        "badges.submit",
        "cells.choose_event",
        "cells.death",
        "cells.record_event",
        "conduct.commend",
        "conduct.discipline",
        "conduct.progress",
        "conduct.reinstate",
        "conduct.suspend",
        "dues.end_relief",
        "dues.record",
        "dues.relieve",
        "transfers.begin_out",
        "transfers.complete",
        "transfers.end",
        "transfers.extend",
        "transfers.issue_letter",
        "transfers.move",
        "transfers.prepare",
        "transfers.send_away",
        "transfers.send_slip",
        "transfers.stop",
    },
    "it asks for a reason and the password first; what is shown then stands in the trail": {
        "admissions.reveal",
        "privacy.unmask",
    },
    "a row of a list, which stands in the trail; of somebody of the register, as their record": {
        "cells.mend",
    },
    "it is for the member alone": {"privacy.propose", "privacy.readers"},
    "somebody who is not a member": {
        "admissions.change",
        "admissions.drop",
        "admissions.open_again",
        "admissions.open_file",
        "admissions.review",
        "checks.decide_theirs",
    },
    "an office, a decision, a cell: known to every member of the Đảng bộ": {
        "cells.appoint",
        "cells.bodies",
        "cells.carry_out",
        "cells.change_facts",
        "cells.confirm_nomination",
        "cells.dissolve",
        "cells.end_group",
        "cells.extend_term",
        "cells.fill_group",
        "cells.form_group",
        "cells.groups",
        "cells.hand_over",
        "cells.merge",
        "cells.offices",
        "cells.open_term",
        "cells.record_consent",
        "cells.refuse_nomination",
        "cells.relieve",
        "cells.rename",
        "cells.reorganise",
        "cells.show",
        "cells.split",
        "cells.withdraw",
    },
    "a list of many; taken out or printed it stands in the trail as a list": {
        "admissions.change_class",
        "admissions.choose_people",
        "admissions.letter_pdf",
        "admissions.show_class",
        "cells.apply_filter",
        "cells.columns",
        "cells.discard_import",
        "cells.show_export",
        "cells.show_import",
        "cells.undo_import",
        "checks.ask_corrections",
        "checks.compare",
        "checks.corrections_pdf",
        "checks.delete_list",
        "checks.list_columns",
        "dues.begin",
        "dues.close",
        "dues.debtors",
        "dues.hand_up",
        "dues.list_pdf",
        "dues.month",
        "dues.quarter",
        "dues.reopen",
        "dues.settlement_pdf",
        "dues.year",
    },
    "keys, not people": {"privacy.rotation"},
}


def _with_keys(world: World) -> set[str]:
    return {
        rule.endpoint
        for rule in world.app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and any("uuid" in type(one).__name__.lower() for one in rule._converters.values())
        and rule.endpoint.partition(".")[0] not in OF_NO_MEMBER
    }


def test_every_page_with_a_key_notes_its_reading_or_says_why_it_is_none(world: World) -> None:
    known = [NOTED_BY_SERVICES, set(READINGS), *NO_READING.values()]

    assert sum(map(len, known)) == len(set().union(*known)), "a page stands in two places"
    assert _with_keys(world) - set().union(*known) == set(), "say whether these show a record"
    assert set().union(*known) - _with_keys(world) == set(), "these pages are gone"


def _openings(world: World, endpoint: str) -> Iterator[tuple[str, str]]:
    """Yield an address of the page, and a person who may open it and is not its member."""
    for row in MATRIX:
        if (row.method, row.endpoint) != ("GET", endpoint):
            continue
        for expected, side in zip(row.expected, (world.a, world.b, world.committee), strict=True):
            path = of_side(world.app, endpoint, row.state, side) if expected else None
            letters = [one for one, sign in zip(PEOPLE, expected, strict=False) if sign == "+"]
            if path is not None:
                yield from ((path, letter) for letter in reversed(letters) if letter not in "nm")


@pytest.mark.parametrize("endpoint", sorted(NOTED_BY_SERVICES | set(READINGS)))
def test_opening_what_is_kept_of_one_member_is_noted_once(
    world: World, visitors: Visitors, endpoint: str
) -> None:
    noted = []
    for path, letter in _openings(world, endpoint):
        before = _noted_for(world, letter)
        assert visitors[letter].get(path).status == 200
        noted.append(_noted_for(world, letter) - before)

    # The files of the world are of prospects, who have no record yet.
    records = 0 if endpoint in OF_PROSPECTS else 2 if endpoint in OF_TWO_MEMBERS else 1
    assert set(noted) == {records}


def test_the_file_of_somebody_admitted_and_the_page_of_the_prospect_are_noted(make, browse, today):
    today(date(2026, 11, 5))
    desk, cell = make.office(), make.cell()
    for _sponsor in range(2):
        make.member(cell)
    file = admitted(make.secretary(cell), desk, date(2026, 9, 1), date(2026, 9, 15))
    reader = browse(desk)

    reader.get(f"/admissions/files/{file.id}")
    reader.client.get(f"/admissions/files/{file.id}/checklist.pdf")
    reader.get(f"/admissions/prospects/{file.prospect_id}")

    assert [entry.subject_id for entry in _trail("member.read")] == [file.member_id] * 3


def _noted_for(world: World, letter: str) -> int:
    reader = world.principals[letter]
    assert isinstance(reader, Actor)
    with world.app.app_context():
        return len([one for one in _trail("member.read") if one.actor_id == reader.user_id])


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
    if "edit" not in path and "declare" not in path:
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
