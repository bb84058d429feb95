"""Use cases of recommendations: written down, answered, read out, looked up."""

from partywork.recommendations.service.printing import printed
from partywork.recommendations.service.reading import (
    Line,
    Place,
    for_answering,
    for_changing,
    for_reading_out,
    for_recording,
    get,
    listed,
    places,
    show,
    to_read_out,
)
from partywork.recommendations.service.recording import (
    Asked,
    answer,
    change,
    due_on,
    read_out,
    record,
    remind,
)

__all__ = [
    "Asked",
    "Line",
    "Place",
    "answer",
    "change",
    "due_on",
    "for_answering",
    "for_changing",
    "for_reading_out",
    "for_recording",
    "get",
    "listed",
    "places",
    "printed",
    "read_out",
    "record",
    "remind",
    "show",
    "to_read_out",
]
