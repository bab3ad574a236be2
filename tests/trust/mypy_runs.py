"""Ways of running mypy over a folder, in a process that is forked from one with mypy in it."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

import mypy.build
import mypy.dmypy_server
import mypy.main
import scoped_fastapi_mypy as scoped_fastapi_mypy  # Imported once, for all that is forked.
from mypy import api

_FORK = multiprocessing.get_context("fork")
SECONDS = 120

WITHOUT_PLUGIN = """\
[mypy]
error_summary = false
local_partial_types = true
"""
CONFIGURATION = f"""\
{WITHOUT_PLUGIN}
plugins = scoped_fastapi_mypy
enable_error_code = fastapi-depends-downcast
"""
OURS = re.compile(
    r"^[^:]+:\d+: (?:error: .*\[fastapi(?:-[a-z-]+)?\]$|note: The rule |note: This module could)"
)


class MypyCrashedError(Exception):
    """mypy, or the plugin, broke down."""


def in_a_fork(function: Callable[..., str], *arguments: Any) -> str:
    """What a function returns in a process of its own."""
    ours, theirs = _FORK.Pipe()
    process = _FORK.Process(target=_call, args=(theirs, function, arguments))
    process.start()
    theirs.close()
    try:
        return _answer(ours)
    finally:
        process.join(0 if sys.exc_info()[0] else SECONDS)
        process.kill()
        process.join()
        ours.close()


def _answer(pipe: Connection) -> str:
    if not pipe.poll(SECONDS):
        raise MypyCrashedError(f"no answer after {SECONDS} seconds")
    try:
        failed, result = pipe.recv()
    except EOFError:
        failed, result = True, "the process died"
    if failed:
        raise MypyCrashedError(result)
    return str(result)


def _call(pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        pipe.send((False, function(*arguments)))
    except BaseException:
        pipe.send((True, traceback.format_exc()))
    pipe.close()
    os._exit(0)


def lines_of(output: str) -> list[str]:
    """The reports in an output of mypy, whichever the order of the files."""
    if "INTERNAL ERROR" in output or "Traceback" in output or "please report it" in output:
        raise MypyCrashedError(output)
    return sorted(output.splitlines())


def _run_mypy(folder: Path, arguments: Sequence[str]) -> str:
    os.chdir(folder)
    for may_retry in (True, True, True, False):
        try:
            stdout, stderr, _ = api.run(list(arguments))
        except OSError as error:
            # mypy gives its workers three seconds to start, which is little on a busy machine.
            if not may_retry or "Cannot connect to build worker" not in str(error):
                raise
        else:
            return stdout + stderr
    raise AssertionError


class Way(Protocol):
    """A way of running mypy over a folder again and again."""

    name: str

    def check(self, folder: Path, files: Sequence[str]) -> list[str]:
        """The lines that mypy prints now."""
        ...

    def stop(self) -> None:
        """End what may be running."""
        ...


@dataclass
class Mypy:
    """mypy with options and a cache of its own."""

    name: str
    options: tuple[str, ...]
    cache: Path

    def check(self, folder: Path, files: Sequence[str]) -> list[str]:
        arguments = [*self.options, "--show-traceback", "--cache-dir", str(self.cache)]
        return lines_of(in_a_fork(_run_mypy, folder, [*arguments, *files]))

    def stop(self) -> None:
        pass


@dataclass
class Cold:
    """mypy with a cache that holds the libraries alone."""

    name: str
    options: tuple[str, ...]
    libraries: Path
    cache: Path

    def check(self, folder: Path, files: Sequence[str]) -> list[str]:
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.copytree(self.libraries, self.cache)
        return Mypy(self.name, self.options, self.cache).check(folder, files)

    def stop(self) -> None:
        pass


@dataclass
class Daemon:
    """The daemon of mypy, asked directly."""

    name: str
    status: Path
    options: tuple[str, ...] = ()
    _process: Any = None
    _pipe: Any = None

    def check(self, folder: Path, files: Sequence[str]) -> list[str]:
        if self._process is None:
            self._pipe, theirs = _FORK.Pipe()
            self._process = _FORK.Process(
                target=_serve, args=(theirs, folder, self.status, self.options)
            )
            self._process.start()
            theirs.close()
        self._pipe.send(list(files))
        return lines_of(_answer(self._pipe))

    def stop(self) -> None:
        if self._process is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(pipe: Connection, folder: Path, status: Path, options: tuple[str, ...]) -> None:
    os.chdir(folder)
    _, processed = mypy.main.process_options(
        ["-i", "--show-traceback", *options, "."], require_targets=False, server_options=True
    )
    server = mypy.dmypy_server.Server(processed, str(status))
    try:
        while True:
            files = pipe.recv()
            answer = server.cmd_check(
                files=files, export_types=False, is_tty=False, terminal_width=80
            )
            pipe.send(
                (False, f"{answer.get('out', '')}{answer.get('err', '')}{answer.get('error', '')}")
            )
    except EOFError:
        os._exit(0)
    except BaseException:
        pipe.send((True, traceback.format_exc()))
        os._exit(1)


def ours(lines: Sequence[str]) -> list[str]:
    """The reports of the plugin alone."""
    return [line for line in lines if OURS.match(line)]


def theirs(lines: Sequence[str]) -> list[str]:
    """The reports of mypy itself."""
    notes = "note: Error code", "note: FastAPI "
    return [line for line in lines if not OURS.match(line) and "note:" not in line]
