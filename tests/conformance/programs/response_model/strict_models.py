# StrictMetadata strict model converts nothing: what another one would read from text is refused.
# outcome: 500
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StrictBool,
    StrictInt,
    StrictStr,
)

app = FastAPI()


class StrictModel(BaseModel):
    model_config = ConfigDict(strict=True)
    n: int = 0
    s: str = ""
    f: float = 0
    when: datetime | None = None
    ids: list[int] = []
    u: UUID | None = None


class StrictChild(StrictModel):
    extra: int = 0


class LaxChild(StrictModel):
    model_config = ConfigDict(strict=False)


class Keyword(BaseModel, strict=True):
    n: int = 0


class StrictField(BaseModel):
    n: int = Field(strict=True)


class LaxField(StrictModel):
    n: int = Field(0, strict=False)


class StrictMetadata(BaseModel):
    n: Annotated[int, Strict()]


class StrictNames(BaseModel):
    n: StrictInt = 0
    b: StrictBool = True
    s: StrictStr = ""
    ns: list[StrictInt] = []
    fl: list[int] = Field([], strict=True)


class Inner(BaseModel):
    n: int


class Outer(BaseModel):
    model_config = ConfigDict(strict=True)
    inner: Inner


class TypedBag:
    def __init__(self) -> None:
        self.n: str = "3"
        self.u: str = str(uuid4())


@app.get("/text-for-a-number", response_model=StrictModel)
def text_for_a_number():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/right/right-types", response_model=StrictModel)
def right_types():
    return {"n": 3, "s": "x", "f": 3, "when": datetime.now(), "ids": [1], "u": uuid4()}


@app.get("/text-for-a-time", response_model=StrictModel)
def text_for_a_time():
    return {"when": datetime.now().isoformat()}  # E[fastapi-response-model]


@app.get("/text-in-a-list", response_model=StrictModel)
def text_in_a_list():
    return {"ids": ["3"]}  # E[fastapi-response-model]


@app.get("/text-for-a-uuid", response_model=StrictModel)
def text_for_a_uuid():
    return {"u": str(uuid4())}  # E[fastapi-response-model]


@app.get("/inherited", response_model=StrictChild)
def inherited():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/right/lax-again", response_model=LaxChild)
def lax_again():
    return {"n": "3"}


@app.get("/said-of-the-class", response_model=Keyword)
def said_of_the_class():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/said-of-a-field", response_model=StrictField)
def said_of_a_field():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/right/lax-field", response_model=LaxField)
def lax_field():
    return {"n": "3"}


@app.get("/metadata", response_model=StrictMetadata)
def metadata():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/strict-name", response_model=StrictNames)
def strict_name():
    return {"n": "3"}  # E[fastapi-response-model]


@app.get("/right/container-of-strict-items", response_model=StrictNames)
def container_of_strict_items():
    return {"ns": (1, 2), "b": False, "fl": ["3"]}


@app.get("/right/model-in-a-strict-one", response_model=Outer)
def model_in_a_strict_one():
    return {"inner": {"n": "3"}}


@app.get("/attribute", response_model=StrictField)
def attribute() -> Any:
    return TypedBag()  # E[fastapi-response-model]


@app.get("/attribute-of-what-is-declared", response_model=StrictModel)
def attribute_of_what_is_declared() -> TypedBag:  # E[fastapi-response-model]
    return TypedBag()


@app.get("/right/numbers-for-a-float", response_model=StrictModel)
def numbers_for_a_float(t: float = 3.5):
    return {"f": t, "n": True} if t > 4 else {"f": 3}


@app.get("/text-for-a-truth", response_model=StrictNames)
def text_for_a_truth():
    return {"b": "true"}  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
