"""Sealed fields open only where they were sealed, and nothing of them lies in the database."""

import json
import stat
import unicodedata
from contextlib import closing
from datetime import date
from sqlite3 import connect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.models import Member
from partywork.cells.terms import Sex
from partywork.core.db import db, transaction
from partywork.core.sealing import (
    KeysInUse,
    KeysUnusable,
    SealBroken,
    keys_in_use,
    load_keys,
    make_keys,
    save_keys,
)
from tests.support.databases import SQLITE

RING = make_keys()
PLACE = "members|phone|1"


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_in_its_place(content):
    assert RING.open(RING.seal(content, PLACE), PLACE) == content


@given(st.binary(min_size=1, max_size=60), st.data())
def test_any_altered_byte_is_noticed(content, data):
    sealed = bytearray(RING.seal(content, PLACE))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealBroken):
        RING.open(bytes(sealed), PLACE)


@pytest.mark.parametrize("place", ["members|phone|2", "members|email|1", "prospects|phone|1"])
def test_bytes_moved_to_another_row_column_or_table_do_not_open(place):
    with pytest.raises(SealBroken):
        RING.open(RING.seal(b"0912345678", PLACE), place)


def test_the_same_words_are_never_sealed_alike_and_cut_bytes_do_not_open():
    sealed = RING.seal(b"0912345678", PLACE)

    assert sealed != RING.seal(b"0912345678", PLACE)
    for length in (0, 2, 14, len(sealed) - 1):
        with pytest.raises(SealBroken):
            RING.open(sealed[:length], PLACE)


def test_an_older_key_still_opens_and_the_newest_seals():
    newer = RING.with_new_key()

    assert newer.open(RING.seal(b"x", PLACE), PLACE) == b"x"
    with pytest.raises(SealBroken):
        RING.open(newer.seal(b"x", PLACE), PLACE)
    with pytest.raises(SealBroken):
        newer.only_current().open(RING.seal(b"x", PLACE), PLACE)


def test_a_digest_is_of_the_composed_text_and_of_one_column():
    composed, taken_apart = "Đặng Thị Hường", unicodedata.normalize("NFD", "Đặng Thị Hường")

    assert RING.digest(composed, "members|phone") == RING.digest(taken_apart, "members|phone")
    assert RING.digest(composed, "members|phone") != RING.digest(composed, "members|email")
    assert RING.digest(composed, "members|phone") != make_keys().digest(composed, "members|phone")


def test_the_key_file_is_its_owners_alone_and_read_back_as_it_was(tmp_path):
    file = tmp_path / "keys" / "fields.json"

    save_keys(file, RING)
    save_keys(file, RING)

    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert load_keys(file) == RING
    assert [one.name for one in file.parent.iterdir()] == ["fields.json"]


@pytest.mark.parametrize(
    "words",
    ["", "[]", "{}", json.dumps({"current": 1, "keys": {"1": "AAAA"}, "digest": "AAAA"})],
)
def test_a_file_without_usable_keys_is_refused_by_name(tmp_path, words):
    file = tmp_path / "fields.json"
    file.write_text(words)

    with pytest.raises(KeysUnusable, match=r"fields\.json holds no usable keys"):
        load_keys(file)


def test_a_running_server_reads_a_new_file_and_outlives_a_lost_one(tmp_path):
    file = tmp_path / "fields.json"
    save_keys(file, RING)
    used = KeysInUse(file)

    save_keys(file, RING.with_new_key())
    assert used.ring.current == 2
    file.unlink()
    assert used.ring.current == 2


SECRETS = {
    "citizen_id": "001160012345",
    "phone": "0912345678",
    "email": "hung@example.vn",
    "residence": "Số 5, phố Lò Đúc, Hà Nội",
    "temporary_residence": "Ngõ 12, phố Huế, Hà Nội",
    "ethnicity": "Mường",
    "religion": "Phật giáo",
    "health": "Đã mổ tim",
}


@pytest.fixture
def member(make):
    found = make.member(make.cell())
    with transaction():
        for name, words in SECRETS.items():
            setattr(found, name, unicodedata.normalize("NFD", words))
    return found


def stored(member_id):
    query = db.select(Member).where(Member.id == member_id).execution_options(partywork_scoped=True)
    db.session.expire_all()
    return db.session.scalars(query).one()


def test_sealed_fields_are_kept_composed_and_found_by_their_digest(member):
    found = stored(member.id)

    assert {name: getattr(found, name) for name in SECRETS} == SECRETS
    by_phone = db.select(Member.id).where(Member.phone_digest == Member.phone.digest("0912345678"))
    assert db.session.scalar(by_phone.execution_options(partywork_scoped=True)) == member.id


def test_nothing_and_empty_leave_neither_bytes_nor_a_digest(member):
    with transaction():
        found = stored(member.id)
        found.phone, found.email = None, ""

    assert (found.phone_sealed, found.phone_digest, found.email_sealed) == (None, None, None)
    assert found.phone is None


def test_bytes_swapped_between_two_rows_or_columns_do_not_open(make, member):
    other = make.member(make.cell())
    with transaction():
        found = stored(member.id)
        other_row = stored(other.id)
        other_row.phone_sealed, found.email_sealed = found.phone_sealed, found.phone_sealed

    for row, name in ((stored(other.id), "phone"), (stored(member.id), "email")):
        with pytest.raises(SealBroken):
            getattr(row, name)


def test_a_page_over_a_field_that_does_not_open_refuses_in_words(make, browse, member):
    with transaction():
        stored(member.id).phone_sealed = b"\x01\x00\x09" + b"0" * 40
    office = browse(make.office())

    page = office.get(f"/members/{member.id}", expect=500)

    assert page.soup.h1.get_text(strip=True) == "Không mở được dữ liệu được bảo vệ"
    assert "báo quản trị" in page.words


def test_the_bytes_of_the_database_hold_none_of_the_personal_words(database, app, member):
    if database.kind == SQLITE:
        db.session.commit()
        with closing(connect(database.data / "test.sqlite3")) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw = (database.data / "test.sqlite3").read_bytes()
    else:
        rows = db.session.execute(db.text("SELECT members::text FROM members")).scalars()
        raw = "\n".join(rows).encode()

    assert member.full_name.encode() in raw
    for words in SECRETS.values():
        for form in ("NFC", "NFD"):
            written = unicodedata.normalize(form, words).encode()
            assert written not in raw
            assert written.hex().encode() not in raw


def test_a_sealed_record_needs_no_key_of_its_own_before(app):
    person = Member(full_name="A", born_on=date(1980, 1, 1), sex=Sex.MALE, phone="0912345678")

    assert person.id is not None
    assert person.phone == "0912345678"
    assert keys_in_use().ring.current == 1
