# What is set on the injected response and lost, in other ways.
# outcome: silent
import fastapi as f
import starlette.responses as sr
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


def redirect() -> RedirectResponse:
    return RedirectResponse("/x")


@app.get("/renamed")
async def renamed(r: f.Response):
    r.set_cookie("lost", "1")  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/starlette")
def of_starlette(r: sr.Response) -> JSONResponse:
    r.headers["x-lost"] = "1"  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/subclass")
def subclass(r: JSONResponse) -> JSONResponse:
    r.headers["x-lost"] = "1"  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/update")
def update(response: Response) -> JSONResponse:
    response.headers.update({"x-lost": "1"})  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/append")
def append(response: Response) -> JSONResponse:
    response.headers.append("x-lost", "1")  # E[fastapi-injected-response]
    response.delete_cookie(key="lost")  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/status")
def of_status(response: Response) -> JSONResponse:
    response.status_code = status.HTTP_201_CREATED  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/named")
def named(response: Response):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    answer = JSONResponse({})
    return answer


@app.get("/helper")
def helper(response: Response):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    return redirect()


@app.get("/branches")
def branches(response: Response, a: int = 1):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    if a == 1:
        return RedirectResponse("/x")
    elif a == 2:
        raise HTTPException(400)
    else:
        return JSONResponse({})


@app.get("/match")
def matched(response: Response, a: int = 1):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    match a:
        case 1:
            return RedirectResponse("/x")
        case _:
            raise HTTPException(400)


@app.get("/except")
def caught(response: Response):
    try:
        int("x")
    except ValueError:
        response.set_cookie("lost", "1")  # E[fastapi-injected-response]
        raise HTTPException(400)
    return {}


@app.get("/with")
async def within(response: Response):
    with open("/dev/null"):
        response.set_cookie("lost", "1")  # E[fastapi-injected-response]
        return StreamingResponse(iter(["a"]))


@app.get("/conditional")
def conditional(response: Response, a: bool = True):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    return RedirectResponse("/x") if a else JSONResponse({})


@router.get("/router")
def of_router(*, response: Response):
    response.status_code = 418  # E[fastapi-injected-response]
    raise HTTPException(400)


def check(response: Response, a: int = 1) -> None:
    if a == 1:
        response.headers["x-lost"] = "1"  # E[fastapi-injected-response]
        raise HTTPException(400)


class Check:
    def __init__(self, response: Response) -> None:
        response.headers["x-lost"] = "1"  # E[fastapi-injected-response]
        raise HTTPException(400)


class Called:
    def __call__(self, response: Response) -> None:
        response.headers["x-lost"] = "1"  # E[fastapi-injected-response]
        raise HTTPException(400)


@app.get("/dep1", dependencies=[Depends(check)])
def dep1() -> None: ...


@app.get("/dep2")
def dep2(check: Check = Depends()) -> None: ...


@app.get("/dep3", dependencies=[Depends(Called())])
def dep3() -> None: ...


def added(response: Response):
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    return JSONResponse({})


app.include_router(router)
app.add_api_route("/added", added)


def demonstrate(client: TestClient) -> None:
    paths = (
        "renamed starlette subclass update append status named helper branches match except with"
    )
    for path in f"{paths} conditional router dep1 dep2 dep3 added".split():
        answer = client.get(f"/{path}", follow_redirects=False)
        assert "x-lost" not in answer.headers and "set-cookie" not in answer.headers, path
        assert answer.status_code not in {201, 418}, path
