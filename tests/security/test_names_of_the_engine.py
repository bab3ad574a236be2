"""The names of the engine in a user's module, and names that are written in unusual characters."""

from __future__ import annotations

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.engines.probes.own_names import OwnNames, PlainNames

from .conftest import Hostile

NAMES = [
    *("reveal", "T", "Any", "t", "te", "abc", "of", "result", "awaited", "v0", "v0_0", "p0"),
    *("m0", "w0", "nobody", "control", "c0"),
]
# What stands in the module beside the mistake.
WAYS = {
    "constant": lambda name: f"{MISTAKE}{name} = 1\n",
    "class": lambda name: MISTAKE.replace("class User", f"class {name}: ...\n\n\nclass User"),
    "parameter": lambda name: MISTAKE.replace("home(user", f"home({name}: str, *, user"),
    "global": lambda name: f"{MISTAKE}\n\ndef f() -> None:\n    global {name}\n    {name} = 'x'\n",
    "dependency": lambda name: MISTAKE.replace("get_number", name),
    "type": lambda name: MISTAKE.replace("User", name),
    "quoted": lambda name: MISTAKE.replace("user: User", f'user: "{name}"').replace("User", name),
}


@pytest.mark.parametrize("checker", ["ty", "zuban"])
def test_they_hide_no_finding(empty_tree: Hostile, checker: str) -> None:
    for way, write in WAYS.items():
        for name in NAMES:
            empty_tree.tree.write(f"{way}_{name}.py", write(f"_sf_{name}"))
    outcome = empty_tree.project.run("check", "--checker", checker)
    found = {place.partition(":")[0] for place in outcome.found}
    assert found == {path.name for path in empty_tree.tree.folder.glob("*.py")}
    assert len(outcome.found) == len(WAYS) * len(NAMES)
    assert outcome.status == 1


@pytest.mark.parametrize("checker", ["ty", "zuban"])
def test_names_that_python_reads_in_another_way(empty_tree: Hostile, checker: str) -> None:
    programs = [
        MISTAKE.replace("class User", "class Usｅr"),
        MISTAKE.replace("class User", "class Usｅr").replace("user: User", "user: Uｓer"),
        MISTAKE.replace("def get_number", "def get_ｎumber"),
        MISTAKE.replace("get_number()", "ﬁnd()").replace("get_number", "find"),
        MISTAKE.replace("get_number()", "find()").replace("get_number", "ﬁnd"),
        MISTAKE.replace("import Depends", "import Ｄepends"),
        MISTAKE.replace("app.get", "app.ｇet"),
        MISTAKE.replace("    return 1", "    x = 'ﬁ'; ﬁx = 1; return fix  # ﬁ"),
    ]
    for number, program in enumerate(programs):
        empty_tree.tree.write(f"a{number}.py", program)
    outcome = empty_tree.project.run("check", "--checker", checker, "--select", "fastapi-depends")
    assert [place.partition(":")[0] for place in outcome.found] == [
        f"a{number}.py" for number in range(len(programs))
    ]


def test_only_names_are_written_anew() -> None:
    line = "ﬁx = 'ﬁ'  # ﬁ"
    assert PlainNames(line).written(1, line, 0, len(line)) == "fix = 'ﬁ'  # ﬁ"
    assert PlainNames(line).written(1, line, 3, len(line)) == line[3:]
    broken = "x = (ﬁ"
    assert PlainNames(broken).written(1, broken, 0, 7) == broken


def test_a_beginning_that_is_free() -> None:
    assert OwnNames.beside("x = 1").beginning == "_sf_"
    assert OwnNames.beside("_sf_x = _sf0_y").beginning == "_sf1_"
    assert OwnNames.beside("＿sf_x").beginning == "_sf0_"
