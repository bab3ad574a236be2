"""What looks like a registration, and whose router the application map could not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.application.machine import Machine
    from scoped_fastapi_check.application.routers import Place

__all__ = ["foreign", "unfollowed"]


def unfollowed(machine: Machine) -> list[tuple[Place, str]]:
    """The places, in their order, and why each was left out.

    A function that is called with one router that is known, and with one that is not, is none.
    """
    known = {route.site for route in machine.registered}
    places = [place for place in machine.unfollowed if place not in known]
    found = [(place, f"{machine.unfollowed[place]} of an unknown object") for place in places]
    found += [
        (place, f'a router is handed to "{name}", which could not be followed')
        for place, name in machine.handed_on.items()
        if place not in known
    ]
    return sorted(found, key=lambda one: (one[0].path, one[0].line, one[0].column))


def foreign(machine: Machine) -> list[tuple[Place, str, str]]:
    """The places of those on what another package defines, with why, and the name of the package.

    Where that package is installed, its types tell whether they are registrations; else nobody does.
    """
    return [
        (place, text, text.rpartition(" ")[2].partition(".")[0])
        for place, text in machine.foreign.items()
    ]
