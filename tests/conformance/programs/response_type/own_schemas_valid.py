# A class may bring its own schema along, or inherit one.
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

app = FastAPI()


class Celsius:
    def __init__(self, degrees: int) -> None:
        self.degrees = degrees

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(cls.number)
        )

    @staticmethod
    def number(value: "Celsius") -> int:
        return value.degrees


class Today(Celsius):
    pass


@app.get("/own")
def own() -> Celsius:
    return Celsius(3)


@app.get("/inherited")
def inherited() -> list[Today]:
    return [Today(4)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/own").json() == 3
    assert client.get("/inherited").json() == [4]
