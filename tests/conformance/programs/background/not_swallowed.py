# Context managers that clean up let the exception through: the tasks are dropped with it.
# outcome: silent
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType

from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
done: list[str] = []


class Timed:
    def __enter__(self) -> "Timed":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        done.append("timed")


@contextmanager
def transaction() -> Iterator[None]:
    try:
        yield
    except Exception:
        done.append("rolled back")
        raise
    finally:
        done.append("closed")


@app.post("/class")
def by_class(tasks: BackgroundTasks) -> str:
    with Timed():
        tasks.add_task(done.append, "class")  # E[fastapi-background]
        raise HTTPException(400)


@app.post("/generator")
def by_generator(tasks: BackgroundTasks) -> str:
    with transaction():
        tasks.add_task(done.append, "generator")  # E[fastapi-background]
        raise HTTPException(400)


@app.post("/stack")
def by_stack(tasks: BackgroundTasks) -> str:
    with ExitStack() as stack:
        stack.enter_context(transaction())
        tasks.add_task(done.append, "stack")  # E[fastapi-background]
        raise HTTPException(400)


def demonstrate(client: TestClient) -> None:
    for name in ("class", "generator", "stack"):
        done.clear()
        assert client.post(f"/{name}").status_code == 400
        assert name not in done
