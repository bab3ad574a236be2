# `request.url` and `request.url_for()` give an object of Starlette's, which is no text.
# outcome: 500
from typing import Any

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel, field_validator

app = FastAPI()


class Link(BaseModel):
    href: str


class Converted(BaseModel):
    href: str

    @field_validator("href", mode="before")
    @classmethod
    def as_text(cls, value: Any) -> str:
        return str(value)


class Parts(BaseModel):
    path: str
    scheme: str


@app.get("/text", response_model=str)
def text(request: Request):
    return request.url  # E[fastapi-response-model]


@app.get("/links", response_model=dict[str, str])
def links(request: Request):
    return {"self": request.url_for("links")}  # E[fastapi-response-model]


@app.get("/field", response_model=Link)
def field(request: Request) -> Any:
    href = request.url.include_query_params(page=2)
    return {"href": href}  # E[fastapi-response-model]


@app.get("/listed", response_model=list[str])
def listed(request: Request):
    return [request.base_url]  # E[fastapi-response-model]


@app.get("/made", response_model=Link)
def made(request: Request):
    return {"href": str(request.url_for("made"))}


@app.get("/path", response_model=Link)
def path(request: Request):
    return {"href": request.url.path}


@app.get("/path-for", response_model=Link)
def path_for(request: Request):
    return {"href": app.url_path_for("path_for")}


@app.get("/converted", response_model=Converted)
def converted(request: Request):
    return {"href": request.url}


@app.get("/parts", response_model=Parts)
def parts(request: Request):
    return request.url


@app.get("/anything", response_model=dict[str, Any])
def anything(request: Request):
    return {"href": str(request.url), "port": request.url.port}


def demonstrate(client: TestClient) -> None:
    for route in ("text", "links", "field", "listed"):
        assert client.get(f"/{route}").status_code == 500, route
    assert client.get("/made").json() == {"href": "http://testserver/made"}
    assert client.get("/path").json() == {"href": "/path"}
    assert client.get("/path-for").json() == {"href": "/path-for"}
    assert client.get("/converted").json() == {"href": "http://testserver/converted"}
    assert client.get("/parts").json() == {"path": "/parts", "scheme": "http"}
    assert client.get("/anything").json()["href"] == "http://testserver/anything"
