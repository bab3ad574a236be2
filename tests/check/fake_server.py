"""A language server that misbehaves as the variable FAKE tells it, and else finds nothing of its own.

Asked something with a known answer, it gives that; with the way `silent` it does not.

It fails at texts with the word `boom` only, or where the name of the way says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

VERSION = "9.9.9"


def write(message: dict[str, Any]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    write_raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)


def write_raw(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def read() -> dict[str, Any]:
    length = 0
    while line := sys.stdin.buffer.readline():
        name, _, value = line.partition(b":")
        if name == b"Content-Length":
            length = int(value)
        elif not line.strip():
            message: dict[str, Any] = json.loads(sys.stdin.buffer.read(length))
            return message
    sys.exit(0)


def misbehave(way: str, number: int) -> None:
    if way == "crash":
        sys.exit("panicked: no way")
    if way == "killed":
        os.kill(os.getpid(), 9)
    if way == "hang":
        time.sleep(600)
    if way == "hang in a message":
        write_raw(b'Content-Length: 100\r\n\r\n{"jsonrpc"')
        time.sleep(600)
    if way == "end in a message":
        write_raw(b'Content-Length: 100\r\n\r\n{"jsonrpc"')
        sys.exit(0)
    if way == "talk":
        while True:
            write({"method": "window/logMessage", "params": {"type": 3, "message": "well"}})
            time.sleep(0.05)
    if way == "nonsense":
        write_raw(b"Content-Length: 5\r\n\r\nhello")
    if way == "another length":
        write_raw(b"Content-Length: many\r\n\r\n{}")
    if way == "another answer":
        write({"id": number, "result": {"kind": "full", "items": [{"where": 1}]}})
    if way == "refuse":
        write({"id": number, "error": {"code": -32603, "message": "internal\nerror"}})


KNOWN = {
    "    _sf_c0: str = x": (
        "invalid-assignment",
        "Object of type `int` is not assignable to `str`",
    ),
    "    _sf_reveal(x)": ("revealed-type", "Revealed type: `int`"),
    "    x._sf_nothing": ("unresolved-attribute", "no attribute"),
}


def known_answers(text: str) -> list[dict[str, Any]]:
    return [
        {
            "range": {"start": {"line": number, "character": 0}},
            "code": KNOWN[line][0],
            "message": KNOWN[line][1],
        }
        for number, line in enumerate(text.split("\n"))
        if line in KNOWN
    ]


def main() -> None:
    way = os.environ["FAKE"]
    place = Path(os.environ["STARTED"])
    if "--version" in sys.argv:
        print("fake", VERSION if way != "old and broken" else "0.0.0")
        sys.exit()
    helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with place.open("a") as file:
        file.write(f"{os.getpid()} {helper.pid} ")
    if way in {"broken", "old and broken"}:
        sys.exit("error: unrecognized subcommand 'server'")
    if way == "deaf":
        time.sleep(600)
    texts: dict[str, str] = {}
    asked = 0
    while True:
        message = read()
        method, number = message.get("method"), message.get("id")
        if method == "initialize":
            version = "0.0.0" if way == "old" else VERSION
            write({"id": number, "result": {"serverInfo": {"name": "fake", "version": version}}})
        elif method in {"textDocument/didOpen", "textDocument/didChange"}:
            document = message["params"]["textDocument"]
            changes = message["params"].get("contentChanges", [document])
            texts[document["uri"]] = changes[0]["text"]
        elif method == "textDocument/diagnostic":
            asked += 1
            if way == "later" and asked == 1:
                write({"id": number, "error": {"code": -32802, "message": "cancelled"}})
                continue
            text = texts[message["params"]["textDocument"]["uri"]]
            is_silent = way == "silent" or (way == "silent at times" and "boom" in text)
            if "boom" in text and not is_silent:
                misbehave(way, number or 0)
            else:
                items = [] if is_silent else known_answers(text)
                write({"id": number, "result": {"kind": "full", "items": items}})
        elif method == "shutdown":
            write({"id": number, "result": None})
        elif method == "exit":
            helper.kill()
            sys.exit()


main()
