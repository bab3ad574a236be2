# A context manager of the project may swallow what is raised in its block: the response is sent behind it.
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType

from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
done: list[str] = []


class Tolerant:
    def __enter__(self) -> "Tolerant":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        return isinstance(error, HTTPException)


class Derived(Tolerant):
    pass


@contextmanager
def reported(name: str) -> Iterator[None]:
    try:
        yield
    except HTTPException:
        done.append(f"{name} failed")


@contextmanager
def nested() -> Iterator[None]:
    with reported("nested"):
        yield


def chosen(name: str) -> Tolerant:
    return Derived()


@app.post("/class")
def by_class(tasks: BackgroundTasks) -> str:
    with Tolerant():
        tasks.add_task(done.append, "class")
        raise HTTPException(400)
    return "sent"


@app.post("/derived")
def by_derived(tasks: BackgroundTasks) -> str:
    with chosen("derived"):
        tasks.add_task(done.append, "derived")
        raise HTTPException(400)
    return "sent"


@app.post("/generator")
def by_generator(tasks: BackgroundTasks) -> str:
    with reported("generator"):
        tasks.add_task(done.append, "generator")
        raise HTTPException(400)
    return "sent"


@app.post("/nested")
def by_nested(tasks: BackgroundTasks) -> str:
    with nested():
        tasks.add_task(done.append, "nested")
        raise HTTPException(400)
    return "sent"


@app.post("/stack")
def by_stack(tasks: BackgroundTasks) -> str:
    with ExitStack() as stack:
        stack.enter_context(suppress(HTTPException))
        tasks.add_task(done.append, "stack")
        raise HTTPException(400)
    return "sent"


def demonstrate(client: TestClient) -> None:
    for name in ("class", "derived", "generator", "nested", "stack"):
        done.clear()
        assert client.post(f"/{name}").json() == "sent"
        assert name in done
