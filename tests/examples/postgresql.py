"""A PostgreSQL server of the tests' own, reached through a socket in a directory of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL's server is not installed: apt-get install postgresql"


def find_binaries() -> Path | None:
    """The folder with `initdb` and `postgres`; Debian does not have it on the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def temporary_server(binaries: Path) -> Generator[str]:
    """Start a server in a new directory, and provide a `DATABASE_URL` for it."""
    user = _unprivileged_user()
    # A short path: that of a Unix socket may have a hundred characters.
    directory = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if user is not None:
        shutil.chown(directory, user)
    log = directory / "log"
    try:
        subprocess.run(
            [f"{binaries}/initdb", "-D", f"{directory}/data", "-U", "bookshop", "-E", "UTF8"]
            + ["--auth=trust", "--locale=C", "--no-sync"],
            check=True,
            cwd=directory,
            user=user,
            stdout=subprocess.DEVNULL,
        )
        with log.open("w") as output:
            server = subprocess.Popen(
                [f"{binaries}/postgres", "-D", f"{directory}/data", "-k", str(directory)]
                + ["-c", "listen_addresses=", "-c", "fsync=off"],
                cwd=directory,
                user=user,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_until_ready(binaries, directory, server, log)
            yield f"postgresql+asyncpg://bookshop@/postgres?host={directory}"
        finally:
            server.send_signal(signal.SIGINT)  # Ends the connections that are left.
            server.wait(timeout=30)
    finally:
        shutil.rmtree(directory)


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to be run by root: somebody else who can run it, then."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


def _wait_until_ready(
    binaries: Path, directory: Path, server: "subprocess.Popen[bytes]", log: Path
) -> None:
    deadline = time.monotonic() + 30
    ready = [
        f"{binaries}/pg_isready",
        "-q",
        "-h",
        str(directory),
        "-U",
        "bookshop",
        "-d",
        "postgres",
    ]
    while subprocess.run(ready, check=False).returncode != 0:
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
