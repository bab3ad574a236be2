"""What the plugin costs: mypy with it and without it, on applications of three sizes.

Run with `python benchmarks/plugin_cost.py [--rounds N] [--modules N ...] [--write]`. Both take turns,
with an empty cache and with a full one; the quickest run of each counts. There are two applications
of each size: a typical one, and one that is mostly an API. `--write` puts the table into
docs/performance.md. Exits 1 when something is over its limit with a typical application.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from applications import DENSE, PACKAGE, TYPICAL, write_application
from measuring import ROOT, Comparison, Cost, cost_of, in_turns, without, write_section

COLD_LIMIT = 1.05
WARM_LIMIT = 1.10
MEMORY_LIMIT = 1.05
START_LIMIT = 20.0
PLAIN = "plain.ini"
WITH_PLUGIN = "with_plugin.ini"
PAGE = ROOT / "docs/performance.md"
WARM_ROUNDS = 5


def shown(ratio: float, limit: float) -> str:
    """A ratio as it stands in the table."""
    return f"{ratio:.2f}" if ratio <= limit else f"**{ratio:.2f}**"


@dataclass(frozen=True)
class Measured:
    """The costs of one application."""

    modules: int
    routes: int
    lines: int
    is_typical: bool
    cold: Comparison
    warm: Comparison

    @property
    def milliseconds_per_route(self) -> float:
        """What the plugin adds to a cold run for each route."""
        return self.cold.difference * 1000 / self.routes

    @property
    def is_within(self) -> bool:
        """Whether nothing is over its limit."""
        return (
            self.cold.ratio <= COLD_LIMIT
            and self.warm.ratio <= WARM_LIMIT
            and self.cold.memory <= MEMORY_LIMIT
        )

    @property
    def row(self) -> str:
        """The row of the table."""
        cold, warm = self.cold, self.warm
        cells = (
            *(f"{self.modules}", f"{self.routes}", f"{self.lines}"),
            *(f"{cold.peer_seconds:.1f} s", shown(cold.ratio, COLD_LIMIT)),
            *(f"{warm.peer_seconds:.2f} s", shown(warm.ratio, WARM_LIMIT)),
            *(shown(cold.memory, MEMORY_LIMIT), f"{self.milliseconds_per_route:.1f} ms"),
        )
        return f"| {' | '.join(cells)} |\n"


HEAD = (
    "| modules | routes | lines | mypy, cold | with the plugin | mypy, warm | with the plugin | memory "
    "| for each route |\n|---|---|---|---|---|---|---|---|---|\n"
)


def configure(folder: Path) -> None:
    (folder / PLAIN).write_text("[mypy]\nstrict = true\n", encoding="utf-8")
    text = "[mypy]\nstrict = true\nplugins = scoped_fastapi_mypy\n"
    (folder / WITH_PLUGIN).write_text(text, encoding="utf-8")


def run(folder: Path, config: str, *, cold: bool) -> Cost:
    """Check the application once."""
    cache = folder / f"cache-{config}"
    if cold:
        without(cache)
    command = [sys.executable, "-m", "mypy", "--config-file", config]
    return cost_of([*command, "--cache-dir", cache.name, PACKAGE], folder)


def compare(folder: Path, rounds: int, *, cold: bool) -> Comparison:
    ours = partial(run, folder, WITH_PLUGIN, cold=cold)
    return in_turns(ours, partial(run, folder, PLAIN, cold=cold), rounds)


def measure(folder: Path, modules: int, routes_of_module: float, rounds: int) -> Measured:
    written = write_application(folder, modules, round(modules * routes_of_module))
    configure(folder)
    run(folder, WITH_PLUGIN, cold=True)  # Compiles what is imported.
    cold = compare(folder, rounds, cold=True)
    warm = compare(folder, WARM_ROUNDS * rounds, cold=False)
    is_typical = routes_of_module == TYPICAL
    return Measured(modules, written.routes, written.lines, is_typical, cold, warm)


def start(folder: Path, rounds: int) -> float:
    """The milliseconds that the plugin adds to the start of mypy, on a module of one line."""
    folder.mkdir(parents=True)
    configure(folder)
    (folder / PACKAGE).mkdir()
    (folder / PACKAGE / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    for config in (PLAIN, WITH_PLUGIN):
        run(folder, config, cold=True)
    return compare(folder, WARM_ROUNDS * rounds, cold=False).difference * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the plugin costs.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--modules", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        milliseconds = start(folder / "start", arguments.rounds)
        rows: list[Measured] = []
        print(HEAD, end="")
        for routes in (TYPICAL, DENSE):
            for modules in arguments.modules:
                rows.append(
                    measure(folder / f"{modules}-{routes}", modules, routes, arguments.rounds)
                )
                print(rows[-1].row, end="", flush=True)
    summary = f"\nWith the plugin, the start of mypy differs by {milliseconds:.0f} ms.\n"
    print(summary, end="")
    if arguments.write:
        write_section(PAGE, "plugin", "\n" + HEAD + "".join(row.row for row in rows) + summary)
    are_within = all(row.is_within for row in rows if row.is_typical)
    return 0 if are_within and milliseconds <= START_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
