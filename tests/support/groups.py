"""Which tests of a run stay together on one worker: those that share what takes long to build.

The groups are read from the ids of the tests. The marks of xdist end in ids that pytest 9.2 no
longer hands out, so that marked tests were spread over the workers without a word.
"""

import re

from xdist.scheduler import LoadScopeScheduling

# Their fixtures last as long as the module.
_WHOLE_FILES = (
    "tests/architecture/test_packaging.py",
    "tests/cli/test_demo.py",
    "tests/cli/test_keys.py",
)
_ACCESS = "tests/access/"
_KIND = re.compile(r"[\[-](sqlite|postgresql)(?=[-\]])")


def group_of(test: str) -> str:
    """Return the group of a test by its id; most tests are a group of their own."""
    path = test.partition("::")[0]
    if path in _WHOLE_FILES:
        return path
    kind = _KIND.search(test)
    if path.startswith(_ACCESS) and kind is not None:
        return f"{_ACCESS} on {kind[1]}"
    return test


class Together(LoadScopeScheduling):
    """Hands the tests of a group to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
