"""Imports an application as a server does, and says what is wrong where that fails."""

import importlib
import inspect
import os
import sys
import traceback
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from fastapi import FastAPI

__all__ = ["LoadError", "Trouble", "load_application", "trouble_with"]


@dataclass(frozen=True)
class Trouble:
    """Why there is no application; `file` and `line` are where, if that is in the project."""

    message: str
    file: str | None = None
    line: int | None = None


class LoadError(Exception):
    """There is no application."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble: Trouble = trouble


def load_application(target: str, folder: str, *, factory: bool) -> FastAPI:
    """Import `module:attribute` from `folder`, and call it if it is a `factory`.

    Raises:
        LoadError: the module cannot be imported, or what is there is no application.
    """
    name, _, attributes = target.partition(":")
    sys.path.insert(0, folder)
    module = _import(name, folder)
    value = _attribute(module, attributes)
    if factory:
        value = _made_by(value, target, folder)
        if not isinstance(value, FastAPI):
            raise LoadError(Trouble(f"{target}() made {_described(value)}, no FastAPI application"))
        return value
    if isinstance(value, FastAPI):
        return value
    if inspect.isfunction(value):
        raise LoadError(
            Trouble(f"{target} is a function; if it makes the application, add --factory")
        )
    raise LoadError(
        Trouble(f"{target} is {_described(value)}, no FastAPI application{_others(module)}")
    )


def _import(name: str, folder: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except BaseException as error:  # Whatever it is, sys.exit() included, it is not ours to raise.
        if isinstance(error, ModuleNotFoundError) and error.name is not None:
            missing = error.name
            if name == missing or name.startswith(f"{missing}."):
                place = f"no module {missing!r} in {folder}"
                raise LoadError(Trouble(f"{place}; name its folder with --app-dir")) from error
        raise LoadError(trouble_with(f"{name} cannot be imported", error, folder)) from error


def _attribute(module: ModuleType, attributes: str) -> Any:
    value: Any = module
    for attribute in attributes.split("."):
        try:
            value = getattr(value, attribute)
        except AttributeError as error:
            reason = f"{module.__name__} has no attribute {attributes!r}"
            raise LoadError(Trouble(f"{reason}{_others(module)}")) from error
    return value


def _made_by(factory: Any, target: str, folder: str) -> Any:
    if isinstance(factory, FastAPI):
        raise LoadError(Trouble(f"{target} is the application itself; leave out --factory"))
    if not callable(factory):
        raise LoadError(Trouble(f"{target} is {_described(factory)}, no factory"))
    try:
        value = factory()
    except BaseException as error:
        raise LoadError(trouble_with(f"{target}() failed", error, folder)) from error
    if inspect.iscoroutine(value):
        value.close()
    return value


def _others(module: ModuleType) -> str:
    found = [name for name, value in vars(module).items() if isinstance(value, FastAPI)]
    return (
        f"; there is {' and '.join(f'{module.__name__}:{name}' for name in found)}" if found else ""
    )


def _described(value: object) -> str:
    name = type(value).__qualname__
    return f"an {name}" if name[:1] in "AEIOUaeiou" else f"a {name}"


def trouble_with(what: str, error: BaseException, folder: str) -> Trouble:
    """Say what went wrong, and where in the project, which is in `folder` or the current one."""
    message = f"{what}: {type(error).__name__}: {error}".removesuffix(": ")
    if isinstance(error, SyntaxError) and error.filename:
        return Trouble(f"{what}: {type(error).__name__}: {error.msg}", error.filename, error.lineno)
    frames = [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if _is_of_project(frame.filename, folder)
    ]
    return Trouble(message, *frames[-1]) if frames else Trouble(message)


def _is_of_project(file: str, folder: str) -> bool:
    if not os.path.isabs(file) or file.startswith(os.path.dirname(os.path.dirname(__file__))):
        return False
    inside = any(file.startswith(os.path.join(top, "")) for top in (folder, os.getcwd()))
    return inside and not {"site-packages", "dist-packages"} & set(file.split(os.sep))
