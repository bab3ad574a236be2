# A function that sets something on the response that it is called with: another one is sent.
# outcome: silent
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()
seen: list[Response] = []


def set_token(response: Response, token: str) -> None:
    response.set_cookie("token", token)


def set_tokens(response: Response, *, token: str) -> None:
    set_token(response, token)
    response.headers["x-token"] = token


async def forget(response: Response) -> None:
    response.delete_cookie("token")


def keep(response: Response) -> None:
    response.headers["x-kept"] = "1"
    seen.append(response)


def answer(response: Response) -> Response:
    response.headers["x-kept"] = "1"
    return JSONResponse({}, headers=dict(response.headers))


def create(response: Response) -> None:
    response.headers["x-kept"] = "1"
    response.status_code = 201


class Cookies:
    @staticmethod
    def set(response: Response) -> None:
        response.set_cookie("token", "a")


@app.get("/wrong/0")
def by_function(response: Response) -> Response:
    set_token(response, "a")  # E[fastapi-injected-response]
    return RedirectResponse("/")


@app.get("/wrong/1")
def by_another(response: Response) -> Response:
    set_tokens(response=response, token="a")  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/wrong/2")
async def awaited(response: Response) -> None:
    await forget(response)  # E[fastapi-injected-response]
    raise HTTPException(401)


@app.get("/wrong/3")
def by_method(response: Response) -> Response:
    Cookies.set(response)  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/right/0")
def kept(response: Response) -> dict[str, str]:
    set_token(response, "a")
    return {}


@app.get("/right/1")
def handed_on(response: Response) -> Response:
    keep(response)
    return JSONResponse({}, headers=dict(seen[-1].headers))


@app.get("/right/2")
def answered(response: Response) -> Response:
    return answer(response)


@app.get("/right/3")
def on_its_own() -> Response:
    response = JSONResponse({})
    set_token(response, "a")
    return response


@app.get("/right/4")
def created(response: Response) -> Response:
    create(response)
    return response


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        headers = client.get(f"/wrong/{number}", follow_redirects=False).headers
        assert "set-cookie" not in headers, number
        assert "x-token" not in headers, number
    for number in range(5):
        headers = client.get(f"/right/{number}").headers
        assert "set-cookie" in headers or "x-kept" in headers, number
