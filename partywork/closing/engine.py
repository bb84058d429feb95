"""Filling a Word template, in a child process that a hostile or broken template may break.

The template is the office's own file: it gets values and no objects, little memory, little work of
the processor (a busy machine takes longer and refuses nothing) and a Jinja sandbox. Run as a
program it reads a pickled template, page and limit from standard input and prints the document;
what is wrong with the template it says on standard error.
"""

import pickle
import re
import resource
import signal
import subprocess
import sys
import zipfile
from dataclasses import fields, is_dataclass
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from partywork.core import display
from partywork.core.templates import DISPLAY_FILTERS

_MEMORY = 1024 * 1024 * 1024
# A paper takes a fifth of a second.
_PROCESSOR_SECONDS = 20
_MOST_XML = 64 * 1024 * 1024
_REFUSED = 3
_TOO_HEAVY = "Mẫu Word quá nặng, không điền xong trong thời gian cho phép."
_QUOTED = re.compile(r"'([^']*)'")
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External')
_HYPERLINK = b"relationships/hyperlink"
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
# What a paper never needs and a hostile file likes.
_FOREIGN = ("word/embeddings/", "word/activeX/", "word/vbaProject")


class BadTemplate(Exception):
    """A template that cannot be filled; the message says why in the words of people."""


def plain(value: Any) -> Any:
    """Return a page as values without behaviour: what a template may ask of it, and no more."""
    if is_dataclass(value):
        kind = type(value)
        computed = [name for name in dir(kind) if isinstance(getattr(kind, name), property)]
        names = [*(one.name for one in fields(value)), *computed]
        return SimpleNamespace(**{name: plain(getattr(value, name)) for name in names})
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value


def fill(template: bytes, page: object, *, seconds: int = _PROCESSOR_SECONDS) -> bytes:
    """Return the document that a template and a page make, or raise `BadTemplate`."""
    done = subprocess.run(
        [sys.executable, "-m", "partywork.closing.engine"],
        input=pickle.dumps((template, plain(page), seconds)),
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    if done.returncode == _REFUSED:
        raise BadTemplate(done.stderr.decode("utf-8"))
    if done.returncode == -signal.SIGXCPU:
        raise BadTemplate(_TOO_HEAVY)
    raise BadTemplate("Không mở được mẫu Word: tệp bị hỏng hoặc không đúng dạng.")


def filled(template: bytes, page: Any) -> bytes:
    """Fill a template here and now; used inside the child."""
    _check_parts(template)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters.update(DISPLAY_FILTERS)
    environment.globals["percent"] = display.percent
    document, written = DocxTemplate(BytesIO(template)), BytesIO()
    try:
        document.render({"page": page}, environment, autoescape=True)
    except UndefinedError as unknown:
        names = _QUOTED.findall(str(unknown))
        name = names[-1] if names else "?"
        raise BadTemplate(f"Mẫu Word có chỗ điền mà hệ thống không biết: «{name}».") from unknown
    except SecurityError as sly:
        raise BadTemplate("Mẫu Word có chỗ điền không được phép dùng.") from sly
    except TemplateSyntaxError as wrong:
        raise BadTemplate(
            "Mẫu Word có chỗ điền viết sai: hãy xem lại các dấu {{ }} và {% %}."
        ) from wrong
    document.save(written)
    return written.getvalue()


def _check_parts(template: bytes) -> None:
    """Refuse what reaches out of the paper when somebody opens it."""
    with zipfile.ZipFile(BytesIO(template)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MOST_XML:
            raise BadTemplate("Mẫu Word quá lớn.")
        if any(part.filename.startswith(_FOREIGN) for part in parts):
            raise BadTemplate("Mẫu Word có phần nhúng (macro, đối tượng); hãy bỏ đi rồi gửi lại.")
        for part in parts:
            if part.filename.endswith(".rels") and _reaches_out(archive.read(part)):
                raise BadTemplate("Mẫu Word có liên kết ra ngoài; hãy bỏ đi rồi gửi lại.")


def _reaches_out(relations: bytes) -> bool:
    found = (one for one in _RELATION.findall(relations) if _OUTSIDE.search(one))
    return any(_HYPERLINK not in one for one in found)


def main() -> int:
    """Fill what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    template, page, seconds = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  (by our parent)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        sys.stdout.buffer.write(filled(template, page))
    except BadTemplate as bad:
        sys.stderr.buffer.write(str(bad).encode())
        return _REFUSED
    except MemoryError:
        sys.stderr.buffer.write(_TOO_HEAVY.encode())
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
