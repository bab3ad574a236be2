"""An environment is read as Python would make its search path, and nothing of it is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.checkers import result_cache
from scoped_fastapi_check.checkers.result_cache import conditions
from scoped_fastapi_check.project import ownership
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
    environment_to_run,
    read_environment,
)
from scoped_fastapi_check.project.files import foreign_markers, project_top

from .conftest import Hostile

ASK = "import json, sys; print(json.dumps([sys.prefix, sys.version_info[:2], sys.path[1:]]))"


def asked(python: Path) -> tuple[str, tuple[int, int], list[str]]:
    """What an interpreter says itself, and no variable adds to."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    answer = subprocess.run([python, "-c", ASK], capture_output=True, check=True, cwd="/", env=kept)
    prefix, version, path = json.loads(answer.stdout)
    return prefix, tuple(version), [each for each in path if os.path.isdir(each)]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    return tmp_path / "env"


def packages_of(folder: Path) -> Path:
    (packages,) = folder.glob("lib/python*/site-packages")
    return packages


def assert_read_as_it_is(environment: Environment, python: Path) -> None:
    prefix, version, path = asked(python)
    assert str(environment.prefix) == prefix
    assert environment.version == version
    assert list(map(str, environment.search_path)) == path


def test_a_virtual_environment(made: Path) -> None:
    for place in (made, made / "bin" / "python", made / "bin" / "python3"):
        assert_read_as_it_is(read_environment(str(place)), made / "bin" / "python")


def test_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    for place in (sys.executable, sys.prefix):
        environment = read_environment(place)
        assert environment.is_ours
        assert environment.has_fastapi
        prefix, version, path = asked(Path(sys.executable))
        assert (str(environment.prefix), environment.version) == (prefix, version)
        assert set(map(str, environment.search_path)) == set(path)


def test_one_that_sees_the_packages_of_its_system(tmp_path: Path) -> None:
    folder = tmp_path / "env"
    venv.create(folder, with_pip=False, symlinks=True, system_site_packages=True)
    assert_read_as_it_is(read_environment(str(folder)), folder / "bin" / "python")


@pytest.mark.parametrize("python", ["/usr/bin/python3", os.path.realpath(sys.executable)])
def test_one_that_is_no_virtual_environment(python: str) -> None:
    if not os.path.exists(python):
        pytest.skip("there is none on this machine")
    assert_read_as_it_is(read_environment(python), Path(python))


def test_path_files(made: Path, tmp_path: Path) -> None:
    packages = packages_of(made)
    for name in ("absolute", "second", "zipped", "in tabs", "bad"):
        (tmp_path / name).mkdir()
    (packages / "beside").mkdir()
    trace = tmp_path / "trace"
    (packages / "b.pth").write_text(
        f"# a comment\n\nbeside\n{tmp_path}/absolute\nimport os; open({str(trace)!r}, 'w')\n"
        f"import\tos; open({str(trace)!r}, 'w')\n/no/such/folder\n{tmp_path}/second\n\0\n"
    )
    (packages / "a.pth").write_bytes(b"\xef\xbb\xbf" + f"{tmp_path}/in tabs\r\n".encode())
    (packages / ".hidden.pth").write_text(f"{tmp_path}/bad\n")
    (packages / "folder.pth").mkdir()
    os.mkfifo(packages / "fifo.pth")
    (packages / "binary.pth").write_bytes(bytes(range(256)))
    (packages / "zero.pth").symlink_to("/dev/zero")
    environment = read_environment(str(made))
    assert environment.added == (
        tmp_path / "in tabs",
        packages / "beside",
        tmp_path / "absolute",
        tmp_path / "second",
    )
    assert not trace.exists()


