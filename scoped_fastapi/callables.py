"""What a dependency is, read from the callable itself: its name, its parameters, what it opens."""

import asyncio
import inspect
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, ForwardRef, Literal, cast, get_args, get_origin

from .fastapi_internals import get_typed_annotation

if sys.version_info >= (3, 14):
    from annotationlib import Format, get_annotations

__all__ = [
    "annotate_function_of",
    "annotations_of",
    "code_behind",
    "globals_of",
    "is_async_generator_function",
    "is_coroutine_function",
    "is_generator_function",
    "is_resolved",
    "makes_async_generator",
    "mark_as_coroutine_function",
    "name_of",
    "opens_something",
    "raw_signature",
    "signature_of",
    "yields",
]


def _without_partial(call: Callable[..., Any]) -> Callable[..., Any]:
    while isinstance(call, partial):
        call = call.func
    return call


def code_behind(call: Callable[..., Any]) -> Any:
    """Return the function that runs when `call` is called: no partials, no `__call__`, no wrapper."""
    call = _unwrapped(call)
    if not (inspect.isroutine(call) or inspect.isclass(call)):
        call = _unwrapped(type(call).__call__)
    return call


def _unwrapped(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return what is behind wrappers and partials; of Python 3.14 on these count as routines."""
    inner = inspect.unwrap(_without_partial(call))
    return inner if inner is call else _unwrapped(inner)


def name_of(call: Callable[..., Any]) -> str:
    """Return the name a message calls `call` by: the one it was written under, with its class."""
    call = _without_partial(call)
    name = getattr(call, "__qualname__", None) or type(call).__qualname__
    return str(name).rpartition("<locals>.")[2]


def globals_of(call: Callable[..., Any]) -> dict[str, Any]:
    """Return the names of the module that `call` was written in."""
    code = code_behind(call)
    if inspect.isclass(code):
        return vars(sys.modules[code.__module__])
    return getattr(code, "__globals__", {})


def annotations_of(call: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of `call` itself, as they stand there.

    Raises:
        NameError: one of them says a name that does not exist yet. Only from Python 3.14 on, which
            evaluates annotations when they are asked for.
    """
    annotations: dict[str, Any] = getattr(call, "__annotations__", {})
    return annotations


def annotate_function_of(call: Callable[..., Any]) -> Callable[[int], dict[str, Any]]:
    """Return what Python 3.14 asks for the annotations of `call`, and `functools.wraps` copies."""

    def annotate(wanted: int, /) -> dict[str, Any]:
        if sys.version_info >= (3, 14) and wanted != Format.VALUE_WITH_FAKE_GLOBALS:
            return get_annotations(call, format=Format(wanted))
        # So `annotationlib` is told to ask for the format that it needs.
        raise NotImplementedError(wanted)

    return annotate


def raw_signature(call: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of `call`, what its annotations say as far as the names in them exist.

    It is read as FastAPI reads it: where one name does not exist (it is defined further down, or
    imported for type checkers alone) string annotations stay as they are, and Python 3.14 makes a
    forward reference of each name it does not know.
    """
    try:
        return inspect.signature(call, eval_str=True)
    except NameError:
        if sys.version_info >= (3, 14):
            return inspect.signature(call, annotation_format=Format.FORWARDREF)
        return inspect.signature(call)


def signature_of(call: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of `call`, string annotations resolved where it was written.

    FastAPI resolves them by the globals of the object it is given, and before 0.123.5 did not look
    through wrappers: those of an `@asynccontextmanager` function were looked up in `contextlib`.
    """
    signature = raw_signature(call)
    globalns = globals_of(call)
    return signature.replace(
        parameters=[
            parameter.replace(annotation=get_typed_annotation(parameter.annotation, globalns))
            for parameter in signature.parameters.values()
        ]
    )


def is_resolved(annotation: Any) -> bool:
    """Whether `annotation` holds no forward reference, not even within `Annotated` or a list."""
    if isinstance(annotation, str | ForwardRef):
        return False
    origin = get_origin(annotation)
    if origin is Literal:
        return True
    # The parameters of a `Callable` are a list; what else `Annotated` holds is no annotation.
    if isinstance(annotation, list):
        inner = cast("Sequence[Any]", annotation)
    else:
        inner = get_args(annotation)[: 1 if origin is Annotated else None]
    return all(map(is_resolved, inner))


def is_async_generator_function(call: Callable[..., Any]) -> bool:
    """Whether calling `call` runs an async generator function, behind whatever wraps it."""
    return inspect.isasyncgenfunction(code_behind(call))


def makes_async_generator(call: Callable[..., Any]) -> bool:
    """Whether what calling `call` gives is an async generator, and not what a wrapper makes of it."""
    call = _without_partial(call)
    return inspect.isasyncgenfunction(call) or (
        not inspect.isclass(call) and inspect.isasyncgenfunction(type(call).__call__)
    )


def is_generator_function(call: Callable[..., Any]) -> bool:
    """Whether calling `call` runs a generator function, behind whatever wraps it."""
    return inspect.isgeneratorfunction(code_behind(call))


def yields(call: Callable[..., Any]) -> bool:
    """Whether calling `call` runs a generator function of either kind."""
    return is_async_generator_function(call) or is_generator_function(call)


def is_coroutine_function(call: Callable[..., Any]) -> bool:
    """Whether calling `call` gives a coroutine."""
    call = _without_partial(call)
    return inspect.iscoroutinefunction(call) or (
        not inspect.isclass(call) and inspect.iscoroutinefunction(type(call).__call__)
    )


def opens_something(call: Callable[..., Any]) -> bool:
    """Whether what `call` gives has to be closed: it yields, or its class is a context manager."""
    return yields(call) or (
        inspect.isclass(call) and (hasattr(call, "__aenter__") or hasattr(call, "__enter__"))
    )


def mark_as_coroutine_function(call: object) -> None:
    """Have `call`, an object whose `__call__` is `async`, taken for a coroutine function.

    FastAPI before 0.123.5 asks an object that can be bound like a method for the mark and nothing
    else, with asyncio's question, which on Python 3.11 knows only asyncio's mark.
    """
    if sys.version_info >= (3, 12):
        inspect.markcoroutinefunction(cast("Callable[..., Any]", call))
    else:
        vars(call)["_is_coroutine"] = vars(asyncio.coroutines)["_is_coroutine"]
