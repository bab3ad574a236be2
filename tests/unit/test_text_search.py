"""What the files around a module say, and what those beside it say."""

from __future__ import annotations

import ast
from pathlib import Path

from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.project.text_search import Mentions


def test_a_word_of_the_module_itself(tmp_path: Path) -> None:
    main, other = tmp_path / "main.py", tmp_path / "other.py"
    main.write_text("one = two = 1\n", "utf-8")
    other.write_text("two = 2\n", "utf-8")
    module = Module("main", str(main), ast.parse(main.read_text("utf-8")))
    mentions = Mentions()

    assert mentions.answer(module, "one")
    assert not mentions.answer(module, "one", elsewhere=True)
    assert mentions.answer(module, "two", elsewhere=True)
    asked = mentions.asked[module.path]
    assert Mentions().hold(main, "main", asked.items())

    other.write_text("one = 2\n", "utf-8")
    assert not Mentions().hold(main, "main", asked.items())


def test_words_in_one_file_of_a_folder_beside(tmp_path: Path) -> None:
    module_file = tmp_path / "core" / "db.py"
    beside = tmp_path / "routers" / "users.py"
    for file, text in ((module_file, "one"), (beside, "two three"), (tmp_path / "main.py", "four")):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    module = Module("core.db", str(module_file), ast.parse("one"))
    mentions = Mentions()

    assert mentions.in_one_file(module, ("two", "three"))
    assert not mentions.in_one_file(module, ("two", "four"))
    asked = mentions.asked[module.path]
    assert Mentions().hold(module_file, "core.db", asked.items())

    beside.write_text("two", "utf-8")
    assert not Mentions().hold(module_file, "core.db", asked.items())


def test_what_something_depends_on(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(
        "x = Depends(Depends(inner.get)), Depends(é), Depends(\n    get_late)\n", "utf-8"
    )
    module = Module("main", str(main), ast.parse("x = 1"))
    mentions = Mentions()

    for word in ("Depends(Depends(", "Depends(inner.get)", "Depends(é)", "Depends("):
        assert mentions.answer(module, word), word
        assert mentions.in_one_file(module, (word, "x =")), word
    long = f"Depends({'a' * 200})"
    for word in ("Depends(get_late)", "Depends(inner.get,", long, "Depends(other"):
        assert not mentions.answer(module, word), word
        assert not mentions.in_one_file(module, (word, "x =")), word

    main.write_text(f"{long} = Depends(other)", "utf-8")
    assert Mentions().answer(module, long)
    assert Mentions().answer(module, "Depends(other")


def test_what_is_depended_on_by_another_name(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(
        "import database as db\nfrom users import get_user as user\n"
        "x = Depends(db.get), Depends(user), Depends(other)\n",
        "utf-8",
    )
    module = Module("main", str(main), ast.parse("x = 1"))
    mentions = Mentions()

    for word in ("Depends(database.get)", "Depends(db.get)", "Depends(get_user)"):
        assert mentions.answer(module, word), word
        assert mentions.in_one_file(module, (word, "x =")), word
    for word in ("Depends(database.other)", "Depends(get_user.", "Depends(users", "Depends(get)"):
        assert not mentions.answer(module, word), word
