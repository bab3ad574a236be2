# An exception that was caught is no text, whatever other handlers give the same name to.
# outcome: 500
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


class OwnError(Exception):
    pass


def work(number: str) -> None:
    if int(number) > 1:
        raise OwnError
    raise KeyError(number)


@app.get("/several/{number}")
async def several(number: str) -> None:
    try:
        work(number)
    except (ValueError, OwnError) as e:
        raise HTTPException(400, detail=e)  # E[fastapi-content]
    except KeyError as e:
        raise HTTPException(400, {"error": e})  # E[fastapi-content]
    except Exception as e:
        raise HTTPException(500, str(e))


@app.get("/nested")
def nested():
    try:
        int("a")
    except ValueError as outer:
        try:
            int("b")
        except ValueError as inner:
            raise HTTPException(400, [str(outer), inner])  # E[fastapi-content]


@app.get("/valid/{way}")
def valid(way: int) -> None:
    try:
        if way == 0:
            raise HTTPException(418, {"a": 1})
        if way == 1:
            raise OwnError("a")
        raise ValueError("a")
    except HTTPException as e:
        raise HTTPException(400, detail=e.detail)
    except OwnError as e:
        raise HTTPException(400, detail=e.args)
    except ValueError as e:
        raise HTTPException(400, detail=str(e))


@app.get("/bound-again")
def bound_again() -> None:
    try:
        int("a")
    except ValueError as problem:
        problem = str(problem)  # type: ignore
        raise HTTPException(400, detail=problem)


def demonstrate(client: TestClient) -> None:
    assert [client.get(f"/valid/{way}").status_code for way in range(3)] == [400] * 3
    assert client.get("/bound-again").status_code == 400
    for path in ("/several/a", "/several/2", "/several/1", "/nested"):
        assert client.get(path).status_code == 500
