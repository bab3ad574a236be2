"""Import roots and module names: whatever a project looks like, its own imports are resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project
from .environments import make_like_ours

# The mistake can be seen only if the import of the module in braces is understood.
USER = """\
from fastapi import Depends, FastAPI
from {models} import User, get_number

app = FastAPI()


@app.get("/")
def home(user: User = Depends(get_number)) -> int:
    return 1
"""
USER_AT = "8:10"

MODELS = """\
class User: ...


def get_number() -> int:
    return 1
"""


@pytest.mark.parametrize(
    ("files", "models"),
    [
        pytest.param(["main.py", "models.py"], "models", id="beside each other"),
        pytest.param(["app/main.py", "app/models.py"], "app.models", id="a folder"),
        pytest.param(["app/main.py", "app/models.py"], ".models", id="a folder, relative"),
        pytest.param(["app/main.py", "app/models.py"], "models", id="a folder, run from inside"),
        pytest.param(
            ["app/__init__.py", "app/main.py", "app/models.py"], "app.models", id="a package"
        ),
        pytest.param(["app/__init__.py", "app/main.py", "app/models.py"], ".models", id="relative"),
        pytest.param(
            ["app/__init__.py", "app/main.py", "app/models.py"], "models", id="run from inside"
        ),
        pytest.param(
            ["src/app/__init__.py", "src/app/main.py", "src/app/models.py"], "app.models", id="src"
        ),
        pytest.param(["scripts/main.py", "src/app/models.py"], "app.models", id="beside src"),
        pytest.param(["src/main.py", "src/app/models.py"], "src.app.models", id="src as a package"),
        pytest.param(
            ["app/api/v1/main.py", "app/db/models.py"], "...db.models", id="relative, far"
        ),
        pytest.param(["my-app/main.py", "my-app/models.py"], "models", id="no identifier"),
        pytest.param(
            ["my-app/main.py", "my-app/models.py"], ".models", id="no identifier, relative"
        ),
        pytest.param(
            ["my-app/__init__.py", "my-app/main.py", "my-app/models.py"],
            ".models",
            id="no identifier, a package",
        ),
        pytest.param(["01-main.py", "models.py"], "models", id="a file that is no identifier"),
        pytest.param(["main.v2.py", "models.py"], "models", id="a file with dots"),
        pytest.param(["v1.0/main.py", "v1.0/models.py"], "models", id="a folder with dots"),
        pytest.param(["app/main.py", "app/app.py", "app/models.py"], "app.models", id="app in app"),
        pytest.param(
            ["app/main.py", "app/redis/models.py"], ".redis.models", id="a library's name"
        ),
        pytest.param(["fastapi/main.py", "fastapi/models.py"], ".models", id="in a folder fastapi"),
        pytest.param(["app/main.py", "app/types.py"], "app.types", id="a core library's name"),
        pytest.param(["app/main.py", "app/email.py"], ".email", id="a library module's name"),
    ],
)
def test_own_imports_are_resolved(project: Project, files: list[str], models: str) -> None:
    project.write(dict.fromkeys(files, ""))
    project.write({files[-1]: MODELS})
    (main,) = (
        file for file in files if file.rpartition("/")[2] in {"main.py", "01-main.py", "main.v2.py"}
    )
    project.write({main: USER.format(models=models)})
    whole = project.check()
    assert whole.found == [f"{main}:{USER_AT}"]
    assert whole.summary.startswith(f"Found 1 error in 1 file (checked {len(files)} file")
    assert whole.errors == []


def test_from_inside_from_above_and_as_a_file(project: Project) -> None:
    project.write({"app/main.py": USER.format(models="app.models"), "app/models.py": MODELS})
    assert project.check(inside="app").found == [f"main.py:{USER_AT}"]
    assert project.check("app").found == [f"app/main.py:{USER_AT}"]
    assert project.check("main.py", inside="app").found == [f"main.py:{USER_AT}"]


def test_several_applications_with_equal_names(project: Project) -> None:
    for number in range(3):
        project.write(
            {
                f"examples/{number}-shop/main.py": USER.format(models="models"),
                f"examples/{number}-shop/models.py": MODELS,
                f"services/s{number}/app/main.py": USER.format(models="app.models"),
                f"services/s{number}/app/__init__.py": "",
                f"services/s{number}/app/models.py": MODELS,
                f"chapters/{number}/main.py": MISTAKE,
            }
        )
    # A model that is right in one application only must not be taken for that of another.
    project.write(
        {"services/s1/app/models.py": MODELS.replace("int:", "User:").replace("1", "User()")}
    )
    everything = [
        *(f"chapters/{number}/main.py:{MISTAKE_AT}" for number in range(3)),
        *(f"examples/{number}-shop/main.py:{USER_AT}" for number in range(3)),
        *(f"services/s{number}/app/main.py:{USER_AT}" for number in (0, 2)),
    ]
    for _ in range(2):
        outcome = project.check()
        assert outcome.found == everything
        assert "(checked 18 files: 9 routes, 9 dependencies)" in outcome.summary
    assert project.check("services/s1").found == []
    assert project.check("services/s2").found == [f"services/s2/app/main.py:{USER_AT}"]


def test_tests_beside_an_application(project: Project) -> None:
    project.write(
        {
            "app/__init__.py": "",
            "app/main.py": CLEAN,
            "app/models.py": MODELS,
            "tests/conftest.py": "from app.main import app\n",
            "tests/helpers.py": "from app.models import User\n\n\ndef get_number() -> int:\n    return 1\n",
            "tests/test_one.py": USER.format(models="helpers"),
            "tests/sub/test_one.py": USER.format(models="app.models"),
        }
    )
    outcome = project.check()
    assert outcome.found == [f"tests/sub/test_one.py:{USER_AT}", f"tests/test_one.py:{USER_AT}"]
    assert outcome.errors == []


def test_one_file_under_two_names(project: Project) -> None:
    project.write(
        {
            "app/__init__.py": "",
            "app/models.py": MODELS,
            "app/main.py": USER.format(models="models"),
            "tests/test_a.py": USER.format(models="app.models") + "import app.main\n",
            "tests/test_b.py": USER.format(models="app.models")
            + "from models import User as Other\n",
        }
    )
    outcome = project.check()
    # The last one sees two classes where Python would make two, too.
    assert outcome.found == [
        f"{file}:{USER_AT}" for file in ("app/main.py", "tests/test_a.py", "tests/test_b.py")
    ]
    assert outcome.status == 1
    assert outcome.errors == []


def test_a_module_and_a_package_and_a_stub_of_one_name(project: Project) -> None:
    project.write({"one.py": MISTAKE, "one/__init__.py": MISTAKE, "two.py": MISTAKE, "two.pyi": ""})
    assert project.check().found == [
        f"one.py:{MISTAKE_AT}",
        f"one/__init__.py:{MISTAKE_AT}",
        f"two.py:{MISTAKE_AT}",
    ]


def test_a_root_that_would_hide_the_standard_library(project: Project) -> None:
    project.write({"app/main.py": USER.format(models="models"), "app/models.py": MODELS})
    project.write({"app/types.py": "", "app/other.py": MISTAKE})
    outcome = project.check()
    assert outcome.found == [f"app/other.py:{MISTAKE_AT}"]
    (warning,) = outcome.errors
    assert warning.startswith(f"warning: modules in {project.folder}/app were not found")
    assert "because types there would hide" in warning


def test_a_module_with_the_name_of_a_library_that_is_not_installed(project: Project) -> None:
    project.write(
        {
            "shop/__init__.py": "",
            "shop/blocks/__init__.py": "",
            "shop/blocks/no_such_library.py": "import no_such_library\n",
            "shop/blocks/types.py": "",
            "shop/blocks/main.py": "import no_such_library\n" + USER.format(models="shop.models"),
            "shop/models.py": MODELS,
        }
    )
    outcome = project.check()
    assert outcome.found == ["shop/blocks/main.py:9:10"]
    assert outcome.errors == []


def test_such_a_module_in_a_folder_that_is_no_package(project: Project) -> None:
    project.write(
        {
            "shop/__init__.py": "",
            "shop/httpx/httpx.py": "import httpx\n",
            "shop/httpx/parts/__init__.py": "",
            "shop/httpx/parts/client.py": "import httpx\nfrom ..httpx import httpx\n",
            "shop/httpx/main.py": "import httpx\n" + USER.format(models="shop.models"),
            "shop/models.py": MODELS,
            "shop/uses.py": "import shop.httpx.main\nimport shop.httpx.parts.client\n",
        }
    )
    outcome = project.check()
    assert outcome.found == ["shop/httpx/main.py:9:10"]
    assert outcome.errors == []


def test_scripts_in_a_folder_of_a_package(project: Project) -> None:
    project.write(
        {
            "shop/__init__.py": "",
            "shop/prices.py": "import shop.models",
            "shop/models.py": "",
            "shop/scripts/main.py": USER.format(models="helpers"),
            "shop/scripts/helpers.py": MODELS,
        }
    )
    assert project.check().found == [f"shop/scripts/main.py:{USER_AT}"]


def test_a_folder_of_a_package_that_is_no_package(project: Project) -> None:
    project.write({"outer/app/__init__.py": "", "outer/app/database/__init__.py": ""})
    project.write({"outer/app/main.py": "from app.database import models\n"})
    project.write({"outer/app/database/models.py": MODELS})
    project.write({"outer/app/database/migrations/env.py": MISTAKE})
    outcome = project.check()
    assert outcome.found == [f"outer/app/database/migrations/env.py:{MISTAKE_AT}"]
    assert outcome.errors == []


@pytest.mark.parametrize("checker", ["mypy", "ty"])
def test_a_namespace_package_of_which_another_part_is_installed(
    project: Project, tmp_path: Path, checker: str
) -> None:
    python, packages = make_like_ours(tmp_path / "environment", "fastapi")
    (packages / "company" / "core").mkdir(parents=True)
    (packages / "company" / "core" / "__init__.py").write_text("LIMIT = 3\n")
    project.write({"src/company/shop/__init__.py": "", "src/company/shop/models.py": MODELS})
    project.write({"src/company/shop/main.py": USER.format(models="company.shop.models")})
    outcome = project.check("--python", str(python), "--checker", checker)
    assert outcome.found == [f"src/company/shop/main.py:{USER_AT}"]


@pytest.mark.parametrize("folder", ["dist", "node_modules/shop", "_build"])
def test_ty_is_asked_about_files_wherever_they_lie(project: Project, folder: str) -> None:
    """It leaves some folders out by their names, and what a `.gitignore` names."""
    project.write({".gitignore": "*\n", f"{folder}/__init__.py": "", f"{folder}/models.py": MODELS})
    project.write({f"{folder}/main.py": USER.format(models=".models"), "app.py": CLEAN})
    outcome = project.check(folder, "--checker", "ty")
    assert outcome.found == [f"{folder}/main.py:{USER_AT}"]


def test_an_installed_package(project: Project, tmp_path: Path) -> None:
    """What is installed beside it is found by the checker, and is no part of it."""
    python, packages = make_like_ours(tmp_path / "environment", "fastapi")
    shop = packages / "shop"
    shop.mkdir()
    (shop / "__init__.py").touch()
    (shop / "models.py").write_text(MODELS, encoding="utf-8")
    (shop / "main.py").write_text(USER.format(models="shop.models"), encoding="utf-8")
    outcome = project.check("--python", str(python), "--checker", "ty", str(shop))
    assert [found.rpartition("/")[2] for found in outcome.found] == [f"main.py:{USER_AT}"]
    assert "not installed" not in outcome.summary
    assert outcome.errors == []


SESSIONS = """\
class Session:
    def close(self) -> None: ...


