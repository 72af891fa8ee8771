"""Disks without room, in every way that a machine allows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


class Full:
    """A disk that is full as long as it is told to be, for the program with that process id."""

    def fill(self, pid: int) -> None:
        """Leave no room for another change."""
        raise NotImplementedError

    def empty(self, pid: int) -> None:
        """Make room again."""
        raise NotImplementedError


class Quota(Full):
    """A limit on the size of files (``RLIMIT_FSIZE``), which every account may set for itself.

    A file that has come to the limit takes no more. Drafts are smaller, as they would be where
    a quota has some room left.
    """

    LIMIT = 16_384

    def fill(self, pid: int) -> None:
        self._set(pid, self.LIMIT)

    def empty(self, pid: int) -> None:
        self._set(pid, None)

    def _set(self, pid: int, limit: int | None) -> None:
        import resource

        with suppress(ProcessLookupError):  # who has ended needs none
            _soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            soft = hard if limit is None else limit
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


class SmallDisk(Full):
    """A disk of two megabytes, which another file fills."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self, pid: int) -> None:
        with suppress(OSError), self._ballast.open("ab", buffering=0) as stream:
            while stream.write(bytes(512)):
                pass

    def empty(self, pid: int) -> None:
        self._ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk of two megabytes at ``folder``; only root can have one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here; the quota stands for it")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
