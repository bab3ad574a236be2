"""What a project tells its checkers to leave out is checked all the same, and its imports work."""

from __future__ import annotations

import pytest

from .command import MISTAKE, MISTAKE_AT, Project
from .test_layouts import MODELS, USER, USER_AT

IGNORING = {
    "ty": {
        "ty.toml": '[src]\nexclude = ["shop"]\n[rules]\nall = "ignore"\n'
        '[[overrides]]\ninclude = ["shop/**"]\nrules = { all = "ignore" }\n',
    },
    "pyrefly": {
        "pyproject.toml": '[tool.pyrefly]\nproject-excludes = ["shop"]\nreplace-imports-with-any = '
        '["fastapi", "shop.*"]\n[tool.pyrefly.errors]\nbad-argument-type = false\n'
        "bad-assignment = false\nno-matching-overload = false\n",
    },
    "zuban": {
        "mypy.ini": "[mypy]\nignore_errors = True\nstrict_optional = False\nexclude = shop\n"
        "disable_error_code = arg-type, assignment, call-overload\n"
        "[mypy-shop.*]\nignore_errors = True\nfollow_imports = skip\n",
    },
    "pyright": {
        "pyrightconfig.json": '{"ignore": ["**"], "exclude": ["shop"], "typeCheckingMode": "off"}',
    },
    "basedpyright": {
        "pyproject.toml": '[tool.basedpyright]\nignore = ["shop"]\ntypeCheckingMode = "off"\n',
    },
}
FOLDERS = {
    "ty": {"pyproject.toml": '[tool.ty.environment]\nextra-paths = ["lib"]\n'},
    "pyrefly": {"pyrefly.toml": 'search-path = ["lib"]\n'},
    "zuban": {"pyproject.toml": '[tool.zuban]\nmypy_path = "$MYPY_CONFIG_FILE_DIR/lib:other"\n'},
    "pyright": {"pyproject.toml": '[tool.pyright]\nextraPaths = ["lib"]\n'},
    "basedpyright": {"pyproject.toml": '[tool.basedpyright]\nextraPaths = ["lib"]\n'},
}
COMMENTS = (
    "# ty: ignore\n# pyright: ignore\n# pyrefly: ignore-errors\n# mypy: ignore-errors=False\n"
)


@pytest.mark.parametrize("checker", IGNORING)
def test_what_is_ignored_is_checked(own_project: Project, checker: str) -> None:
    own_project.write(IGNORING[checker])
    own_project.write({"shop/__init__.py": "", "shop/models.py": MODELS})
    own_project.write({"shop/app.py": USER.format(models="shop.models") + COMMENTS})
    outcome = own_project.check("--checker", checker)
    assert outcome.found == [f"shop/app.py:{USER_AT}"]
    assert outcome.errors == []


@pytest.mark.parametrize("checker", FOLDERS)
def test_folders_that_imports_start_from(own_project: Project, checker: str) -> None:
    """Those of the project's configuration, beside those that the sources show."""
    own_project.write(FOLDERS[checker])
    own_project.write(
        {"lib/far/models.py": MODELS, "app/main.py": USER.format(models="far.models")}
    )
    own_project.write({"src/one/main.py": USER.format(models="one.models")})
    own_project.write({"src/one/models.py": MODELS, "two/main.py": USER.format(models="models")})
    own_project.write(
        {"two/models.py": MODELS, "three.v2.py": MISTAKE, "three/three.v2.py": MISTAKE}
    )
    found = own_project.check(
        "--checker", checker, "app", "src", "two", "three", "three.v2.py"
    ).found
    assert found == [
        f"app/main.py:{USER_AT}",
        f"src/one/main.py:{USER_AT}",
        f"three.v2.py:{MISTAKE_AT}",
        f"three/three.v2.py:{MISTAKE_AT}",
        f"two/main.py:{USER_AT}",
    ]


@pytest.mark.parametrize("checker", ["ty", "pyrefly", "zuban"])
def test_applications_with_equal_names_side_by_side(own_project: Project, checker: str) -> None:
    for number in range(2):
        own_project.write({f"s{number}/app/main.py": USER.format(models="app.models")})
        own_project.write({f"s{number}/app/__init__.py": "", f"s{number}/app/models.py": MODELS})
    own_project.write({"s1/app/models.py": MODELS.replace("int:", "User:").replace("1", "User()")})
    assert own_project.check("--checker", checker).found == [f"s0/app/main.py:{USER_AT}"]
