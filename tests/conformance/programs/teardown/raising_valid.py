# Sessions as applications write them.
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Any, NoReturn

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.testclient import TestClient

logger = logging.getLogger(__name__)


class Session:
    closed: list[str] = []

    def close(self) -> None:
        Session.closed.append("x")

    async def aclose(self) -> None:
        Session.closed.append("x")

    def rollback(self) -> None: ...

    def commit(self) -> None: ...


def fail(error: Exception) -> NoReturn:
    logger.info(error)
    raise HTTPException(404) from error


def convert(error: Exception) -> Exception:
    return HTTPException(404)


def handle(error: Exception) -> None:
    logger.info("x")
    if error:
        raise HTTPException(404)


class Errors:
    def handle(self, error: Exception) -> None:
        raise HTTPException(404) from error

    def missing(self):
        raise HTTPException(404)


class Service:
    def __init__(self):
        self.errors = Errors()

    def fail(self):
        self.errors.missing()


errors = Errors()
service = Service()


def one() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def two() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception as error:
        session.rollback()
        fail(error)
    finally:
        session.close()


def three() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception as error:
        raise convert(error) from None
    finally:
        session.close()


def four() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception as error:
        handle(error)
    finally:
        session.close()


async def five() -> AsyncIterator[Session]:
    session = Session()
    try:
        yield session
    except Exception as error:
        errors.handle(error)
    finally:
        await session.aclose()


def six() -> Iterator[Session]:
    session = Session()
    failed: BaseException | None = None
    try:
        yield session
    except BaseException as error:
        failed = error
    finally:
        session.close()
    if failed:
        raise failed


def seven() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except HTTPException:
        session.rollback()
        raise
    except Exception:
        session.rollback()
        raise HTTPException(404)
    finally:
        session.close()


def eight() -> Generator[Session, None, None]:
    try:
        session = Session()
    except Exception:
        logger.exception("no session")
        raise HTTPException(503)
    try:
        yield session
    finally:
        session.close()


def nine() -> Iterator[Session]:
    """Cleans up what it was given before, and has nothing of its own."""
    session = Session()
    session.close()
    yield session
    logger.info("done")


def ten() -> Iterator[list[str]]:
    names = ["a"]
    yield names
    names.append("b")


def eleven() -> Iterator[Session]:
    session = Session()
    try:
        while True:
            yield session
            break
    finally:
        session.close()


async def twelve() -> AsyncGenerator[Session, None]:
    session = Session()
    try:
        yield session
    except (ValueError, KeyError) as error:
        match error:
            case ValueError():
                raise HTTPException(400)
            case _:
                raise
    finally:
        session.close()


def thirteen() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        errors.missing()
    finally:
        session.close()


def fourteen() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        service.errors.missing()
    finally:
        session.close()


def fifteen() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        service.fail()
    finally:
        session.close()


ALL = [one, two, three, four, five, six, seven, eight, eleven, twelve]
ALL += [thirteen, fourteen, fifteen]
app = FastAPI()


def raises() -> None:
    raise HTTPException(404)


for number, dependency in enumerate(ALL):
    app.add_api_route(f"/{number}", raises, dependencies=[Depends(dependency)])


@app.get(
    "/a",
    dependencies=[
        Depends(one),
        Depends(two),
        Depends(three),
        Depends(four),
        Depends(five),
        Depends(six),
    ],
)
@app.get(
    "/b",
    dependencies=[
        Depends(seven),
        Depends(eight),
        Depends(nine),
        Depends(ten),
        Depends(eleven),
        Depends(twelve),
        Depends(thirteen),
        Depends(fourteen),
        Depends(fifteen),
    ],
)
def named() -> None: ...


def demonstrate(client: TestClient) -> None:
    for number in range(len(ALL)):
        Session.closed.clear()
        assert client.get(f"/{number}").status_code == 404, number
        assert Session.closed == ["x"], number
    assert client.get("/a").status_code == 200
    assert client.get("/b").status_code == 200
