"""Headers and cookies of every answer, on the loopback demo and behind TLS."""

import pytest

from partywork.app import create_app
from partywork.settings import Settings

ADDRESSES = ["/sign-in", "/account", "/khong/co", "/healthz", "/static/app.css", "/static/none.css"]


def client_of(tmp_path, public_url, **settings):
    app = create_app(
        Settings(
            data=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}",
            secret_key="a key for tests only",
            public_url=public_url,
            password_cost=1,
            **settings,
        )
    )
    return app.test_client()


@pytest.fixture
def plain(tmp_path):
    return client_of(tmp_path, "http://127.0.0.1:8000")


@pytest.fixture
def secure(tmp_path):
    return client_of(tmp_path, "https://dang.example.vn", trusted_hosts=("dang.example.vn",))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_strict_policy(plain, address):
    headers = plain.get(address, buffered=True).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "static" not in one])
def test_no_answer_stays_in_a_cache(plain, address):
    assert plain.get(address).headers["Cache-Control"] == "no-store"


def test_the_server_does_not_name_its_parts_in_headers(plain):
    assert "X-Powered-By" not in plain.get("/sign-in").headers


def test_the_cookie_of_the_loopback_demo_is_plain(plain):
    cookie = plain.get("/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("partywork=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_cookie_behind_tls_is_secure_and_bound_to_the_host(secure):
    answer = secure.get("/sign-in", base_url="https://dang.example.vn")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-partywork=")
    assert "; Secure" in cookie
    assert "; Path=/" in cookie
    assert "Domain" not in cookie
    assert "HttpOnly" in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_the_loopback_demo_does_not_ask_for_tls(plain):
    assert "Strict-Transport-Security" not in plain.get("/sign-in").headers


@pytest.mark.parametrize("host", ["evil.example", "dang.example.vn.evil.example"])
def test_another_host_name_is_refused(secure, host):
    answer = secure.get("/sign-in", base_url=f"https://{host}")

    assert answer.status_code == 400
    assert host not in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"]
