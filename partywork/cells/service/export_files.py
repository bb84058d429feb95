"""The rows and the bytes of a list of people that is taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells import queries
from partywork.cells.engine.writing import write_book, write_csv
from partywork.cells.models import Organisation
from partywork.cells.pages import exporting
from partywork.cells.pages.lists import Wanted
from partywork.cells.pages.papers import papers_on_record
from partywork.cells.pages.register import RegisterLine, came_on, register_page
from partywork.cells.terms import ExportFormat, ExportKind, RecordField
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.pdf.renderer import render

# Nothing sealed is whole.
MASKED: frozenset[RecordField] = frozenset()
_MEDIA_TYPES = {
    ExportFormat.SPREADSHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.REGISTER: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to be sent: its name, its type, its bytes."""

    name: str
    media_type: str
    content: bytes

    @classmethod
    def named(
        cls, export_format: ExportFormat, content: bytes, kind: ExportKind = ExportKind.PEOPLE
    ) -> "ExportFile":
        """Give the bytes the name of what they are and the type of their form."""
        name = f"{kind.label}.{export_format.value}"
        return cls(name, _MEDIA_TYPES[export_format], content)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of such a list, for a spreadsheet and for print."""

    cells: tuple[str, ...]
    line: RegisterLine


def rows_of(
    actor: Actor,
    wanted: Wanted,
    opened: frozenset[RecordField],
    *,
    offset: int = 0,
    limit: int | None = None,
) -> list[Row]:
    """Return some of the people of a list as rows, in which only the `opened` fields are whole."""
    query = queries.people_on(actor, actor.day, wanted).offset(offset).limit(limit)
    found = list(db.session.scalars(query))
    members = [one.member_id for one in found]
    offices = queries.offices_of_members(actor, members, actor.day)
    days = queries.joined_on(actor, members)
    decided = queries.way_into_the_party(actor, members)
    return [
        Row(
            exporting.cells_of(
                one,
                offices.get(one.member_id),
                papers_on_record(one.member, decided.get(one.member_id, ())),
                opened,
            ),
            RegisterLine.of(one, offices.get(one.member_id), came_on(days, one)),
        )
        for one in found
    ]


def build_file(
    organisation: Organisation,
    wanted: Wanted,
    export_format: ExportFormat,
    rows: Sequence[Row],
    *,
    opened: frozenset[RecordField],
    day: date,
) -> ExportFile:
    """Write the rows in the form asked for."""
    titles, cells = exporting.titles(opened), [row.cells for row in rows]
    match export_format:
        case ExportFormat.CSV:
            content = write_csv(titles, cells)
        case ExportFormat.REGISTER:
            lines = tuple(row.line for row in rows)
            page = register_page(organisation, lines, asked=wanted.in_words, printed_on=day)
            content = render("pdf/register.html", page)
        case _:
            meanings = exporting.explanations(opened)
            content = write_book(
                [
                    ("Đảng viên", titles, cells),
                    ("Giải thích cột", exporting.EXPLANATION_TITLES, meanings),
                ]
            )
    return ExportFile.named(export_format, content)
