"""A start that would be unsafe is refused with what to set."""

from pathlib import Path

import pytest

from partywork.settings import BadSettings, Settings, check, from_environment

DEMO = {"PARTYWORK_DEMO": "1"}
PRODUCTION = {"PARTYWORK_PUBLIC_URL": "https://dang.example.vn"}
MAIL = {
    **DEMO,
    "PARTYWORK_SMTP_HOST": "mail.example.org",
    "PARTYWORK_SMTP_FROM": "phan-mem@example.org",
}


def read(tmp_path, **values):
    return from_environment({"PARTYWORK_DATA": str(tmp_path), **values})


def test_the_demo_runs_on_the_loopback_address_with_plain_cookies(tmp_path):
    settings = read(tmp_path, **DEMO)

    assert settings.is_demo
    assert not settings.is_https
    assert settings.public_url == "http://127.0.0.1:8000"


def test_a_production_start_makes_and_keeps_its_own_secret(tmp_path):
    first, second = read(tmp_path, **PRODUCTION), read(tmp_path, **PRODUCTION)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert (tmp_path / "keys" / "secret_key").stat().st_mode & 0o077 == 0
    assert first.is_https
    assert first.trusted_hosts == ("dang.example.vn",)


def test_two_installations_have_two_secrets(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"

    assert read(one, **PRODUCTION).secret_key != read(other, **PRODUCTION).secret_key


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "PARTYWORK_PUBLIC_URL"),
        ({"PARTYWORK_PUBLIC_URL": "http://dang.example.vn"}, "https"),
        ({**DEMO, "PARTYWORK_PUBLIC_URL": "https://dang.example.vn"}, "loopback"),
        ({**DEMO, "PARTYWORK_PUBLIC_URL": "http://0.0.0.0:8000"}, "loopback"),
        ({**MAIL, "PARTYWORK_SMTP_FROM": "phan mem"}, "PARTYWORK_SMTP_FROM"),
        ({**MAIL, "PARTYWORK_SMTP_TLS": "none"}, "this machine only"),
        ({**MAIL, "PARTYWORK_SMTP_TLS": "plain"}, "starttls, ssl or none"),
        ({**MAIL, "PARTYWORK_SMTP_USER": "đảng-ủy"}, "ASCII"),
    ],
)
def test_an_unsafe_start_is_refused(tmp_path, values, reason):
    with pytest.raises(BadSettings, match=reason):
        read(tmp_path, **values)


def test_the_secret_of_the_demo_opens_no_production(tmp_path):
    demo = read(tmp_path, **DEMO)

    with pytest.raises(BadSettings, match="demo secret"):
        check(
            Settings(
                data=tmp_path,
                database_url=demo.database_url,
                secret_key=demo.secret_key,
                public_url="https://dang.example.vn",
            )
        )


@pytest.mark.parametrize("prefix", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_every_spelling_of_a_postgresql_address_gets_our_driver(tmp_path, prefix):
    settings = read(tmp_path, **DEMO, PARTYWORK_DATABASE_URL=f"{prefix}u@h/party")

    assert settings.database_url == "postgresql+psycopg://u@h/party"


def test_the_data_folder_holds_the_database_and_the_files(tmp_path):
    settings = read(tmp_path, **DEMO)

    assert settings.database_url == f"sqlite:///{tmp_path / 'partywork.sqlite3'}"
    assert settings.files == Path(tmp_path) / "files"
