# What stands in `Annotated` may give a schema to any class.
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import GetCoreSchemaHandler, InstanceOf, PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, core_schema

app = FastAPI()


class Plain:
    def __str__(self) -> str:
        return "plain"


class AsText:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(str)


Text = Annotated[Plain, PlainValidator(str)]
Shown = Annotated[InstanceOf[Plain], PlainSerializer(str)]


@app.get("/alias")
def alias() -> Text:
    return Plain()


@app.get("/direct")
def direct() -> Annotated[Plain, AsText()]:
    return Plain()


@app.get("/list", response_model=list[Shown])
def listed() -> list[Plain]:
    return [Plain()]


def demonstrate(client: TestClient) -> None:
    assert client.get("/alias").json() == "plain"
    assert client.get("/direct").json() == "plain"
    assert client.get("/list").json() == ["plain"]
