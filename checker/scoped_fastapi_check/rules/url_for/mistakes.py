"""What is wrong with a name and the parameters that a URL is asked for with: in Python and in templates."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.model.route_facts import NamedRoute

__all__ = ["Mistake", "mistake"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why no route is found.

    Where none has this name, `meant` is the one that was probably meant, if it takes these parameters.
    """

    message: str
    note: str
    is_about_name: bool
    meant: str | None = None


def mistake(
    name: str, wanted: tuple[str, ...] | None, named: Sequence[NamedRoute]
) -> Mistake | None:
    """What is wrong with asking for a URL by a name; `wanted` is None where parameters are unknown."""
    routes = [route for route in named if route.name == name]
    if wanted is None:
        if routes:
            return None
    elif any(route.parameters == wanted for route in routes):
        return None
    if not routes:
        return None if _may_be_inside(name, named) else _no_route(name, wanted, named)
    return _other_parameters(name, routes, wanted or ())


def _may_be_inside(name: str, named: Sequence[NamedRoute]) -> bool:
    """Whether a name leads into a mounted application of which nothing is known."""
    mount, _, inner = name.partition(":")
    if not inner:
        return False
    has_mount = any(route.name == mount for route in named)
    return has_mount and not any(route.name.startswith(f"{mount}:") for route in named)


def _no_route(name: str, wanted: tuple[str, ...] | None, named: Sequence[NamedRoute]) -> Mistake:
    names = sorted({route.name for route in named})
    fitting = {route.name for route in named if wanted is None or route.parameters == wanted}
    meant = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    # In a mounted application a name has that of the mount before it.
    meant += [one for one in names if one.endswith(f":{name}")]
    hint = f'; did you mean "{meant[0]}"?' if meant else ""
    return Mistake(
        f'no route has the name "{name}"{hint}',
        "Starlette raises NoMatchFound, a 500 error: use the name of the handler, or the one that "
        '"name=" gives to the route',
        is_about_name=True,
        meant=meant[0] if meant and meant[0] in fitting else None,
    )


def _other_parameters(name: str, routes: list[NamedRoute], wanted: tuple[str, ...]) -> Mistake:
    takes = " or ".join(_listed(route.parameters) for route in routes[:3])
    query = ""
    extra = set(wanted) - {name for route in routes for name in route.parameters}
    if extra and any(set(route.parameters) <= set(wanted) for route in routes):
        query = f', and add the query with ".include_query_params({min(extra)}=...)"'
    return Mistake(
        f'the path of "{name}" takes {takes}, but is given {_listed(wanted)}',
        "Starlette raises NoMatchFound, a 500 error, where these differ: pass what is in the path"
        f"{query}",
        is_about_name=False,
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names) if names else "no parameters"
