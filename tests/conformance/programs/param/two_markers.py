# A marker in the annotation and another one as the default.
# outcome: import
# raises: AssertionError: all 6 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Body, Depends, FastAPI, Query, Security

app = FastAPI()
refused: list[str] = []


def get_number() -> int:
    return 3


Number = Annotated[int, Depends(get_number)]
default = Depends(get_number)


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "default value together" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/depends")
    def depends(
        number: Annotated[int, Depends(get_number)] = Depends(get_number),  # E[fastapi-param]
    ) -> None: ...


with refusal():

    @app.get("/security")
    def security(number: Number = Security(get_number)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/query")
    def query(
        number: Annotated[int, Query(ge=1)] = Depends(get_number),  # E[fastapi-param]
    ) -> None: ...


with refusal():

    @app.get("/queries")
    def queries(number: Annotated[int, Query(ge=1)] = Query(3)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/body")
    def body(number: Annotated[int, Query()] = Body(3)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/variable")
    def variable(number: Number = default) -> None: ...  # E[fastapi-param]


assert len(refused) < 6, "all 6 are refused"