def get_session():
    session = Session()
    yield session
    session.close()
"""

ASKING = """\
from fastapi import APIRouter, Depends
from {db} import Session, get_session

router = APIRouter()


@router.get("/users")
def list_users(session: Session = Depends(get_session)) -> int:
    return 1
"""


@pytest.mark.parametrize("checker", ["mypy", "ty"])
@pytest.mark.parametrize(
    ("folder", "package"),
    [
        pytest.param("", "", id="flat"),
        pytest.param("app/", "app.", id="a folder"),
        pytest.param("src/app/", "app.", id="src"),
        pytest.param("app/", "", id="a folder, run from inside"),
    ],
)
def test_who_asks_lies_in_a_folder_beside(
    project: Project, folder: str, package: str, checker: str
) -> None:
    """Nothing has an `__init__.py`, and the module of the dependency knows nothing of FastAPI."""
    project.write({f"{folder}core/db.py": SESSIONS})
    project.write({f"{folder}routers/users.py": ASKING.format(db=f"{package}core.db")})
    project.write({f"{folder}main.py": f"from {package}routers.users import router\n"})
    assert project.check("--checker", checker).found == [f"{folder}core/db.py:8:5"]
    project.write({f"{folder}routers/users.py": "from fastapi import APIRouter\n"})
    assert project.check("--checker", checker).found == []


def test_who_asks_is_another_project(project: Project) -> None:
    project.write({"main.py": CLEAN, "core/db.py": SESSIONS})
    project.write(
        {
            "other/pyproject.toml": "",
            "other/core/db.py": SESSIONS.replace("    session.close()\n", ""),
        }
    )
    project.write({"other/routers/users.py": ASKING.format(db="core.db")})
    assert project.check("--checker", "ty").found == []


def test_who_asks_means_a_namesake(project: Project) -> None:
    """Two programs lie beside each other: what is asked for is the function of the other module."""
    project.write({"one/db.py": SESSIONS, "one/main.py": "from one import db\n" + CLEAN})
    project.write({"two/session.py": SESSIONS.replace("    session.close()\n", "")})
    project.write({"two/users.py": ASKING.format(db="two.session")})
    assert project.check("--checker", "ty").found == []
