"""Who used the processor meanwhile: the server, its database, this program, and everybody else."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")
# Counted from the field after the name: process group, user and system time.
_GROUP, _USER, _SYSTEM = 2, 11, 12


def _fields(pid: str) -> list[str]:
    """Return what the kernel says of a process; nothing when it has ended."""
    try:
        return (_PROC / pid / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def _seconds(fields: list[str]) -> float:
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS if fields else 0.0


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of processor time since the machine or the process started."""

    server: float
    database: float
    crowd: float
    machine: float

    def since(self, before: "Used") -> "Used":
        """Return what was used between two looks."""
        return Used(
            self.server - before.server,
            self.database - before.database,
            self.crowd - before.crowd,
            self.machine - before.machine,
        )

    @property
    def others(self) -> float:
        """What nobody of ours used: other people's work on this machine."""
        return max(self.machine - self.server - self.database - self.crowd, 0.0)


def used(server: int, backends: Collection[int]) -> Used:
    """Look now; `server` is a process group, `backends` the processes of the database."""
    everybody = [_fields(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    ours = [fields for fields in everybody if fields and int(fields[_GROUP]) == server]
    # user, nice, system, then idle and waiting, then interrupts.
    first = [int(word) for word in (_PROC / "stat").read_text().split("\n")[0].split()[1:8]]
    times = os.times()
    return Used(
        server=sum(map(_seconds, ours)),
        database=sum(_seconds(_fields(str(pid))) for pid in backends),
        crowd=times.user + times.system,
        machine=(sum(first[:3]) + sum(first[5:7])) / _TICKS,
    )
