"""The pages of copies and of the books of minutes."""

from collections.abc import Callable
from io import BytesIO

import pytest

from partywork.core import clock
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.papers import ISSUED_ON, Desk, pdf

Browse = Callable[..., Browser]


@pytest.fixture(autouse=True)
def day(today: Callable[..., None]) -> None:
    today(ISSUED_ON)


def test_a_resolution_is_extracted_signed_numbered_and_found_by_who_it_is_given_to(
    make: Make, browse: Browse
) -> None:
    desk = Desk(make, make.cell())
    resolution = desk.issued(is_laid_out=True)
    member = make.member(desk.organisation)
    own, reader = browse(desk.actor), browse(make.actor(member))
    begin = own.get(f"/resolutions/{resolution.id}/").soup.find("a", string="Trích, sao nghị quyết")
    facts = {
        "kind": "extract",
        "chosen": "2",
        "signer_id": str(desk.actor.member_id),
        "readers": str(member.id),
        "recipients": "- Lưu Chi bộ.",
    }

    refused = own.post(begin["href"], {**facts, "chosen": []}, expect=422)
    copy = own.post(begin["href"], facts).location
    assert "ít nhất một mục" in refused.words
    assert "- Lưu Chi bộ." in refused.words
    assert "Chờ ký" in own.get("/copies/").words
    reader.get(copy, expect=404)
    signed = {
        "signed_on": f"{clock.today():%d/%m/%Y}",
        "is_harmless": "y",
        "file": (BytesIO(pdf()), "ban ky.pdf"),
    }
    assert "01-BS/" in own.get(f"{copy}/issue").words
    own.post(f"{copy}/issue", signed)

    assert "Trích sao số 01-BS/CB" in reader.get(copy).words
    assert "Đã phát hành" in reader.get("/copies/").words
    assert own.post(f"{copy}/drop", page=copy, expect=422)


def test_a_copy_that_is_not_wanted_is_thrown_away(make: Make, browse: Browse) -> None:
    desk = Desk(make, make.cell())
    source = desk.issued(is_laid_out=True).document_id
    own = browse(desk.actor)
    facts = {
        "kind": "certified",
        "signer_id": str(desk.actor.member_id),
        "recipients": "Lưu Chi bộ",
    }
    copy = own.post(f"/copies/new/{source}", facts).location

    own.post(f"{copy}/drop", page=copy)

    assert "Chưa có bản sao" in own.get("/copies/").words
    assert own.get("/copies/books").words.count("Chưa có cuộc họp nào") == 1
