"""The stubs say what is there at run time, and leave no type open."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

# What stubtest holds against FastAPI's own annotations, or cannot understand.
EXPECTED = (
    # FastAPI marks parameters that were not given with an object of its own.
    r"has a default value of type fastapi\.datastructures\.DefaultPlaceholder, which is incompatible",
    # Subclasses of what is final in pydantic since 2.12.
    r"has `__final__` attribute",
    # Declared to be a `type[BaseModel]`, an attribute, or set again by pydantic when it builds a model.
    r"(Request|WebSocket)ErrorModel variable differs from runtime type",
    r"UploadFile\.\w+ is read-only at runtime",
    r"__pydantic_serializer__ variable differs",
    # Names with two underscores, which Python mangles.
    r'"__\w+" differs from runtime parameter "_\w+__\w+"',
    r'"__\w+" should be positional or keyword',
    # What typing_extensions, pydantic and `@deprecated` set on classes.
    r"\.__\w+__ is not present in stub",
    r"\.__init_subclass__ is inconsistent",
    # Functions behind `@lru_cache`, and a `Literal` of several values.
    r"(_cached|get_cached_model_fields) is inconsistent",
    r"SchemaType is not a Union",
    # The name that mypy knows without looking, which chooses between the types of `Depends`.
    r"fastapi\.param_functions\.MYPY is not present at runtime",
    # What needs packages that are not installed.
    r"^error: fastapi\.(__main__|templating) failed to import",
)


def test_stubtest(stubs: Path, tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text("[mypy]\n")
    finished = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "fastapi"] + ["--mypy-config-file", "mypy.ini"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(stubs)},
        capture_output=True,
        text=True,
        check=False,
    )
    reports = [one for one in finished.stdout.splitlines() if one.startswith("error: ")]
    assert reports, finished.stderr
    unexpected = [one for one in reports if not any(re.search(what, one) for what in EXPECTED)]
    assert unexpected == []


def test_no_type_is_left_open(stubs: Path) -> None:
    # pyright measures the package that the first interpreter on the path would import.
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    finished = subprocess.run(
        [sys.executable, "-m", "pyright"]
        + ["--verifytypes", "fastapi", "--ignoreexternal", "--outputjson"],
        env={**os.environ, "PYTHONPATH": str(stubs), "PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    completeness = json.loads(finished.stdout)["typeCompleteness"]
    assert Path(completeness["packageRootDirectory"]).parent == stubs
    assert completeness["exportedSymbolCounts"]["withKnownType"] > 1000
    incomplete = [one["name"] for one in completeness["symbols"] if not one["isTypeKnown"]]
    assert incomplete == []
    assert completeness["completenessScore"] == 1
