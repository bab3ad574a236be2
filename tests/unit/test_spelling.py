"""Types are shown in one spelling, whichever checker they are from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoped_fastapi_check.analysis.spelling import in_one_spelling


@pytest.mark.parametrize(
    ("shown", "spelled"),
    [
        ("int", "int"),
        ("dict[str, Any]", "dict[str, Any]"),
        ("dict[str, Unknown]", "dict[str, Any]"),
        ("list[int] | dict[str, int]", "list[int] | dict[str, int]"),
        ('Literal["a", 3, -1, True]', "Literal['a', 3, -1, True]"),
        ("Literal[Color.RED]", "Literal[Color.RED]"),
        ("CoroutineType[Any, Any, int]", "Coroutine[Any, Any, int]"),
        ("GeneratorType[int, None, Any]", "Generator[int, None, Any]"),
        ("Coroutine[Unknown, Unknown, None]", "Coroutine[Any, Any, None]"),
        ("AsyncGenerator[int]", "AsyncGenerator[int, None]"),
        ("Generator[int]", "Generator[int, None, None]"),
        ("Generator[int, str, bool]", "Generator[int, str, bool]"),
        ("AbstractAsyncContextManager[C]", "AbstractAsyncContextManager[C, bool | None]"),
        ("(int, /) -> int", "Callable[[int], int]"),
        ("(int) -> int", "Callable[[int], int]"),
        ("(...) -> None", "Callable[..., None]"),
        ("() -> (list[User] | None)", "Callable[[], list[User] | None]"),
        ("((int) -> str) | None", "Callable[[int], str] | None"),
        ("(role: str = 'guest, (x)') -> None", "Callable[[str], None]"),
        ("(a: dict[str, int], *, b: int) -> None", "Callable[..., None]"),
        ("def (*Any, **Any)", "Callable[..., None]"),
        ("def (role: str =)", "Callable[[str], None]"),
        ("def (*Any, **Any) -> Awaitable[None]", "Callable[..., Awaitable[None]]"),
        ("def f(role: str = 'a') -> ((str, /) -> None)", "Callable[[str], Callable[[str], None]]"),
        ("def f[T](self, x: T) -> list[T]", "Callable[[Any, T], list[T]]"),
        ("bound method Users.find(x: int, *, y: str) -> str", "Callable[..., str]"),
        ("Callable[[int], str]", "Callable[[int], str]"),
        ("Callable[..., Awaitable[None]]", "Callable[..., Awaitable[None]]"),
        ("type[User]", "type[User]"),
        ("tuple[int, ...]", "tuple[int, ...]"),
        ("tuple[()]", "tuple[()]"),
        ("type", "type[Any]"),
        ("Request[Any] | None", "Request | None"),
        ("Request[State]", "Request[State]"),
        ("<class 'User'>", "type[User]"),
        # What is no type as we know them stays as it is.
        ("<module 'users'>", "<module 'users'>"),
        ('Module("x")', 'Module("x")'),
        ("int &", "int &"),
        ("User(", "User("),
        ("", ""),
    ],
)
def test_spelling(shown: str, spelled: str) -> None:
    assert in_one_spelling(shown) == spelled
    assert in_one_spelling(spelled) == spelled


@pytest.mark.parametrize(
    ("shown", "spelled"),
    [
        ("Literal[3]", "int"),
        ('Literal["a", "b"]', "str"),
        ("Literal[b'a'] | None", "bytes | None"),
        ("Literal[Color.RED]", "Color"),
        ("list[Literal[3]]", "list[int]"),
    ],
)
def test_what_is_inferred_is_shown_as_its_class(shown: str, spelled: str) -> None:
    assert in_one_spelling(shown, is_inferred=True) == spelled


@given(st.text(alphabet="ab[](),|-> :='\".*/3 ", max_size=40))
def test_any_text_is_spelled(text: str) -> None:
    once = in_one_spelling(text)
    assert in_one_spelling(once) == once
