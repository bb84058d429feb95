"""Fifty people press «Lấy số và phát hành» at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.documents import service
from partywork.documents.policy import visible, visible_taken_numbers
from partywork.documents.terms import DocumentKind

DAY = date(2026, 11, 6)
SYSTEM = system(DAY)
ALL = 50


def test_fifty_parallel_issues_take_fifty_consecutive_numbers(app, make):
    cell = make.cell()
    papers = [
        service.draft(
            SYSTEM, organisation_id=cell.id, kind=DocumentKind.RESOLUTION, summary=f"về việc {n}"
        ).id
        for n in range(ALL)
    ]

    def issue(document_id):
        with app.app_context():
            with transaction():
                document = service.get(SYSTEM, document_id)
                symbol = service.issue(SYSTEM, document, issued_on=DAY)
            db.session.remove()
            return symbol

    with ThreadPoolExecutor(16) as people:
        symbols = list(people.map(issue, papers))

    numbers = sorted(one.number for one in db.session.scalars(visible_taken_numbers(SYSTEM)))
    stored = db.session.scalars(visible(SYSTEM).execution_options(populate_existing=True))
    assert sorted(symbols) == [f"{n:02d}-NQ/CB" for n in range(1, ALL + 1)]
    assert numbers == list(range(1, ALL + 1))
    assert {paper.symbol for paper in stored} == set(symbols)
