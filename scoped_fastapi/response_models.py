"""What the annotations of a handler say about its response."""

import inspect
from collections.abc import Callable
from types import NoneType, UnionType
from typing import Annotated, Any, Never, NoReturn, Union, get_args, get_origin

from fastapi.dependencies.utils import get_typed_return_annotation
from starlette.responses import Response

from .callables import annotations_of

__all__ = ["promises_body", "return_annotation", "without_responses"]


def return_annotation(endpoint: Callable[..., Any]) -> Any:
    """Return the return annotation of a handler as FastAPI reads it; None when it has none."""
    return get_typed_return_annotation(endpoint)


def may_be_union(endpoint: Callable[..., Any]) -> bool:
    """Whether it is worth resolving the return annotation to look for a union.

    Reading a signature costs as much as a tenth of a registration, and most handlers say None, a
    model, or nothing.
    """
    if not (inspect.isfunction(endpoint) or inspect.ismethod(endpoint)):
        # A partial, or an object that is called: the annotation is that of something else.
        return True
    try:
        annotation = annotations_of(endpoint).get("return")
    except NameError:
        return True
    return not (annotation is None or isinstance(annotation, type))


def without_responses(annotation: Any) -> Any:
    """Return what is left of a union when the `Response` classes are taken out of it.

    FastAPI infers a response model from the whole annotation, and refuses a union that has a
    `Response` in it. A response that a handler returns itself is sent as it is, so the model is
    that of the other members; None when there are none, or only None. Any other annotation comes
    back as it is.
    """
    members = _members(annotation)
    others = [member for member in members if not _is_response(member)]
    if len(others) == len(members) or len(members) == 1:
        return annotation
    if all(member is NoneType for member in others):
        return None
    return Union[tuple(others)]  # noqa: UP007 - the members are only known here


def promises_body(annotation: Any) -> bool:
    """Whether a handler that is annotated to return this returns something to send as a body.

    None is no promise, a handler that never returns neither, and a `Response` may be an empty one.
    """
    return not all(
        member in (None, NoneType, Never, NoReturn) or _is_response(member)
        for member in _members(annotation)
    )


def _members(annotation: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the annotation alone; aliases and `Annotated` looked into."""
    value = getattr(annotation, "__value__", annotation)
    if get_origin(value) is Annotated:
        value = get_args(value)[0]
    if get_origin(value) in (Union, UnionType):
        return tuple(inner for member in get_args(value) for inner in _members(member))
    return (annotation,)


def _is_response(annotation: Any) -> bool:
    return inspect.isclass(annotation) and issubclass(annotation, Response)
