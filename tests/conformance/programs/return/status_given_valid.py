# Responses with the status that is meant.
from typing import Any

from fastapi import FastAPI, Response, status
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient


class Created(JSONResponse):
    def __init__(self, content: Any) -> None:
        super().__init__(content, 201)


class SeeOther(RedirectResponse):
    def __init__(self, url: str) -> None:
        super().__init__(url, status_code=303)


def finished(answer: Response) -> Response:
    answer.status_code = 201
    return answer


app = FastAPI()


@app.post("/1", status_code=201)
def one():
    return JSONResponse({}, 201)


@app.post("/2", status_code=201)
def two():
    return Created({})


@app.post("/3", status_code=201)
def three():
    answer = JSONResponse({})
    answer.status_code = 201
    return answer


@app.post("/4", status_code=201)
def four():
    return finished(JSONResponse({}))


@app.post("/5", status_code=201)
def five():
    options: dict[str, Any] = {"status_code": 201}
    return JSONResponse({}, **options)


@app.post("/6", status_code=201)
def six():
    answer = JSONResponse({})
    setattr(answer, "status_code", 201)
    return answer


@app.post("/7", status_code=303)
def seven():
    return SeeOther("/x")


@app.post("/8", status_code=201)
def eight():
    answer = JSONResponse({})
    finished(answer)
    return answer


@app.post("/9", status_code=201)
def nine():
    answer = JSONResponse({})
    answer = finished(answer)
    return answer


@app.post("/10", status_code=201)
def ten():
    return {}


@app.post("/11", status_code=201)
def eleven():
    with_status = [JSONResponse({}, status_code=code) for code in (201,)]
    return with_status[0]


@app.post("/12", status_code=201)
def twelve():
    (answer := JSONResponse({})).status_code = 201
    return answer


@app.post("/13", status_code=201)
def thirteen():
    answer = JSONResponse({})
    answer.__init__({}, 201)
    return answer


def demonstrate(client: TestClient) -> None:
    for i in range(1, 14):
        assert client.post(f"/{i}", follow_redirects=False).status_code in {201, 303}, i
