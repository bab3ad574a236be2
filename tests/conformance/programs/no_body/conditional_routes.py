# Routes in branches and loops, and decorators that are kept.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
quietly = app.put("/kept", status_code=204)

if app.title:

    @app.delete("/branch", status_code=204)
    def in_branch() -> None: ...

else:

    @app.delete("/branch", status_code=200)
    def in_other_branch() -> int:
        return 1


for number in range(2):

    @router.delete(f"/loop/{number}", status_code=204)
    def in_loop() -> None: ...


for code in (200, 201):

    @router.get(f"/code/{code}", status_code=code)
    def by_code() -> int:
        return 1


with open("/dev/null"):

    @router.patch("/with", status_code=204)
    def in_with() -> None: ...


@quietly
def kept() -> None: ...


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/branch", "/loop/0", "/loop/1"):
        assert client.delete(path).status_code == 204
    assert client.get("/code/201").json() == 1
    assert client.patch("/with").status_code == 204
    assert client.put("/kept").status_code == 204
