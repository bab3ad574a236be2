from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator
from typing import Any, Generic, TypeVar

from fastapi import Depends

RETURN_TYPE = TypeVar("RETURN_TYPE")
U = TypeVar("U")

DependencyCallable = Callable[
    ...,
    RETURN_TYPE
    | Coroutine[None, None, RETURN_TYPE]
    | AsyncGenerator[RETURN_TYPE, None]
    | Generator[RETURN_TYPE, None, None]
    | AsyncIterator[RETURN_TYPE],
]


class Manager(Generic[U]):
    def __init__(self, model: type[U]) -> None:
        self.model = model

    async def get(self) -> U:
        return self.model()


class Authenticator(Generic[U]):
    def __init__(self, get_manager: DependencyCallable[Manager[U]]) -> None:
        self.get_manager = get_manager

    def current_user(self, optional: bool = False) -> Any:
        async def dependency(manager: Manager[U] = Depends(self.get_manager)) -> U | None:
            return await manager.get()

        return dependency

    def typed_user(self) -> Callable[..., Coroutine[Any, Any, U]]:
        async def dependency(manager: Manager[U] = Depends(self.get_manager)) -> U:
            return await manager.get()

        return dependency
