"""Reading the list of organisations: every line is right, or the whole list waits."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partywork.cells.terms import OrganisationKind
from partywork.core.errors import RuleBroken
from partywork.core.text import tidy

COLUMNS = (
    "code",
    "kind",
    "name",
    "heading_lines",
    "heading_lines_as_superior",
    "symbol_code",
    "place",
    "parent_code",
    "term_from",
    "term_to",
    "last_numbers",
)
_KINDS = {kind.value: kind for kind in OrganisationKind}
_CODE = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_LAST_NUMBER = re.compile(r"([^\W\d_]+)=([0-9]{1,5})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One organisation as the list describes it; heading lines are parted by line breaks."""

    code: str
    kind: OrganisationKind
    name: str
    heading_lines: str
    heading_lines_as_superior: str
    symbol_code: str
    place: str
    parent_code: str | None
    term_from: date | None
    term_to: date | None
    last_numbers: Mapping[str, int]


def read_organisations(
    csv_text: str, present: Mapping[str, str | None]
) -> tuple[OrganisationLine, ...]:
    """Return the organisations of a list, or refuse it with one sentence for each wrong line.

    `present` are the codes already in the tree with those of their parents. A parent stands in
    the list or in the tree, and nobody is above oneself.
    """
    reader = csv.DictReader(io.StringIO(csv_text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        absent = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if absent:
            raise RuleBroken(f"Tệp thiếu cột: {', '.join(absent)}.")
        numbered = [(reader.line_num, row) for row in reader]
    except csv.Error as refusal:
        raise RuleBroken("Tệp không đúng dạng CSV.") from refusal
    lines: dict[str, OrganisationLine] = {}
    faults: list[str] = []
    for number, row in numbered:
        try:
            line = _line(row, lines)
            lines[line.code] = line
        except RuleBroken as refusal:
            faults.append(f"Dòng {number}: {refusal.message}.")
    faults.extend(_faults_of_places(lines, present))
    if faults:
        raise RuleBroken("\n".join(faults))
    return tuple(lines.values())


def _line(
    row: Mapping[str | None, str | None], above: Mapping[str, OrganisationLine]
) -> OrganisationLine:
    told = {column: tidy(row.get(column) or "") for column in COLUMNS}
    kind = _KINDS.get(told["kind"])
    if not _CODE.fullmatch(told["code"]):
        raise RuleBroken(f"mã «{told['code']}» phải gồm chữ và số")
    if told["code"] in above:
        raise RuleBroken(f"mã «{told['code']}» đã có ở dòng trên")
    if kind is None:
        raise RuleBroken(f"không hiểu loại tổ chức «{told['kind']}»")
    if not told["name"]:
        raise RuleBroken("thiếu tên tổ chức")
    term_from, term_to = _day(told["term_from"]), _day(told["term_to"])
    if term_to and (term_from is None or term_to < term_from):
        raise RuleBroken("nhiệm kỳ kết thúc trước khi bắt đầu")
    last_numbers = _last_numbers(told["last_numbers"])
    if last_numbers and term_from is None:
        raise RuleBroken("có số văn bản đã dùng nhưng không có ngày bắt đầu nhiệm kỳ")
    return OrganisationLine(
        code=told["code"],
        kind=kind,
        name=told["name"],
        heading_lines=told["heading_lines"].replace("|", "\n"),
        heading_lines_as_superior=told["heading_lines_as_superior"].replace("|", "\n"),
        symbol_code=told["symbol_code"],
        place=told["place"],
        parent_code=told["parent_code"] or None,
        term_from=term_from,
        term_to=term_to,
        last_numbers=last_numbers,
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise RuleBroken(f"ngày «{text}» không đúng; hãy ghi năm-tháng-ngày, ví dụ 2025-03-27")


def _last_numbers(text: str) -> dict[str, int]:
    numbers = {}
    for part in text.split(";") if text else ():
        found = _LAST_NUMBER.fullmatch(part.strip())
        if found is None:
            raise RuleBroken(f"số văn bản đã dùng «{part}» phải có dạng NQ=14")
        numbers[found[1]] = int(found[2])
    return numbers


def _faults_of_places(
    lines: Mapping[str, OrganisationLine], present: Mapping[str, str | None]
) -> list[str]:
    parents = {**present, **{code: line.parent_code for code, line in lines.items()}}
    faults = []
    for code, line in lines.items():
        if line.parent_code is None:
            if line.kind is OrganisationKind.CELL:
                faults.append(f"«{code}»: chi bộ phải thuộc một tổ chức cấp trên.")
        elif line.parent_code not in parents:
            faults.append(f"«{code}»: không có tổ chức cấp trên mang mã «{line.parent_code}».")
        elif _is_above_itself(code, parents):
            faults.append(f"«{code}»: tổ chức không thể là cấp trên của chính mình.")
    return faults


def _is_above_itself(code: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = code
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
