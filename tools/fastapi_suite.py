"""Run FastAPI's own test-suite with FastAPI, APIRouter and APIRoute replaced by the scoped ones.

    python tools/fastapi_suite.py [VERSION]

Runs it twice in an environment of its own, as it is and with the replacements, prints how many
tests passed each time, and each test whose outcome differs. The differences that are meant are
listed here with their reasons; any other makes the exit status 1.
"""

import subprocess
import sys
from importlib.metadata import version as installed
from pathlib import Path
from xml.etree import ElementTree

from environments import CACHE, ROOT, python_with, source_of_fastapi

# Tests that FastAPI passes and the replacements do not, and why that is right.
UNION = "expects a union with a Response to be refused; a ScopedRoute infers the rest of it"
MEANT = {
    "tests.test_response_model_as_return_annotation::test_invalid_response_model_field": UNION,
    "tests.test_tutorial.test_response_model.test_tutorial003_04"
    "::test_invalid_response_model[tutorial003_04]": UNION,
}


def outcomes(python: Path, source: Path, *, replaced: bool) -> dict[str, str]:
    """The outcome of every test."""
    report = CACHE / f"{source.name}-{'replaced' if replaced else 'original'}.xml"
    plugin = ["-p", "replace_fastapi"] if replaced else []
    paths = f"{ROOT / 'tools'}:{ROOT}"
    subprocess.run(
        [
            str(python),
            "-m",
            "pytest",
            "tests",
            "-q",
            "--no-header",
            "-p",
            "no:cacheprovider",
            "--continue-on-collection-errors",
            f"--junitxml={report}",
            "-o",
            "addopts=",
            "-W",
            "ignore",
            *plugin,
        ],
        cwd=source,
        env={"PATH": f"{python.parent}:/usr/bin:/bin", "PYTHONPATH": paths, "HOME": str(CACHE)},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    found = {}
    for case in ElementTree.parse(report).iter("testcase"):
        kinds = {child.tag for child in case} & {"failure", "error", "skipped"}
        found[f"{case.get('classname')}::{case.get('name')}"] = min(kinds, default="passed")
    return found


def main() -> int:
    """Run both, compare, and print."""
    version = sys.argv[1] if len(sys.argv) > 1 else installed("fastapi")
    source = source_of_fastapi(version)
    requirements = [f"fastapi[all]=={version}", "--group", f"{source}/pyproject.toml:tests"]
    python = python_with(f"suite-{version}", requirements)
    original = outcomes(python, source, replaced=False)
    replaced = outcomes(python, source, replaced=True)
    print(f"FastAPI {version}")
    for name, result in (("as it is", original), ("replaced", replaced)):
        print(f"  {name}: {sum(o == 'passed' for o in result.values())} of {len(result)} passed")
    surprises = 0
    for test in sorted(original):
        if original[test] == "passed" and replaced.get(test) != "passed":
            reason = MEANT.get(test)
            surprises += reason is None
            print(f"  {replaced.get(test, 'missing')}: {test}: {reason or 'NOT MEANT'}")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())
