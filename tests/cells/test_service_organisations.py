from datetime import date
from pathlib import Path

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.models import Body, Organisation, TermOfOffice
from partywork.cells.service import cell_page, organisations
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken

LIST = (Path(__file__).parent / "data" / "organisations.csv").read_text("utf-8")


@pytest.fixture
def robot(app):
    return system(clock.today())


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def test_the_list_becomes_the_tree_with_bodies_and_terms(robot):
    counts = organisations.import_organisations(robot, LIST)

    assert (counts.created, counts.updated, counts.unchanged) == (58, 0, 0)
    committee = organisations.by_code("DU")
    cell = organisations.by_code("CB11")
    assert committee.path == "TREN/DU/"
    assert cell.path == "TREN/DU/CB11/"
    assert cell.parent_id == committee.id
    assert cell.kind is OrganisationKind.CELL
    assert committee.heading_lines.count("\n") == 1
    assert organisations.body_of(robot, cell.id, BodyKind.CELL).name == cell.name
    assert organisations.body_of(robot, cell.id, BodyKind.CELL_COMMITTEE).name == "Chi ủy"
    assert {body.kind for body in every(Body) if body.organisation_id == committee.id} == {
        BodyKind.COMMITTEE,
        BodyKind.STANDING_COMMITTEE,
        BodyKind.INSPECTION_COMMISSION,
    }
    register = next(one for one in counts.registers if one.organisation.code == "DU")
    assert register.last_numbers["NQ"] == 14
    assert register.term.starts_on == date(2025, 7, 22)
    assert register.term.ends_on is None


def test_the_same_list_again_changes_nothing(robot):
    organisations.import_organisations(robot, LIST)
    before = {node.id: (node.version, node.path) for node in every(Organisation)}
    entries = len(every(AuditEntry))

    counts = organisations.import_organisations(robot, LIST)

    assert (counts.created, counts.updated, counts.unchanged) == (0, 0, 58)
    assert {node.id: (node.version, node.path) for node in every(Organisation)} == before
    assert len(every(Body)) == 56 * 2 + 3
    assert len(every(TermOfOffice)) == 57
    assert len(every(AuditEntry)) == entries


def test_a_renamed_cell_is_updated_with_its_body(robot):
    organisations.import_organisations(robot, LIST)

    counts = organisations.import_organisations(
        robot, LIST.replace("Chi bộ Văn phòng,", "Chi bộ Văn phòng Liên hiệp hội,")
    )

    cell = organisations.by_code("CB01")
    assert counts.updated == 1
    assert organisations.body_of(robot, cell.id, BodyKind.CELL).name == cell.name
    assert cell.name == "Chi bộ Văn phòng Liên hiệp hội"


def test_a_cell_moves_with_its_path_when_its_parent_changes(robot):
    organisations.import_organisations(robot, LIST)
    head, *lines = LIST.splitlines()
    moved = lines[2].replace(",DU,", ",BP,")
    part = "BP,sub_organisation,Đảng bộ bộ phận Các hội,,,,Hà Nội,DU,2025-03-27,,"

    counts = organisations.import_organisations(robot, "\n".join([head, part, moved]))

    assert (counts.created, counts.updated) == (1, 1)
    assert organisations.by_code("CB01").path == "TREN/DU/BP/CB01/"


def test_one_wrong_line_keeps_the_whole_list_out(robot):
    with pytest.raises(RuleBroken, match="Dòng 4"):
        organisations.import_organisations(robot, LIST.replace("CB01,cell,", "CB01,club,"))

    assert every(Organisation) == []


def test_only_the_office_brings_the_list_in(make):
    with pytest.raises(NotAllowed):
        organisations.import_organisations(make.secretary(make.cell()), LIST)


def test_the_cell_list_counts_people_and_names_who_leads(make):
    cell, other = make.cell("Chi bộ Hội Cầu đường"), make.cell("Chi bộ Hội Hóa học")
    make.member(cell, office=OfficeTitle.SECRETARY, name="Lê Thị Ân")
    make.member(cell)

    lines = {line.organisation.id: line for line in organisations.cell_lines(make.committee())}

    assert lines[cell.id].secretary == "Lê Thị Ân"
    assert (lines[cell.id].official, lines[cell.id].people) == (2, 2)
    assert lines[other.id].secretary == ""
    with pytest.raises(NotAllowed):
        organisations.cell_lines(make.secretary(cell))


def test_a_cell_without_a_committee_is_told_of_its_size(make):
    cell = make.cell()
    page = cell_page.open_page(make.secretary(cell), cell.id)

    assert [notice.is_grave for notice in page.notices] == [True]
    assert page.term is not None
    assert page.officers[0].office is OfficeTitle.SECRETARY


def test_another_cell_does_not_exist_for_a_secretary(make):
    with pytest.raises(NotVisible):
        cell_page.open_page(make.secretary(make.cell()), make.cell().id)
    with pytest.raises(NotVisible):
        cell_page.open_page(make.administrator(), make.cell().id)


def test_what_is_not_in_the_tree_is_not_found(make):
    actor = make.office()
    cell = make.cell()

    with pytest.raises(NotVisible, match="XX"):
        organisations.by_code("XX")
    with pytest.raises(NotVisible):
        organisations.get(actor, actor.user_id)
    with pytest.raises(NotVisible):
        organisations.body_of(actor, cell.id, BodyKind.COMMITTEE)
    assert organisations.get(actor, cell.id) is cell


def test_a_list_with_a_state_secret_mark_is_refused_whole(robot):
    row = LIST.splitlines()[-1]
    name = row.split(",")[2]

    with pytest.raises(RuleBroken, match="Luật 117"):
        organisations.import_organisations(robot, LIST.replace(name, "MẬT"))
    assert every(Organisation) == []
