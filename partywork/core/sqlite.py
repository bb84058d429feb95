"""What keeps SQLite honest: its settings, set and read back on every connection."""

from typing import Any

# The first SQLite library without the WAL-reset fault (corruption with two connections).
SAFE_WAL = (3, 51, 3)


def prepare(connection: Any) -> None:
    """Set what a new connection of SQLite's own driver needs, or refuse to work with it."""
    connection.isolation_level = None
    cursor = connection.cursor()
    version = tuple(int(part) for part in _one(cursor, "SELECT sqlite_version()").split("."))
    journal = "wal" if version >= SAFE_WAL else "truncate"
    in_memory = not _file_of(cursor)
    wanted = {
        "busy_timeout": 10000,
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "journal_mode": "memory" if in_memory else journal,
    }
    for pragma, value in wanted.items():
        cursor.execute(f"PRAGMA {pragma}={value}")
        got = _one(cursor, f"PRAGMA {pragma}")
        if got != value:
            raise RuntimeError(f"SQLite refuses {pragma}={value}: it stays {got}")
    cursor.close()


def _one(cursor: Any, statement: str) -> Any:
    return cursor.execute(statement).fetchone()[0]


def _file_of(cursor: Any) -> str:
    return str(cursor.execute("PRAGMA database_list").fetchone()[2] or "")
