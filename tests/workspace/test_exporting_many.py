"""Many canvases as files: in one process or several, what fails costs no other."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support import build
from welvaartcanvas import processes
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.errors import Fault, OutputError, RequestError, UnknownThing
from welvaartcanvas.files import TargetExists
from welvaartcanvas.i18n import use_language
from welvaartcanvas.worker import Progress
from welvaartcanvas.workspace import exporting_many
from welvaartcanvas.workspace.exporting import ExportFormat, ExportKind, write_export
from welvaartcanvas.workspace.exporting_many import (
    MOST_PROCESSES,
    STEPS,
    WORTH_PROCESSES,
    Job,
    Making,
    processes_for,
    refusals,
    write_all,
)

REPORT = Making(ExportFormat.PDF, ExportKind.REPORT, date(2026, 1, 31), "en")
TEXT = replace(REPORT, format=ExportFormat.MD)

#: How the work is done in each of these tests: in this process, and in two others.
EITHER = pytest.mark.parametrize("several", [1, 2])

Outcomes = dict[int, Path | Exception]


def canvases(count: int) -> dict[str, Canvas]:
    """So many canvases by id; each says which one it is."""
    made = (
        build.canvas(number=n, title=f"Canvas {n}", notes={("opgave", "overheid"): [f"Tekst {n}"]})
        for n in range(1, count + 1)
    )
    return {canvas.id: canvas for canvas in made}


def written(
    jobs: list[Job],
    read: Callable[[str], Canvas],
    making: Making,
    several: int,
    progress: Progress = lambda done, total: None,
) -> Outcomes:
    """What became of each job."""
    outcomes: Outcomes = {}

    def done(number: int, outcome: Path | Exception) -> None:
        assert number not in outcomes
        outcomes[number] = outcome

    write_all(jobs, read, making, done=done, progress=progress, processes=several)
    return outcomes


def jobs_in(folder: Path, ids: dict[str, Canvas]) -> list[Job]:
    return [Job(known, folder / f"{n}") for n, known in enumerate(ids)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ExportKind)
def test_several_processes_write_what_one_does(
    tmp_path: Path, language: str, kind: ExportKind
) -> None:
    known = canvases(3)
    making = replace(REPORT, kind=kind, language=language)

    # The language of whoever asks is another than that of the files.
    with use_language({"nl": "en", "en": "nl"}[language]):
        for several in (1, 2):
            jobs = jobs_in(tmp_path / str(several), known)
            outcomes = written(jobs, known.__getitem__, making, several)
            assert outcomes == {n: job.target for n, job in enumerate(jobs)}

    with use_language(language):
        for n, canvas in enumerate(known.values()):
            alone = write_export(
                canvas, making.format, tmp_path / "alone", kind=kind, day=making.day, force=True
            )
            for several in ("1", "2"):
                assert (tmp_path / several / f"{n}").read_bytes() == alone.read_bytes()


@EITHER
def test_what_fails_is_named_and_the_others_are_written(tmp_path: Path, several: int) -> None:
    known = canvases(5)
    jobs = jobs_in(tmp_path, known)
    jobs[0].target.write_text("van iemand anders")
    jobs[1] = replace(jobs[1], target=jobs[0].target / "in een bestand")
    jobs[2].target.mkdir()

    def read(id: str) -> Canvas:
        if id == jobs[3].canvas_id:
            raise UnknownThing("canvas {value} does not exist; see: canvas list", value=id)
        return known[id]

    outcomes = written(jobs, read, TEXT, several)

    assert {n: type(outcome) for n, outcome in outcomes.items() if n < 4} == {
        0: TargetExists, 1: OutputError, 2: RequestError, 3: UnknownThing
    }  # fmt: skip
    assert outcomes[4] == jobs[4].target
    assert "Tekst 5" in jobs[4].target.read_text("utf-8")
    for n in (0, 1, 2):
        fault = outcomes[n]
        assert isinstance(fault, Fault) and fault.values["file"] == jobs[n].target
    assert jobs[0].target.read_text() == "van iemand anders"


@EITHER
def test_files_that_are_there_are_replaced_when_that_was_asked(
    tmp_path: Path, several: int
) -> None:
    known = canvases(2)
    jobs = jobs_in(tmp_path, known)
    for job in jobs:
        job.target.write_text("oud")

    written(jobs, known.__getitem__, replace(TEXT, force=True), several)

    assert all(job.target.read_text("utf-8").startswith("# Canvas") for job in jobs)


@EITHER
def test_progress_goes_up_to_all_of_it(tmp_path: Path, several: int) -> None:
    known = canvases(3)
    seen: list[tuple[int, int]] = []

    written(
        jobs_in(tmp_path, known),
        known.__getitem__,
        REPORT,
        several,
        lambda done, total: seen.append((done, total)),
    )

    reached = [done for done, _total in seen]
    assert {total for _done, total in seen} == {3 * STEPS}
    assert (reached[0], reached[-1]) == (0, 3 * STEPS)
    assert reached == sorted(reached)


@EITHER
def test_a_canvas_is_read_no_earlier_than_needed(tmp_path: Path, several: int) -> None:
    known = canvases(12)
    read: list[str] = []
    done: list[int] = []

    def reading(id: str) -> Canvas:
        read.append(id)
        assert len(read) - len(done) <= several + 2
        return known[id]

    write_all(
        jobs_in(tmp_path, known),
        reading,
        TEXT,
        done=lambda number, _outcome: done.append(number),
        progress=lambda done, total: None,
        processes=several,
    )

    assert sorted(done) == list(range(12))


def deadly(work: exporting_many._Work, progress: Progress) -> Path:
    """What writes a file, but for one canvas its process is killed."""
    if work.canvas.title == "Canvas 2":
        os.kill(os.getpid(), signal.SIGKILL)
    return exporting_many._write(work, progress)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on Windows")
def test_a_process_that_is_killed_names_the_file_that_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = canvases(4)
    jobs = jobs_in(tmp_path, known)
    monkeypatch.setattr(exporting_many, "_write", deadly)

    outcomes = written(jobs, known.__getitem__, TEXT, 2)

    assert sorted(n for n, made in outcomes.items() if isinstance(made, Path)) == [0, 2, 3]
    lost = outcomes[1]
    assert isinstance(lost, OutputError)
    assert str(jobs[1].target) in str(lost) and "was ended" in str(lost)
    assert sorted(tmp_path.iterdir()) == [jobs[n].target for n in (0, 2, 3)]


@EITHER
def test_an_interrupt_leaves_whole_files_only(tmp_path: Path, several: int) -> None:
    known = canvases(12)
    done: list[Path | Exception] = []

    def interrupted(number: int, outcome: Path | Exception) -> None:
        done.append(outcome)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_all(
            jobs_in(tmp_path, known),
            known.__getitem__,
            REPORT,
            done=interrupted,
            progress=lambda done, total: None,
            processes=several,
        )

    left = list(tmp_path.iterdir())
    assert set(done) <= set(left)
    assert len(left) < len(known)
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in left)


def test_refusals_are_known_before_any_work(tmp_path: Path) -> None:
    there, folder, free = (tmp_path / name for name in ("er al", "map", "vrij"))
    there.touch()
    folder.mkdir()

    assert list(refusals([there, free, folder], force=False)) == [0, 2]
    assert list(refusals([there, free, folder], force=True)) == [2]


def test_processes_are_started_where_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 64)
    few = WORTH_PROCESSES[ExportFormat.PDF]

    assert processes_for(REPORT, few - 1) == 1
    assert processes_for(REPORT, few) == processes_for(REPORT, 342) == MOST_PROCESSES
    assert processes_for(TEXT, 342) == 1

    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert processes_for(REPORT, 342) == 1
