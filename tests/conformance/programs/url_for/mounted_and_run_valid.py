# An application that is mounted in another one, and served on its own as well: there it is the outermost one.
import uvicorn
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

app = FastAPI()
admin = FastAPI()


@admin.get("/panel")
def panel(request: Request) -> str:
    return request.url_for("panel").path


app.mount("/admin", admin, name="admin")

if __name__ == "__main__":
    uvicorn.run(admin, port=8001)


def demonstrate(client: TestClient) -> None:
    assert TestClient(admin).get("/panel").json() == "/panel"
