# Text that is written out and can never be read as what a field declares, and values that no literal has.
# outcome: 500
# fastapi: 0.134
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
Letter = Literal["a", "b"]


class Box(BaseModel):
    names: list[Literal["a", "b"]]


class Table(BaseModel):
    by_name: dict[str, Literal["a", "b"]]


class Numbered(BaseModel):
    n: int


class Many(BaseModel):
    a: int | None = None
    f: float = 0
    b: bool = True
    d: date | None = None
    t: datetime | None = None
    u: UUID | None = None
    dec: Decimal | None = None
    td: timedelta | None = None
    tm: time | None = None
    s: str = ""
    ns: list[int] = []
    u2: int | str = 0
    by: bytes = b""


@app.get("/text", response_model=Literal["a"])
def text() -> Any:
    return "x"  # E[fastapi-response-model]


@app.get("/text-of-nothing-declared", response_model=Literal["a"])
def text_of_nothing_declared():
    return "x"  # E[fastapi-response-model]


@app.get("/list-of-literals", response_model=list[Literal["a", "b"]])
def list_of_literals():
    return ["a", "c"]  # E[fastapi-response-model]


@app.get("/right/right-list", response_model=list[Letter])
def right_list() -> Any:
    return ["a", "b"]


@app.get("/values-of-a-dictionary", response_model=dict[str, Letter])
def values_of_a_dictionary():
    return {"k": "c"}  # E[fastapi-response-model]


@app.get("/right/right-dictionary", response_model=dict[str, Letter])
def right_dictionary():
    return {"k": "a"}


@app.get("/list-in-a-model", response_model=Box)
def list_in_a_model():
    return {"names": ["a", "c"]}  # E[fastapi-response-model]


@app.get("/dictionary-in-a-model", response_model=Table)
def dictionary_in_a_model():
    return {"by_name": {"x": "c"}}  # E[fastapi-response-model]


@app.get("/right/right-in-a-model", response_model=Table)
def right_in_a_model():
    return {"by_name": {"x": "b"}}


@app.get("/word-for-a-number", response_model=Numbered)
def word_for_a_number():
    return {"n": "abc"}  # E[fastapi-response-model]


@app.get("/right/digits-for-a-number", response_model=Numbered)
def digits_for_a_number():
    return {"n": "3"}


@app.get("/word-for-an-optional", response_model=Many)
def word_for_an_optional():
    return {"a": "none"}  # E[fastapi-response-model]


@app.get("/right/infinity", response_model=Many)
def infinity():
    return {"f": "inf"}


@app.get("/word-for-a-float", response_model=Many)
def word_for_a_float():
    return {"f": "high"}  # E[fastapi-response-model]


@app.get("/word-for-a-truth", response_model=Many)
def word_for_a_truth():
    return {"b": "maybe"}  # E[fastapi-response-model]


@app.get("/right/yes", response_model=Many)
def yes():
    return {"b": "Yes"}


@app.get("/word-for-a-date", response_model=Many)
def word_for_a_date():
    return {"d": "today"}  # E[fastapi-response-model]


@app.get("/word-for-a-time-of-day-and-date", response_model=Many)
def word_for_a_time_of_day_and_date():
    return {"t": "now"}  # E[fastapi-response-model]


@app.get("/word-for-a-uuid", response_model=Many)
def word_for_a_uuid():
    return {"u": "me"}  # E[fastapi-response-model]


@app.get("/right/hexadecimal-letters", response_model=Many)
def hexadecimal_letters():
    return {"u": "abcdefabcdefabcdefabcdefabcdefab"}


@app.get("/word-for-a-decimal", response_model=Many)
def word_for_a_decimal():
    return {"dec": "free"}  # E[fastapi-response-model]


@app.get("/word-for-a-duration", response_model=Many)
def word_for_a_duration():
    return {"td": "long"}  # E[fastapi-response-model]


@app.get("/word-for-a-time", response_model=Many)
def word_for_a_time():
    return {"tm": "noon"}  # E[fastapi-response-model]


@app.get("/right/text-where-text-may-stand", response_model=Many)
def text_where_text_may_stand():
    return {"s": "noon", "u2": "abc", "by": "x"}


@app.get("/right/list-of-digits", response_model=Many)
def list_of_digits():
    return {"ns": ["1", "2"]}


@app.get("/list-with-a-word", response_model=Many)
def list_with_a_word():
    return {"ns": ["1", "x"]}  # E[fastapi-response-model]


@app.get("/itself", response_model=int)
def itself():
    return "x"  # E[fastapi-response-model]


@app.get("/items", response_model=list[int])
def items():
    return ["x"]  # E[fastapi-response-model]


@app.get("/right/one-of-several", response_model=list[int] | str)
def one_of_several():
    return "x"


@app.get("/values", response_model=dict[str, int])
def values():
    return {"x": "y"}  # E[fastapi-response-model]


@app.get("/empty-text", response_model=Numbered)
async def empty_text() -> dict:
    return {"n": ""}  # E[fastapi-response-model]


@app.get("/right/tuple-of-two", response_model=tuple[int, str])
async def tuple_of_two():
    return (1, "x")


@app.get("/right/right-set", response_model=set[Letter])
async def right_set():
    return {"a"}


@app.get("/set-of-literals", response_model=set[Letter])
async def set_of_literals():
    return {"c"}  # E[fastapi-response-model]


@app.get("/right/text-that-is-read", response_model=Many)
def text_that_is_read():
    return {
        "d": "2020-01-01",
        "t": "2020-01-01T10:00",
        "tm": "10:00",
        "td": "P1D",
        "dec": "1.5",
        "f": " 1.5 ",
        "a": "1_000",
    }


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
