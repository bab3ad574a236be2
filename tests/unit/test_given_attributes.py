"""What the files of a project give objects of a class, though the class does not say so."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from scoped_fastapi_check.model.given_attributes import gives, has_another, has_derived
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.project.text_search import Mentions


@pytest.mark.parametrize(
    "source",
    [
        "Post.votes = column_property(count)",
        "def f(post): post.votes = 3",
        "def f(post): setattr(post, 'votes', 3)",
        "def f(x: 'Post'): x.votes = 3",
        "def f(x: list[Post]):\n    for each in x: each.votes = 3",
        "def f(db):\n    rows = db.query(Post).all()\n    for row in rows: row.votes: int = 3",
        "from models import Post\ndef f(obj): obj.votes = 3",
        "def f(post):\n    def g(): post.votes = 3",
    ],
)
def test_what_gives_an_attribute(source: str) -> None:
    assert gives(source, "Post", "votes")


@pytest.mark.parametrize(
    "source",
    [
        "def f(post): print(post.votes)",
        "def f(post): return post.votes == 3",
        "class Post:\n    def f(self): self.votes = 3",
        "def f(like: Like): like.votes = 3\nPost",
        "def f(db):\n    row = db.get(Like, 1)\n    row.votes = 3\nPost",
        "from models import Like, Post\ndef f(db):\n    like = find(db)\n    like.votes = 3",
        "def f(obj): obj.votes = 3",
        "LikePost.votes = 3",
    ],
)
def test_what_gives_another_class_an_attribute(source: str) -> None:
    assert not gives(source, "Post", "votes")


def test_a_class_that_derives() -> None:
    assert has_derived("class Pinned(models.Post):\n    votes: int", "Post", "votes")
    assert has_derived("class A(Post): ...\nclass B(A):\n    votes = 1", "Post", "votes")
    assert not has_derived("class Pinned(Post):\n    stars: int\nvotes = 1", "Post", "votes")
    assert not has_derived("class Pinned(Blog):\n    votes: int", "Post", "votes")


def test_a_class_of_the_same_name() -> None:
    home = "/app/models/posts.py"
    assert not has_another("from app.models import Post", "/app/crud.py", "Post", home)
    assert not has_another("from . import Post", "/app/models/likes.py", "Post", home)
    assert not has_another("class Post: ...", home, "Post", home)
    assert has_another("class Post: ...", "/app/blog.py", "Post", home)
    assert has_another("from app.blog import (\n  Post\n)", "/app/crud.py", "Post", home)


def test_the_package_below_a_module(tmp_path: Path) -> None:
    package = tmp_path / "shop"
    package.mkdir()
    (package / "__init__.py").touch()
    models, main = package / "models.py", tmp_path / "main.py"
    models.write_text("class Post: ...\nPost.votes = 3\n", "utf-8")
    main.write_text("", "utf-8")
    environment = tmp_path / "venv"
    environment.mkdir()
    (environment / "pyvenv.cfg").touch()
    (environment / "other.py").write_text("Post.stars = 3\n", "utf-8")
    mentions, module = Mentions(), Module("main", str(main), ast.parse(""))

    assert mentions.gives(module, "Post", "votes", str(models), is_exact=True)
    assert not mentions.gives(module, "Post", "stars", str(models), is_exact=False)
    assert Mentions().hold(main, "main", mentions.asked[module.path].items())

    models.write_text("class Post: ...\n", "utf-8")
    assert not Mentions().hold(main, "main", mentions.asked[module.path].items())
