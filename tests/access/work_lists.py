"""What an organisation keeps about its list of people: a filter, requests to take it out."""

from partywork.cells.service import export_making, export_requests, filters
from partywork.cells.terms import ExportFormat
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """Keep a filter, ask for a list, and have another one ready to be taken."""
    side = builder.side
    asked = {"tim": side.mark}
    kept = filters.save(side.secretary, name=side.word("Tìm"), asked=asked)
    builder.keep("filter", filter_id=kept.id)
    waiting, ready = (
        export_requests.ask(
            side.secretary,
            asked,
            export_format=ExportFormat.CSV,
            is_unmasked=True,
            reason=side.word("Lý do"),
        )
        for _number in range(2)
    )
    export_requests.decide(
        builder.make.office(), ready.id, ready.version, is_approved=True, refusal=""
    )
    list(export_making.prepare(ready.id))
    builder.keep("export-asked", request_id=waiting.id)
    builder.keep("export-ready", request_id=ready.id)
