"""Run the tests of the runtime with several versions of FastAPI, each in its own environment.

    python tools/fastapi_versions.py [VERSION ...]

Without versions: the oldest that is supported, those after which FastAPI changed something that the
runtime has to know, and the newest.
"""

import subprocess
import sys
from pathlib import Path

from environments import ROOT, python_with

VERSIONS = (
    "0.121.0",  # the first with a scope for dependencies
    "0.123.4",  # the last that does not look through wrappers
    "0.128.8",
    "0.136.3",  # the last that copies the routes of an included router
    "0.137.1",  # the last that has no public function for contexts of inclusions
    "0.143.0",  # the last whose contexts of websockets are empty
    "0.148.0",  # includes lazily, with a context per inclusion
    "latest",
)
TESTS = ("anyio", "httpx", "hypothesis", "pytest", "python-multipart", "trio", "typing-extensions")


def result_with(python: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests with the interpreter of an environment, without the project's configuration."""
    return subprocess.run(
        [
            str(python),
            "-m",
            "pytest",
            str(ROOT / "tests" / "runtime"),
            "-q",
            "-c",
            "/dev/null",
            "--rootdir",
            str(ROOT),
            "-p",
            "no:cacheprovider",
            "-W",
            "ignore",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'checker'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    """Run the tests for each version, and print a line for each."""
    failed = 0
    for version in sys.argv[1:] or VERSIONS:
        requirement = "fastapi" if version == "latest" else f"fastapi=={version}"
        finished = result_with(python_with(f"versions-{version}", [requirement, *TESTS]))
        failed += finished.returncode != 0
        print(f"FastAPI {version}: {finished.stdout.strip().splitlines()[-1]}", flush=True)
        if finished.returncode:
            print(finished.stdout[-4000:], finished.stderr[-1000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
