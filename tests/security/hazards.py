"""What may lie in a tree that nobody trusts, each as a function that puts it there.

`THINGS` are what a place may hold in the stead of a proper file; `PLACES` are where this command, or a
checker on its behalf, looks for a file; `TREES` are what takes more than one file.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from check.command import MISTAKE
from check.environments import INSTALLED

Make = Callable[[Path], object]

PACKAGES = f".venv/lib/python3.{sys.version_info[1]}/site-packages"


def _of_size(size: int) -> Make:
    def make(place: Path) -> None:
        with place.open("wb") as file:
            file.truncate(size)

    return make


def _bytes(data: bytes) -> Make:
    return lambda place: place.write_bytes(data)


def _unreadable(place: Path) -> None:
    place.touch()
    place.chmod(0)


def _closed_folder(place: Path) -> None:
    place.mkdir()
    (place / "inner").touch()
    place.chmod(0)


def _socket(place: Path) -> None:
    here = os.getcwd()
    os.chdir(place.parent)  # The path of a socket must not be long.
    try:
        socket.socket(socket.AF_UNIX).bind(place.name)
    finally:
        os.chdir(here)


def _link(target: str) -> Make:
    return lambda place: place.symlink_to(target)


THINGS: dict[str, Make] = {
    "FIFO": os.mkfifo,
    "socket": _socket,
    "zero": _link("/dev/zero"),
    "random": _link("/dev/random"),
    "terminal": _link("/dev/tty"),
    "stdin": _link("/dev/stdin"),
    "memory": _link("/proc/self/mem"),
    "sparse": _of_size(10**11),
    "6 MB": _bytes(b"[x]\n" * 1_500_000),
    "deep": _bytes(b"[" * 100_000),
    "deep JSON": _bytes(b'{"a":' * 100_000),
    "deep TOML": _bytes(b"[tool.scoped-fastapi]\nx = " + b"[" * 100_000),
    "dots": _bytes(b"[" + b"a." * 20_000 + b"a]\n"),
    "every byte": _bytes(bytes(range(256))),
    "not UTF-8": _bytes("[mypy]\nx = é\n".encode("latin-1")),
    "UTF-16": _bytes("[mypy]\nx = 1\n".encode("utf-16")),
    "NULs": _bytes(b"\0" * 100),
    "nothing": _bytes(b""),
    "a long line": _bytes(b"x" * 900_000),
    "a folder": Path.mkdir,
    "loop": lambda place: place.symlink_to(place.name),
    "dangling": _link("../outside/new"),
    "outside": _link("../outside/file"),
    "a folder outside": _link("../outside"),
    "unreadable": _unreadable,
    "a closed folder": _closed_folder,
}

BASELINE = "known.json"
PLACES = (
    *("pyproject.toml", "setup.cfg", "mypy.ini", ".mypy.ini", "pyrightconfig.json", "ty.toml"),
    *("pyrefly.toml", ".gitignore", ".ignore", ".git", ".git/config", ".git/HEAD", ".git/index"),
    *(".git/info/exclude", BASELINE, "old.json", "typings", "typings/fastapi"),
    *("typings/fastapi/__init__.pyi", "templates", "templates/page.html", "page.jinja2"),
    *("bad.py", "bad.pyi", "pkg/__init__.py", "pkg/mod.py", "sub", "sub/pyproject.toml"),
    *(".venv", ".venv/pyvenv.cfg", ".venv/bin", ".venv/bin/python", ".venv/lib", PACKAGES),
    *(f"{PACKAGES}/bad.pth", f"{PACKAGES}/__editable___bad_finder.py", f"{PACKAGES}/fastapi"),
    *(f"{PACKAGES}/fastapi-0.1.0.dist-info", f"{PACKAGES}/fastapi-0.1.0.dist-info/METADATA"),
    *(f"{PACKAGES}/starlette/__init__.py", "node_modules", ".vscode/settings.json"),
)


# Where one thing can stand in the stead of all at once.
EVERYWHERE = (
    *(place for place in PLACES[:9]),
    *(BASELINE, "old.json", "typings/fastapi/__init__.pyi", "templates/page.html", "page.jinja2"),
    *("bad.py", "bad.pyi", "pkg/__init__.py", "pkg/mod.py", "sub/pyproject.toml"),
    ".vscode/settings.json",
)


def put_everywhere(thing: str, folder: Path) -> None:
    """Put a thing into all places at once that do not lie in each other."""
    for place in EVERYWHERE:
        put(thing, place, folder)


def put(thing: str, place: str, folder: Path) -> None:
    """Put a thing into a place of a tree, in the stead of what is there."""
    target = folder / place
    if place.startswith(".venv"):
        environment(folder)
    if place.startswith(".git/"):
        repository(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.exists():
        target.rename(folder.parent / "moved")
    THINGS[thing](target)


def environment(folder: Path) -> None:
    """An environment with FastAPI and the like."""
    packages = folder / PACKAGES
    packages.mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir()
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    home = Path(sys.executable).resolve().parent
    (folder / ".venv" / "pyvenv.cfg").write_text(f"home = {home}\nversion = {version}.0\n")
    for name in ("pydantic", "typing_extensions.py", "annotated_types"):
        (packages / name).symlink_to(INSTALLED / name)
    for name in ("fastapi", "starlette"):
        (packages / name).mkdir()
        for file in (INSTALLED / name).iterdir():
            (packages / name / file.name).symlink_to(file)


def repository(folder: Path) -> None:
    """A repository with everything in it that is there so far."""
    git = ("git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@y")
    for more in (("init", "-q"), ("add", "app.py"), ("commit", "-q", "-m", "x")):
        subprocess.run([*git, *more], check=True)


SEPARATORS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
NAMES = (
    *(f"a{each}::error title=x::y" for each in SEPARATORS),
    *("-x", "--version", "@file", "[red]x", "%0Aa", "$HOME", "`id`", "a;b", "a\\b", "'\"", " "),
    *(" a", "a ", "a\t", "a.b", "a\x1b[31mb", "a\x9b31mb", "a\x7fb", "a\u202eb", "a\ud83d", "é"),
    *("e\u0301", "\U0001f600", "a" * 240, "con", "nul", "__init__ ", "import", "<script>", "{{x}}"),
    *("a]](http://x)", "#a", "a\x08\x08b", "%s%n", "~", "*", "?", "a\0b".replace("\0", "\x01")),
)


def _names(folder: Path) -> None:
    for name in NAMES:
        for place in (f"{name}.py", f"f{name}/app.py", f"h{name}.html"):
            raw = os.fsencode(folder) + b"/" + place.encode("utf-8", "surrogatepass")
            os.makedirs(os.path.dirname(raw), exist_ok=True)
            Path(os.fsdecode(raw)).write_text("{{ x }}" if place.endswith("l") else MISTAKE)


def _texts(folder: Path) -> None:
    hostile = "".join(dict.fromkeys("".join(NAMES[:30]).replace("\ud83d", "")))
    text = MISTAKE.replace('"/"', repr("/" + hostile)).replace("User", "Üser")
    (folder / "texts.py").write_text(f"{text}\n# {hostile!r}\n", encoding="utf-8")
    for line in ("include_router(1)", f"get({hostile!r})(1)", "mount('/x', 3)"):
        (folder / f"{line[:3]}.py").write_text(f"{MISTAKE}\napp.{line}\n", encoding="utf-8")


ENCODINGS = (
    *("utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "koi8-r", "shift_jis", "utf-7"),
    *("rot13", "hex", "bz2", "idna", "punycode", "raw_unicode_escape", "unicode_escape"),
    *("undefined", "mbcs", "klingon", "utf-8\u0300", "x" * 10_000),
)


def _encodings(folder: Path) -> None:
    for number, name in enumerate(ENCODINGS):
        for mark in (b"", b"\xef\xbb\xbf"):
            cookie = f"# coding: {name}\n".encode()
            (folder / f"e{number}{len(mark)}.py").write_bytes(
                mark + cookie + MISTAKE.replace("User", "Üser").encode("latin-1")
            )
        try:
            data = MISTAKE.encode(name)
        except (LookupError, UnicodeError, TypeError):
            continue
        (folder / f"d{number}.py").write_bytes(data)
    for number, end in enumerate((b"\r", b"\r\n", b"\n\r", b"\x0c\n", b"\\\n", b"\x1a", b"\0")):
        (folder / f"end{number}.py").write_bytes(MISTAKE.encode().replace(b"\n", end))


def _links(folder: Path) -> None:
    (folder / "self").symlink_to(".")
    (folder / "up").symlink_to("..")
    (folder / "all").symlink_to("/")
    (folder / "proc").symlink_to("/proc")
    for one, other in (("ping", "pong"), ("pong", "ping")):
        (folder / one).mkdir()
        (folder / one / other).symlink_to(f"../{other}")
    (folder / "twice.py").symlink_to("app.py")
    (folder / "far.py").symlink_to("../outside/app.py")
    (folder / "deep" / "self").parent.mkdir()
    for name in "abcdefgh":
        (folder / "deep" / name).symlink_to(".")


def _deep_folders(folder: Path) -> None:
    here = os.getcwd()
    try:
        os.chdir(folder)
        for number in range(
            2_500
        ):  # More than a path may be long, and than Python may call itself.
            os.mkdir("d")
            os.chdir("d")
            if number % 500 == 0:
                Path("app.py").write_text(MISTAKE)
    finally:
        os.chdir(here)


def _deep_sources(folder: Path) -> None:
    sources = {
        "brackets": "x = " + "(" * 5_000 + ")" * 5_000,
        "lists": "x: " + "list[" * 190 + "int" + "]" * 190 + "\n" + MISTAKE,
        "ifs": "\n".join(" " * n + "if x:" for n in range(95)) + "\n" + " " * 95 + "pass\n",
        "many ifs": "\n".join(" " * n + "if x:" for n in range(2_000)),
        "sum": "x = " + "+".join(["1"] * 20_000),
        "dots": "x = a" + ".b" * 20_000,
        "calls": "x = a" + "()" * 5_000,
        "elifs": "if a: pass\n" + "elif a: pass\n" * 5_000,
        "strings": "x = " + "'a' " * 50_000,
        "names": "\n".join(f"x{n} = x{n - 1}" for n in range(1, 20_000)),
        "classes": "class C0: ...\n"
        + "".join(f"class C{n}(C{n - 1}): ...\n" for n in range(1, 2_000)),
        "nested": "".join(" " * n + f"class C{n}:\n" for n in range(95)) + " " * 95 + "x = 1\n",
        "circle": "class A(B): ...\nclass B(A): ...\nX = Y\nY = X\n",
        "stars": "from app import *\nfrom stars import *\n",
        "routes": MISTAKE + "".join(f"@app.get('/{n}')\ndef f{n}(): ...\n" for n in range(300)),
        "unpacked": MISTAKE + "app.get(" + "*[*" * 200 + "x" + "]" * 200 + ")(home)\n",
        "dict": "x = {" + ",".join(f"'{n}': {n}" for n in range(50_000)) + "}\n",
        "f": "x = " + "f'{" * 40 + "1" + "}'" * 40 + "\n",
        "lambdas": "x = " + "lambda: " * 2_000 + "1\n",
        "decorators": MISTAKE + "@app.get('/x')\n" * 2_000 + "def x(): ...\n",
        "includes": MISTAKE + "app.include_router(app)\n" * 30 + "app.mount('/x', app)\n" * 30,
    }
    for name, text in sources.items():
        (folder / f"{name}.py").write_text(text)


def _templates(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "web.py").write_text(
        "from fastapi import FastAPI\nfrom fastapi.templating import Jinja2Templates\n"
        "app = FastAPI()\ntemplates = Jinja2Templates('templates')\n"
    )
    evil = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% import os %}{{ url_for('\u2028x') }}"
    texts = {
        "evil": evil,
        "deep": "{% if x %}" * 3_000,
        "brackets": "{{ " + "(" * 5_000 + " }}",
        "self": "{% extends 'self.html' %}{% include 'self.html' %}",
        "up": "{% include '../../outside/file' %}{% extends '/etc/passwd' %}",
        "fifo": "{% include 'pipe.html' %}",
        "power": "{{ 9**9**9**9 }}{{ 'a' * 10**10 }}{% for x in range(10**10) %}{{ url_for('x') }}",
        "surrogate": "{{ url_for('\\ud800') }}",
    }
    for name, text in texts.items():
        (folder / "templates" / f"{name}.html").write_text(text)
    (folder / "templates" / "bytes.html").write_bytes(bytes(range(256)))
    os.mkfifo(folder / "templates" / "pipe.html")
    (folder / "templates" / "zero.jinja2").symlink_to("/dev/zero")


def _closed(folder: Path) -> None:
    for name in ("closed", "closed/inner", "listed", "entered"):
        (folder / name).mkdir()
        (folder / name / "app.py").write_text(MISTAKE)
    (folder / "listed").chmod(0o444)
    (folder / "entered").chmod(0o111)
    (folder / "closed").chmod(0)


def _patterns(folder: Path) -> None:
    lines = ["(a+)+$", "[", "[]", "[!", "\\", "**/" * 500 + "x", "*" * 5_000, "!", "a" * 10_000]
    lines += ["\0", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "/" * 5_000]
    (folder / ("a" * 200)).mkdir()
    (folder / ("a" * 200) / "x.py").write_text(MISTAKE)
    (folder / ".gitignore").write_text("\n".join(lines) + "\n" + "?*" * 3_000 + "\n")


def _slow_patterns(folder: Path) -> None:
    pattern = "*a" * 30 + "b"
    (folder / ("a" * 200 + ".py")).write_text(MISTAKE)
    (folder / ".gitignore").write_text(f"{pattern}\n")
    (folder / "pyproject.toml").write_text(
        f'[tool.scoped-fastapi]\nextend-exclude = ["{pattern}"]\n'
        f'per-file-ignores = {{ "{pattern}" = ["fastapi-path"] }}\n'
    )


def _git_file(folder: Path) -> None:
    (folder / ".git").write_text(f"gitdir: {folder.parent / 'outside'}\n")


def _git_circle(folder: Path) -> None:
    (folder / ".git").write_text("gitdir: .git\n")


def _files(folder: Path) -> None:
    for number in range(3_000):
        (folder / f"part{number % 50}").mkdir(exist_ok=True)
        (folder / f"part{number % 50}" / f"m{number}.py").touch()


TREES: dict[str, Make] = {
    "names": _names,
    "texts": _texts,
    "encodings": _encodings,
    "links": _links,
    "deep folders": _deep_folders,
    "deep sources": _deep_sources,
    "templates": _templates,
    "closed folders": _closed,
    "patterns": _patterns,
    "slow patterns": _slow_patterns,
    ".git leads outside": _git_file,
    ".git leads to itself": _git_circle,
    "many files": _files,
}


def hazards() -> Iterator[tuple[str, Make]]:
    """All that may lie in a tree, each alone."""
    for name, make in TREES.items():
        yield name, make
    for thing in THINGS:
        yield f"{thing} everywhere", partial(put_everywhere, thing)
    for place in PLACES:
        for thing in THINGS:
            yield f"{thing} as {place}", partial(put, thing, place)
