"""How the server begins and ends, with clients that do not keep to the order."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from .editor import PULLS, Editor
from .shop import SOURCES, write_shop
from .test_diagnostics import DEPS, REPORT, WRONG

BOOKS = "shop/books.py"


def write_main(folder: Path) -> Path:
    (folder / "main.py").write_text(WRONG, "utf-8")
    (folder / "deps.py").write_text(DEPS, "utf-8")
    return folder / "main.py"


def test_a_client_that_asks_before_it_says_that_it_is_ready(tmp_path: Path) -> None:
    main = write_main(tmp_path)
    with Editor(tmp_path, capabilities=PULLS, is_ready=False) as editor:
        editor.open(main)
        assert editor.pull(main) == [REPORT]
        editor.notify("initialized", {})
        assert editor.pull(main) == [REPORT]
        assert editor.end() == 0


def test_a_client_that_never_says_it(tmp_path: Path) -> None:
    folder = write_shop(tmp_path)
    with Editor(folder, is_ready=False) as editor:
        found = editor.request("workspace/symbol", {"query": "health"})
        assert [one["name"] for one in found] == ["GET /health"]
        assert editor.end() == 0


def test_a_request_before_the_first_one(tmp_path: Path) -> None:
    main = write_main(tmp_path)
    position = {"line": 0, "character": 0}
    hover = {"textDocument": {"uri": main.as_uri()}, "position": position}
    with Editor(tmp_path, capabilities=PULLS, before={"textDocument/hover": hover}) as editor:
        assert "error" in editor.answer(1)
        editor.open(main)
        assert editor.pull(main) == [REPORT]


def test_it_ends_when_its_editor_is_killed(tmp_path: Path) -> None:
    write_main(tmp_path)
    script = "import sys, time; print(flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as client:
        assert client.stdout is not None
        client.stdout.readline()
        editor = Editor(tmp_path, client=client.pid)
        editor.see(tmp_path / "main.py", [REPORT])
        client.kill()
    # Its pipes stay open: the test holds them.
    assert editor.process.wait(30) == 1


def test_a_client_that_does_not_ask_for_the_end(tmp_path: Path) -> None:
    """The status is 1 then: so the protocol has it."""
    write_main(tmp_path)
    with Editor(tmp_path) as editor:
        editor.notify("exit", None)
        assert editor.process.wait(30) == 1
    with Editor(tmp_path) as editor:
        assert editor.process.stdin is not None
        editor.process.stdin.write(b"Content-Length: 500\r\n\r\n{")
        editor.process.stdin.close()
        assert editor.process.wait(30) == 1


def test_nobody_can_speak_to_it() -> None:
    command = [sys.executable, "-m", "scoped_fastapi_check", "server"]
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" "$@" <&-', *command], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (
        2,
        "error: stdin is closed: nobody can speak to the server\n",
    )


def test_a_client_on_another_machine(tmp_path: Path) -> None:
    main = write_main(tmp_path)
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    with Editor(tmp_path, client=int(gone.stdout)) as editor:
        editor.see(main, [REPORT])
        time.sleep(3)
        assert editor.process.poll() is None
        assert editor.end() == 0


def test_what_is_installed_is_not_checked(tmp_path: Path) -> None:
    folder = tmp_path / "lib" / "site-packages" / "package"
    folder.mkdir(parents=True)
    main = write_main(folder)
    project = tmp_path / "project"
    project.mkdir()
    (project / "main.py").write_text(SOURCES["shop/deps.py"], "utf-8")
    with Editor(project, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        assert (
            editor.request("textDocument/documentSymbol", {"textDocument": {"uri": main.as_uri()}})
            == []
        )


def test_cancelled_requests_leave_nothing_behind(tmp_path: Path) -> None:
    main = write_main(tmp_path)
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main)
        waiting = [
            editor.send("textDocument/diagnostic", {"textDocument": {"uri": main.as_uri()}})
            for _ in range(5)
        ]
        for number in waiting[:-1]:
            editor.notify("$/cancelRequest", {"id": number})
        assert editor.answer(waiting[-1])["result"]["items"]
        for number in waiting[:-1]:
            assert editor.answer(number)["error"]["code"] == -32800
