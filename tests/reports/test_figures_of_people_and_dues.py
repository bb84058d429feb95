"""Figures 19 and 21 of a monthly report: bringing people into the Party, and đảng phí."""

from datetime import date

import pytest

from partywork.admissions.models import ClassPlace, PartyClass, Procedure, Prospect
from partywork.admissions.terms import ClassKind, ProcedureKind, ProcedureState, ProspectStage
from partywork.cells.terms import MembershipStatus, Sex
from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.core.text import fold
from partywork.reports.pages import groups_of
from partywork.reports.service import open_draft, review
from partywork.reports.terms import FigureKey
from tests.dues.keeping import Keeping

OCTOBER = Month(2026, 10)


@pytest.fixture
def kept(make, today):
    """A cell with its register of dues since July, in October."""
    today(date(2026, 7, 10))
    found = Keeping.begun(make)
    for month in (Month(2026, 7), Month(2026, 8), Month(2026, 9)):
        found.collect(month, found.secretary, on=date(2026, 7, 9))
    found.collect(Month(2026, 7), found.member, on=date(2026, 7, 9))
    today(date(2026, 10, 25))
    return found


def figures_of(kept):
    report = open_draft(kept.secretary, kept.cell.id, OCTOBER)
    return {one.key: one for one in review.reading(kept.secretary, report.id).figures}


def prospect(kept, name, stage, **days):
    found = Prospect(
        organisation_id=kept.cell.id,
        full_name=name,
        name_sort_key=fold(name),
        folded_name=fold(name),
        sex=Sex.FEMALE,
        listed_on=date(2026, 1, 5),
        notice_given_on=date(2026, 1, 5),
        helper_id=kept.secretary.member_id,
        stage=stage,
        **days,
    )
    db.session.add(found)
    db.session.flush()
    return found


def file_of(kept, someone, **days):
    db.session.add(
        Procedure(
            organisation_id=kept.cell.id,
            kind=ProcedureKind.ADMISSION,
            state=ProcedureState.PREPARING,
            prospect_id=someone.id,
            **days,
        )
    )


def test_prospects_classes_and_files_are_counted_at_the_end_of_the_period(kept):
    with transaction():
        prospect(kept, "Nguyễn Thị Quần", ProspectStage.WATCHED)
        prospect(kept, "Lê Văn Thôi", ProspectStage.DROPPED, closed_on=date(2026, 9, 1))
        later = prospect(kept, "Trần Văn Sau", ProspectStage.DROPPED, closed_on=date(2026, 11, 2))
        writing = prospect(kept, "Phạm Thị Làm", ProspectStage.PREPARING)
        sent = prospect(kept, "Hồ Thị Gửi", ProspectStage.PROPOSED)
        file_of(kept, writing, opened_on=date(2026, 10, 2))
        file_of(kept, later, opened_on=date(2026, 8, 2), stopped_on=date(2026, 9, 2))
        file_of(kept, sent, opened_on=date(2026, 8, 2), sent_up_on=date(2026, 10, 9))
        course = PartyClass(
            organisation_id=kept.cell.id,
            kind=ClassKind.AWARENESS,
            host="Trung tâm chính trị",
            starts_on=date(2026, 10, 12),
        )
        db.session.add(course)
        db.session.flush()
        place = ClassPlace(class_id=course.id, prospect_id=writing.id, cell_id=kept.cell.id)
        db.session.add(place)

    found = figures_of(kept)

    numbers = [
        found[key].value
        for key in (
            FigureKey.PROSPECTS,
            FigureKey.PROSPECTS_IN_CLASS,
            FigureKey.ADMISSION_FILES,
            FigureKey.ADMISSIONS_PROPOSED,
        )
    ]
    assert numbers == ["4", "1", "1", "1"]
    assert "Nguyễn Thị Quần" not in str(list(found.values()))


def test_probations_that_end_soon_are_told_with_their_day(make, kept):
    one = make.member(kept.cell, name="Vũ Thị Dự", status=MembershipStatus.PROBATIONARY)
    with transaction():
        one.ceremony_on = date(2025, 11, 20)

    found = figures_of(kept)[FigureKey.PROBATION_ENDING]

    assert found.value == "1 (20/11/2026)"
    assert found.rows == ("Đ/c Vũ Thị Dự: hết thời gian dự bị ngày 20/11/2026",)


def test_dues_are_sums_of_the_register_and_name_nobody(kept):
    found = figures_of(kept)

    assert found[FigureKey.DUES_DUE].value == "246.000 đ"
    assert found[FigureKey.DUES_COLLECTED].value == "0 đ"
    assert found[FigureKey.DUES_OWED].value == "1 đồng chí, 2 tháng, 246.000 đ"
    assert found[FigureKey.DUES_PASSED_UP].value == "0 đ"
    assert "sổ thu đảng phí" in found[FigureKey.DUES_OWED].explanation
    assert kept.member.name not in str(found[FigureKey.DUES_OWED])


def test_every_figure_stands_under_a_heading_and_old_reports_have_fewer(kept):
    figures = list(figures_of(kept).values())
    shown = [one.key for group in groups_of(figures) for one in group.figures]
    before = [one for one in figures if one.key is FigureKey.WOMEN]

    assert shown == list(FigureKey)
    assert [group.title for group in groups_of(before)] == ["Đảng viên"]


def test_a_cell_without_a_register_says_so(make, today):
    today(date(2026, 7, 10))
    kept = Keeping.formed(make)
    today(date(2026, 10, 25))

    found = figures_of(kept)

    assert {found[key].value for key in FigureKey if key.value.startswith("dues")} == {
        "Chưa mở sổ thu"
    }