def test_packages_that_an_editable_install_maps(made: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    (packages_of(made) / "__editable___shop_0_1_finder.py").write_text(
        f"from __future__ import annotations\nopen({str(trace)!r}, 'w')\n"
        f"MAPPING: dict[str, str] = {{'fastapi': {str(tmp_path / 'src' / 'fastapi')!r}, 'x': 3, "
        "'relative': 'src', **{}}\n"
        "NAMESPACES: dict[str, list[str]] = {}\n"
    )
    (packages_of(made) / "__editable___broken_finder.py").write_text("MAPPING = {")
    environment = read_environment(str(made))
    assert environment.mapped == (("fastapi", tmp_path / "src" / "fastapi"),)
    assert environment.has_fastapi
    assert not trace.exists()


@pytest.mark.parametrize("checker", ["mypy", "ty", "pyright", "pyrefly", "zuban"])
def test_what_is_installed_for_editing_is_found(
    empty_tree: Hostile, tmp_path: Path, checker: str
) -> None:
    """One package by a line of a `.pth` file, and one by a finder."""
    tree = empty_tree.tree
    environment = tree.write_environment(".venv", is_real=True)
    packages = packages_of(environment)
    for name in ("lines", "mapped"):
        package = tmp_path / "elsewhere" / name / f"{name}_users"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("class User: ...\ndef get_user() -> User: ...\n")
        (package / "py.typed").touch()
    elsewhere = tmp_path / "elsewhere"
    (packages / "lines.pth").write_text(f"{elsewhere / 'lines'}\n")
    place = str(elsewhere / "mapped" / "mapped_users")
    (packages / "__editable___m_finder.py").write_text(f"MAPPING = {{'mapped_users': {place!r}}}\n")
    tree.write(
        "app.py",
        "from fastapi import Depends, FastAPI\nimport lines_users, mapped_users\napp = FastAPI()\n"
        "@app.get('/')\ndef home(\n    a: int = Depends(lines_users.get_user),\n"
        "    b: int = Depends(mapped_users.get_user),\n) -> None: ...\n",
    )
    outcome = empty_tree.project.run("check", "--checker", checker, "--no-cache")
    assert outcome.found == ["app.py:6:5", "app.py:7:5"]
    assert tree.traces == []


@pytest.mark.parametrize(
    "break_it",
    [
        lambda folder: (folder / "pyvenv.cfg").write_bytes(bytes(range(256))),
        lambda folder: (folder / "pyvenv.cfg").write_text("home = /no/such\nversion = x.y\n"),
        lambda folder: (folder / "pyvenv.cfg").write_text("=\nhome\n\0 = \0\nversion=3.11\n"),
        lambda folder: (folder / "pyvenv.cfg").write_text("home = \0\nversion = 3.11.0\n"),
        lambda folder: (folder / "pyvenv.cfg").write_text("version = " + "9" * 10_000 + ".1\n"),
        lambda folder: (folder / "pyvenv.cfg").write_text("home = /\0/bin\nversion = 3.11.0\n"),
        lambda folder: (folder / "pyvenv.cfg").write_text("x" * 2_000_000),
        lambda folder: ((folder / "pyvenv.cfg").unlink(), os.mkfifo(folder / "pyvenv.cfg")),
        lambda folder: ((folder / "pyvenv.cfg").unlink(), (folder / "pyvenv.cfg").mkdir()),
        lambda folder: (
            (folder / "pyvenv.cfg").unlink(),
            _link(folder / "pyvenv.cfg", "/dev/zero"),
        ),
        lambda folder: (
            (folder / "pyvenv.cfg").unlink(),
            _link(folder / "pyvenv.cfg", "pyvenv.cfg"),
        ),
        lambda folder: (folder / "lib").rename(folder / "gone"),
        lambda folder: ((folder / "lib").rename(folder / "gone"), (folder / "lib").write_text("")),
        lambda folder: ((folder / "lib").rename(folder / "gone"), _link(folder / "lib", "lib")),
        lambda folder: ((folder / "bin").rename(folder / "gone"), _link(folder / "bin", "bin")),
        lambda folder: (packages_of(folder).rmdir(), packages_of_nothing(folder)),
        lambda folder: (folder / "lib" / "python99.9").mkdir(),
        lambda folder: (folder / "lib" / "python3.x\n").mkdir(),
    ],
)
def test_a_broken_environment(made: Path, tmp_path: Path, break_it: object) -> None:
    assert callable(break_it)
    break_it(made)
    try:
        environment = read_environment(str(made))
    except BadInterpreterError:
        return
    assert environment.installed_names() is not None
    assert isinstance(environment.has_fastapi, bool)
    assert choose_environment(None, made.parent, made.parent, lambda _: None).version


def _link(place: Path, target: str) -> None:
    place.symlink_to(target)


def packages_of_nothing(folder: Path) -> None:
    (python,) = folder.glob("lib/python*")
    (python / "site-packages").write_text("")


def test_names_that_no_file_can_have(made: Path) -> None:
    finder = packages_of(made) / "__editable___x_finder.py"
    places = {"half": "'/\\ud800'", "ends": "'/\\0'", "kept": "'/no/such'"}
    finder.write_text(f"MAPPING = {{{', '.join(f'{n!r}: {p}' for n, p in places.items())}}}")
    environment = read_environment(str(made))
    assert environment.mapped == (("kept", Path("/no/such")),)
    assert conditions("/bin/true", environment, made)


def _of_100_gigabytes(place: Path) -> None:
    with open(place, "a") as file:
        file.truncate(100_000_000_000)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("pyvenv.cfg", os.mkfifo),
        ("pyvenv.cfg", lambda place: _link(place, "/dev/zero")),
        ("pyvenv.cfg", _of_100_gigabytes),
        ("x.pth", _of_100_gigabytes),
    ],
)
def test_what_a_checker_would_read_for_ever(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    """ty waits for a FIFO, and takes all that a device or a file says into memory."""
    folder = tmp_path / ".venv"
    venv.create(folder, with_pip=False, symlinks=True)
    fastapi = packages_of(folder) / "fastapi"
    fastapi.mkdir()
    (fastapi / "__init__.py").touch()
    assert not choose_environment(None, tmp_path, tmp_path, lambda _: None).is_ours
    place = folder / name if name == "pyvenv.cfg" else packages_of(folder) / name
    place.unlink(missing_ok=True)
    make(place)
    assert choose_environment(None, tmp_path, tmp_path, lambda _: None).is_ours
    with pytest.raises(BadInterpreterError):
        read_environment(str(folder))


def test_a_path_file_that_names_everything(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cold run is better than one that looks at all files of the machine."""
    added = tmp_path / "added"
    for number in range(20):
        (added / f"folder{number}").mkdir(parents=True)
    packages_of(made).joinpath("x.pth").write_text(f"{added}\n" * 3)
    environment = read_environment(str(made))
    assert environment.added == (added,) * 3
    known = conditions("/bin/true", environment, made)
    assert conditions("/bin/true", environment, made) == known
    monkeypatch.setattr(result_cache, "_MOST_STAMPS", 20)
    assert conditions("/bin/true", environment, made) != conditions("/bin/true", environment, made)


def test_a_link_that_leads_nowhere_is_no_reason_to_give_up(made: Path) -> None:
    """The environment of another machine, or of a container."""
    for program in ("python", "python3", f"python3.{sys.version_info[1]}"):
        (made / "bin" / program).unlink()
        (made / "bin" / program).symlink_to("/no/such/python")
    assert read_environment(str(made)).site_folders == (packages_of(made),)


class TestOfAnotherUser:
    """Who does not belong to us is played by a changed idea of who we are."""

    @pytest.fixture(autouse=True)
    def _somebody_else(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
        ownership.is_foreign.cache_clear()
        ours = os.geteuid()
        # All that lies in this folder itself is somebody else's.
        monkeypatch.setattr(
            ownership, "owners_of", lambda path: {4242} if path.parent == tmp_path else {ours}
        )
        yield
        ownership.is_foreign.cache_clear()

    @pytest.mark.parametrize("marker", ["setup.cfg", "pyproject.toml", ".git", "setup.py"])
    def test_a_marker_above_makes_no_project(self, tmp_path: Path, marker: str) -> None:
        (tmp_path / marker).touch()
        tree = tmp_path / "tree"
        tree.mkdir()
        assert project_top(tree) != tmp_path
        assert foreign_markers(tree)[0] == tmp_path / marker

    def test_an_environment_above_is_not_used(
        self, tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("VIRTUAL_ENV", raising=False)
        tree = tmp_path / "tree"
        tree.mkdir()
        made.rename(tmp_path / ".venv")
        said: list[str] = []
        environment = choose_environment(None, tmp_path, tree, said.append)
        assert environment.is_ours
        assert said == [
            f"not using the environment {tmp_path / '.venv'}: it belongs to another user"
        ]

    def test_what_is_in_the_tree_is_part_of_it(self, tmp_path: Path) -> None:
        (tmp_path / "setup.cfg").touch()
        assert project_top(tmp_path) == tmp_path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_another_users_setup_cfg_above(tmp_path: Path, empty_tree: Hostile) -> None:
    (tmp_path / "setup.cfg").write_text("[mypy]\n")
    os.chown(tmp_path / "setup.cfg", 65534, 65534)
    venv.create(tmp_path / ".venv", with_pip=False, symlinks=True)
    os.lchown(tmp_path / ".venv", 65534, 65534)
    empty_tree.tree.write("app.py", MISTAKE)
    outcome = empty_tree.project.run("check", "--checker", "ty")
    assert f"not using {tmp_path / 'setup.cfg'}: it belongs to another user" in outcome.errors
    assert outcome.found == ["app.py:14:10"]


def test_only_what_was_named_or_activated_may_be_started(
    tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made.rename(tmp_path / ".venv")
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    assert environment_to_run(None, print).is_ours
    assert environment_to_run(".venv", print).prefix == tmp_path / ".venv"
    (tmp_path / ".venv" / "bin" / "python").unlink()
    (tmp_path / ".venv" / "bin" / "python3").unlink()
    with pytest.raises(BadInterpreterError, match="there is no interpreter"):
        environment_to_run(".venv", print)
