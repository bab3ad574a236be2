# What pydantic reads from addresses, identifiers and times, and what it makes of text.
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv4Interface, IPv4Network
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    UUID4,
    AwareDatetime,
    BaseModel,
    EmailStr,
    HttpUrl,
    IPvAnyAddress,
    field_validator,
)

app = FastAPI()


@dataclass
class Site:
    url: HttpUrl
    host: IPv4Address
    network: IPv4Network
    id: UUID4
    created: AwareDatetime
    file: Path
    text: str
    interface: IPv4Interface


class Same(BaseModel):
    url: HttpUrl
    host: IPv4Address
    network: list[IPv4Address]
    id: uuid.UUID
    created: datetime
    file: Path


class FromText(BaseModel):
    text: HttpUrl


class Interface(BaseModel):
    interface: IPv4Address


class Parts(BaseModel):
    scheme: str
    path: str | None


class WithParts(BaseModel):
    url: Parts


class AnyAddress(BaseModel):
    host: IPvAnyAddress


class Converted(BaseModel):
    url: str
    host: str

    @field_validator("url", "host", mode="before")
    @classmethod
    def text(cls, value: object) -> str:
        return str(value)


SITE = Site(
    HttpUrl("http://localhost/a"),
    IPv4Address("127.0.0.1"),
    IPv4Network("127.0.0.0/30"),
    uuid.uuid4(),
    datetime.now(UTC),
    Path("a"),
    "http://localhost",
    IPv4Interface("127.0.0.1/30"),
)


@app.get("/same", response_model=Same)
def same() -> Site:
    return SITE


@app.get("/text", response_model=FromText)
def text() -> Site:
    return SITE


@app.get("/interface", response_model=Interface)
def interface() -> Site:
    return SITE


@app.get("/parts", response_model=WithParts)
def parts() -> Site:
    return SITE


@app.get("/any", response_model=AnyAddress)
def any_address() -> Site:
    return SITE


@app.get("/converted", response_model=Converted)
def converted() -> Site:
    return SITE


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
