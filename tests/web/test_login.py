from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.web.login import is_local_path

SITE = "https://dang.example.vn/sign-in"


@pytest.mark.parametrize("path", ["/", "/inbox?trang=2", "/meetings/1/#muc", "/tìm?tim=nghị quyết"])
def test_a_path_of_this_site_is_local(path):
    assert is_local_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "inbox",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/a\\b",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "/\x00",
        " /inbox",
        "@evil.example",
        "/\u2028/evil.example",
    ],
)
def test_anything_else_is_not(path):
    assert not is_local_path(path)


@given(st.text(alphabet="/\\:@.?#ehtps \t\n", max_size=14))
def test_what_is_called_local_stays_on_this_site(path):
    if is_local_path(path):
        assert urlsplit(urljoin(SITE, path)).netloc == "dang.example.vn"
