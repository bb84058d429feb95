import pytest

from partywork.audit.rules import ReadableChange, action_words, readable


def test_an_act_is_named_as_people_call_it():
    assert action_words("meeting.invite") == "Gửi giấy mời"


@pytest.mark.parametrize(
    ("action", "words"),
    [("meeting.dance", "Buổi sinh hoạt: việc khác"), ("unknown", "Hệ thống: việc khác")],
)
def test_an_act_without_words_is_named_by_its_subject(action, words):
    assert action_words(action) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "trống"),
        ("", "trống"),
        (True, "có"),
        (False, "không"),
        (22, "22"),
        ("2026-11-05", "05/11/2026"),
        ("2026-11-05 12:42:00+00:00", "19:42 ngày 05/11/2026"),
        ("2026-11-05T12:42:00.123456+00:00", "19:42 ngày 05/11/2026"),
        ("2026-11-05 nhưng chưa chắc", "2026-11-05 nhưng chưa chắc"),
        (["một", "hai", "ba"], "một; hai; ba"),
    ],
)
def test_a_fact_reads_in_words(value, words):
    assert readable({"title": value}) == [ReadableChange("Tên", words)]


def test_a_pair_reads_as_before_and_after():
    assert readable({"place": ["Phòng 1", None]}) == [
        ReadableChange("Địa điểm", "trống", "Phòng 1")
    ]


def test_a_field_without_words_shows_no_technical_name():
    assert readable({"folded_name": "x"}) == [ReadableChange("Nội dung khác", "x")]


def test_the_key_of_a_record_is_not_shown():
    assert readable({"chair": "0198c0de-0000-7000-8000-000000000001"}) == []


def test_a_field_named_by_a_key_is_about_one_person():
    key = "0198c0de-0000-7000-8000-000000000001"

    assert readable({key: ["Chưa điểm danh", "Có mặt"]}) == [
        ReadableChange("Một đồng chí", "Có mặt", "Chưa điểm danh")
    ]
