# A context manager of the project whose "__exit__" gives True: FastAPI is left without a response.
# outcome: 500
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

log: list[str] = []


class Always:
    def __enter__(self) -> "Always":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if kind is None:
            log.append("commit")
        else:
            log.append("rollback")
        return True


class OnError:
    async def __aenter__(self) -> "OnError":
        return self

    async def __aexit__(self, kind: Any, error: Any, trace: Any) -> bool | None:
        if error is not None:
            log.append("rollback")
            return True
        log.append("commit")
        return None


class Derived(Always):
    def count(self) -> int:
        return 1


def get_always() -> Iterator[Always]:
    with Always() as work:  # E[fastapi-teardown]
        yield work


async def get_on_error() -> AsyncIterator[OnError]:
    async with OnError() as work:  # E[fastapi-teardown]
        yield work


def get_derived() -> Iterator[Derived]:
    work = Derived()
    with work:  # E[fastapi-teardown]
        yield work


# Valid.


class Raising(Always):
    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if error:
            raise error
        return True


class Checking(Always):
    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if not error:
            return True
        log.append("rollback")
        return False


class OfKeys(Always):
    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if isinstance(error, KeyError):
            return True
        return False


class Handing(Always):
    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        self.handle(error)
        return True

    def handle(self, error: Any) -> None:
        if error:
            raise error


def get_raising() -> Iterator[Always]:
    with Raising() as work:
        yield work


def get_checking() -> Iterator[Always]:
    with Checking() as work:
        yield work


def get_of_keys() -> Iterator[Always]:
    with OfKeys() as work:
        yield work


def get_handing() -> Iterator[Always]:
    with Handing() as work:
        yield work


app = FastAPI()


@app.get("/always")
def read_always(work: Annotated[Always, Depends(get_always)]) -> None:
    raise HTTPException(404)


@app.get("/on_error")
def read_on_error(work: Annotated[OnError, Depends(get_on_error)]) -> None:
    raise HTTPException(404)


@app.get("/derived")
def read_derived(work: Annotated[Derived, Depends(get_derived)]) -> None:
    raise HTTPException(404)


@app.get("/raising")
def read_raising(work: Annotated[Always, Depends(get_raising)]) -> None:
    raise HTTPException(404)


@app.get("/checking")
def read_checking(work: Annotated[Always, Depends(get_checking)]) -> None:
    raise HTTPException(404)


@app.get("/of_keys")
def read_of_keys(work: Annotated[Always, Depends(get_of_keys)]) -> None:
    raise HTTPException(404)


@app.get("/handing")
def read_handing(work: Annotated[Always, Depends(get_handing)]) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for path in ("/always", "/on_error", "/derived"):
        assert client.get(path).status_code == 500, path
    for path in ("/raising", "/checking", "/of_keys", "/handing"):
        assert client.get(path).status_code == 404, path
