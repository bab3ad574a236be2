# A route of 204 whose handler changes the response that it is given.
from typing import Annotated

from fastapi import Depends, FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/cookie", status_code=204)
def forget(response: Response) -> None:
    response.delete_cookie("session")
    response.headers["x-forgotten"] = "1"


@app.put("/dynamic", status_code=204)
async def dynamic(response: Response, created: bool = False):
    if created:
        response.status_code = 201
        return {"created": True}


def choose_status(response: Response, full: bool = False) -> bool:
    if full:
        response.status_code = 200
    return full


@app.get("/chosen", status_code=304)
def chosen(full: Annotated[bool, Depends(choose_status)]) -> None:
    return None


def demonstrate(client: TestClient) -> None:
    response = client.delete("/cookie")
    assert (response.status_code, response.headers["x-forgotten"]) == (204, "1")
    assert client.put("/dynamic?created=1").json() == {"created": True}
    assert client.put("/dynamic").status_code == 204
    assert client.get("/chosen?full=1").status_code == 200
    assert client.get("/chosen").status_code == 304
