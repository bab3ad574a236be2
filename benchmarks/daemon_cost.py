"""What the plugin costs in the daemon: one edit of a module with routes, with it and without it.

Run with `python benchmarks/daemon_cost.py [--edits N] [--modules N ...] [--write]`. Each daemon is a
process of its own, asked as `dmypy check` asks it; the times are the medians of the processor time of
an update. `--write` puts the table into docs/performance.md.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mypy.dmypy_server
import mypy.main
from applications import PACKAGE, write_application
from measuring import PACKAGES, write_section
from plugin_cost import PAGE, PLAIN, WITH_PLUGIN, configure

HEAD = "| modules | an edit, mypy | with the plugin |\n|---|---|---|\n"


def serve(folder: Path, config: str, edits: int) -> float:
    """Edit modules under a daemon in this process: the median of the seconds of an update."""
    os.chdir(folder)
    arguments = ["-i", "--config-file", config, "--cache-dir", os.devnull, "."]
    _, options = mypy.main.process_options(arguments, require_targets=False, server_options=True)
    server = mypy.dmypy_server.Server(options, str(folder / "status.json"))

    def check() -> float:
        begin = time.process_time()
        answer = server.cmd_check(
            files=[PACKAGE], export_types=False, is_tty=False, terminal_width=80
        )
        if answer.get("status") != 0:
            raise RuntimeError(f"the daemon does not find the application right: {answer}")
        return time.process_time() - begin

    check()
    seconds: list[float] = []
    for module in sorted((folder / PACKAGE).glob("*/routes.py"))[:edits]:
        text = module.read_text(encoding="utf-8")
        for changed in (f"{text}\nadded: int = 1\n", text):
            module.write_text(changed, encoding="utf-8")
            seconds.append(check())
    return statistics.median(seconds)


def measured(folder: Path, config: str, edits: int) -> float:
    """What a daemon in a process of its own says."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PACKAGES))}
    command = [sys.executable, __file__, "--serve", str(folder), config, "--edits", str(edits)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what the plugin costs in the daemon.")
    parser.add_argument("--edits", type=int, default=10)
    parser.add_argument("--modules", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    parser.add_argument("--serve", nargs=2, metavar=("FOLDER", "CONFIG"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        folder, config = arguments.serve
        print(serve(Path(folder), config, arguments.edits))
        return
    rows = ""
    with tempfile.TemporaryDirectory() as temporary:
        for modules in arguments.modules:
            folder = Path(temporary, str(modules)).resolve()
            write_application(folder, modules)
            configure(folder)
            plain, ours = (measured(folder, one, arguments.edits) for one in (PLAIN, WITH_PLUGIN))
            rows += f"| {modules} | {plain * 1000:.0f} ms | {ours * 1000:.0f} ms |\n"
            print(rows.splitlines()[-1], flush=True)
    if arguments.write:
        write_section(PAGE, "daemon", f"\n{HEAD}{rows}\n")


if __name__ == "__main__":
    main()
