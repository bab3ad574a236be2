# An application with dependency_scope="function": what its modules ask for commits first.
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .books import router
from .database import log

app = ScopedFastAPI(dependency_scope="function")
app.include_router(router)


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


def demonstrate(client: TestClient) -> None:
    log.clear()
    assert client.post("/books").json() == "created"
    assert log == ["commit", "http.response.start", "http.response.body"]
