# What pydantic never turns into text: addresses, secrets, patterns, identifiers, times.
# outcome: 500
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Network
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    UUID4,
    AnyUrl,
    AwareDatetime,
    BaseModel,
    FilePath,
    HttpUrl,
    PostgresDsn,
    SecretStr,
)

app = FastAPI()


@dataclass
class Site:
    url: HttpUrl
    host: IPv4Address
    network: IPv6Network
    key: SecretStr
    database: PostgresDsn
    id: UUID4
    created: AwareDatetime
    pattern: re.Pattern[str]
    file: FilePath


class Linked(BaseModel):
    homepage: AnyUrl


class Url(BaseModel):
    url: str


class Host(BaseModel):
    host: str


class Network(BaseModel):
    network: str | None


class Key(BaseModel):
    key: str


class Database(BaseModel):
    database: str


class Identifier(BaseModel):
    id: str


class Created(BaseModel):
    created: str


class Pattern(BaseModel):
    pattern: str


class File(BaseModel):
    file: str


class Homepage(BaseModel):
    homepage: str


SITE = Site(
    HttpUrl("http://localhost"),
    IPv4Address("127.0.0.1"),
    IPv6Network("::/64"),
    SecretStr("key"),
    PostgresDsn("postgresql://localhost/db"),
    uuid.uuid4(),
    datetime.now(UTC),
    re.compile("a"),
    Path(__file__),
)


@app.get("/url", response_model=Url)
def url() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/host", response_model=Host)
def host() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/network", response_model=Network)
def network() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/key", response_model=Key)
def key() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/database", response_model=Database)
def database() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/id", response_model=Identifier)
def identifier() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/created", response_model=Created)
def created() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/pattern", response_model=Pattern)
def pattern() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/file", response_model=File)
def file() -> Site:  # E[fastapi-response-model]
    return SITE


@app.get("/homepage", response_model=Homepage)
def homepage() -> Linked:  # E[fastapi-response-model]
    return Linked(homepage=AnyUrl("http://localhost"))


@app.get("/plain", response_model=str)
def plain() -> IPv4Address:  # E[fastapi-response-model]
    return SITE.host


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
