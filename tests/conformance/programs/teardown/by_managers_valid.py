# Context managers around the yield that may end an exception, or raise it again: what follows them is done.
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("closed")


@contextmanager
def logged() -> Iterator[None]:
    try:
        yield
    except Exception:
        log.append("failed")
        raise


@contextmanager
def tolerant(*, reraise: bool) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if reraise:
            raise
        log.append(str(error))


class Missing:
    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is KeyError


def get_logged() -> Iterator[Session]:
    session = Session()
    try:
        with logged():
            yield session
    finally:
        session.close()


def get_tolerant() -> Iterator[Session]:
    session = Session()
    with tolerant(reraise=False):
        yield session
    session.close()


def get_missing() -> Iterator[Session]:
    session = Session()
    with Missing():
        yield session
    session.close()


app = FastAPI()


@app.get("/logged")
def read_logged(session: Session = Depends(get_logged)) -> None:
    raise HTTPException(404)


@app.get("/tolerant")
def read_tolerant(session: Session = Depends(get_tolerant)) -> None: ...


@app.get("/missing")
def read_missing(session: Session = Depends(get_missing)) -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.get("/logged").status_code == 404
    assert client.get("/tolerant").status_code == 200
    assert client.get("/missing").status_code == 200
    assert log == ["failed", "closed", "closed", "closed"]
