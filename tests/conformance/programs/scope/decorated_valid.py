# Decorators, class-based views and `**kwargs`, where what is given is not seen or is still open.
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def used(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        kwargs["session"].use()
        return function(*args, **kwargs)

    return wrapper


class View:
    def __init__(self, session: SessionDep) -> None:
        self.session = session


class Views:
    def read(
        self, view: Annotated[View, Depends()], tasks: BackgroundTasks, session: SessionDep
    ) -> None:
        session.use()
        identity = view.session.closed
        tasks.add_task(log.append, "closed" if identity else "open")


@app.get("/decorated")
@used
def decorated(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(log.append, "open")


@router.websocket("/socket")
async def talk(socket: WebSocket, session: SessionDep) -> None:
    await socket.accept()
    session.use()
    await socket.send_text("used")


router.add_api_route("/view", Views().read)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/decorated", "/view"):
        log.clear()
        assert client.get(path).status_code == 200
        assert log == ["open", "open"]
    with client.websocket_connect("/socket") as socket:
        assert socket.receive_text() == "used"
    assert set(log) == {"open"}
