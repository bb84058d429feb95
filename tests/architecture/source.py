"""What the architecture tests ask of a parsed source file; each question returns line numbers."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "partywork"


@dataclass(frozen=True)
class Source:
    """One parsed module and where it stands in the house."""

    path: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package under partywork, or the module itself: `cells`, `settings`."""
        return Path(self.path).parts[0].removesuffix(".py")

    @property
    def floor(self) -> str:
        """The floor inside the package, be it a file or a folder: `rules`, `service`."""
        parts = Path(self.path).parts
        return parts[1].removesuffix(".py") if len(parts) > 1 else ""


@cache
def sources() -> tuple[Source, ...]:
    """Return every module of the product."""
    return tuple(
        Source(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def last_name(node: ast.expr) -> str:
    """Return what stands before the last dot's right side: `session` for `db.session`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def names_from(tree: ast.Module, module: str) -> set[str]:
    """Return the local names imported from a library."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == module
        for alias in node.names
    }


def imported_modules(tree: ast.Module) -> set[str]:
    """Return the top names of the libraries a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


def hidden_imports(tree: ast.Module) -> list[int]:
    """An import inside a function hides a cycle."""
    return [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def sql_calls(tree: ast.Module, *names: str) -> list[int]:
    """Calls of SQLAlchemy's functions, as `sa.select(…)`, `db.select(…)` or bare."""
    bare = names_from(tree, "sqlalchemy") & set(names)
    return [
        call.lineno
        for call in calls(tree)
        if (isinstance(call.func, ast.Name) and call.func.id in bare)
        or (
            isinstance(call.func, ast.Attribute)
            and call.func.attr in names
            and last_name(call.func.value) in {"sa", "sqlalchemy", "db", "orm"}
        )
    ]


def method_calls(tree: ast.Module, *names: str) -> list[int]:
    return [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in names
    ]


def session_reads(tree: ast.Module) -> list[int]:
    """`session.get` and `session.query` go round the scope; Flask's own session is another."""
    flask_session = names_from(tree, "flask") & {"session"}
    return [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"get", "get_one", "query"}
        and last_name(call.func.value) == "session"
        and not (isinstance(call.func.value, ast.Name) and flask_session)
    ]


def clock_readings(tree: ast.Module) -> list[int]:
    """Calls that ask the machine what time it is."""
    return [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"now", "utcnow", "today"}
        and last_name(call.func.value) in {"datetime", "date"}
    ]


def own_clock_readings(tree: ast.Module) -> list[int]:
    """Calls of our own `clock.now()` and `clock.today()`."""
    return [
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"now", "today"}
        and last_name(call.func.value) == "clock"
    ]


def environment_readings(tree: ast.Module) -> list[int]:
    """Places that look at the process's environment."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and last_name(node.value) == "os"
    ]
