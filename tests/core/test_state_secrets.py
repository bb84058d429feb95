import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.core.state_secrets import find_secret_mark, refuse_secret


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("BMNN", "BMNN"),
        ("Báo cáo tháng 11\nTỐI MẬT\nNội dung", "TỐI MẬT"),
        ("  [ MẬT ]  ", "MẬT"),
        ("*** TUYỆT MẬT ***", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I   M Ậ T", "TỐI MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("TUYET MAT", "TUYỆT MẬT"),
        ("MAT", "MẬT"),
        ("M\u200bẬ\u200dT", "MẬT"),
        ("ＭẬＴ", "MẬT"),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), "TUYỆT MẬT"),
        ("Tối mật", "TỐI MẬT"),
        ("MẬT\tĐẢNG CỘNG SẢN VIỆT NAM", "MẬT"),
        ("Kế hoạch nhân sự (TỐI MẬT)", "TỐI MẬT"),
        ("[MẬT] Kế hoạch nhân sự", "MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("ĐỘ MẬT : TUYỆT MẬT", "TUYỆT MẬT"),
        ("Số 05-NQ/CB; độ mật: tối mật; độ khẩn: hỏa tốc", "TỐI MẬT"),
        ("Do mat: Mat", "MẬT"),
    ],
)
def test_a_state_secret_mark_is_found(text: str, mark: str) -> None:
    assert find_secret_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bảo mật",
        "BẢO MẬT",
        "bảo mật thông tin",
        "mật khẩu",
        "MẬT KHẨU",
        "Mật khẩu",
        "bí mật nhà nước là thông tin quan trọng",
        "Công tác bảo vệ bí mật nhà nước",
        "Phổ biến các mức độ tuyệt mật, tối mật, mật theo luật",
        "Tài liệu phải đóng dấu MẬT theo quy định",
        "Luật nêu ba độ mật: bảo đảm phân loại đúng",
        "Độ mật: không",
        "Độ mật: Mật khẩu",
        "mật ong",
        "Mật",
        "MẮT",
        "MẤT",
        "MẶT",
        "Đo mắt: mắt trái",
        "Quán triệt công tác bảo vệ BMNN",
        "ĐÃ MẤT",
        "TỐI MẶT",
    ],
)
def test_the_word_inside_a_sentence_is_no_mark(text: str) -> None:
    assert find_secret_mark(text) is None


@given(st.sampled_from(["MẬT", "TỐI MẬT", "TUYỆT MẬT"]), st.integers(0, 3), st.text("-*. ()"))
def test_a_mark_is_found_whatever_spacing_and_frame_it_has(
    mark: str, spaces: int, frame: str
) -> None:
    spaced = (" " * spaces).join(mark)

    assert find_secret_mark(f"Dòng đầu\n{frame}{spaced}{frame}\nDòng cuối") == mark


def test_a_text_with_a_mark_is_refused_without_repeating_its_content() -> None:
    with pytest.raises(RuleBroken) as refusal:
        refuse_secret("Trích yếu thường", None, "TỐI MẬT\nphương án nhân sự")

    assert "Luật 117/2025/QH15" in refusal.value.message
    assert "văn bản giấy" in refusal.value.message
    assert "nhân sự" not in refusal.value.message


def test_texts_without_a_mark_are_let_through() -> None:
    refuse_secret("Nghị quyết sinh hoạt chi bộ", None, "")
