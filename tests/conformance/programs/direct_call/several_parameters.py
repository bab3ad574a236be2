# All parameters that are left out are named in one report.
# outcome: silent
from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


def get_items(
    name: str,
    /,
    first: int = Query(1),
    second: int = 2,
    third: int = Query(3),
    *rest: int,
    fourth: int = Query(4),
    fifth: int = Depends(get_number),
    **options: int,
) -> list[str]:
    given = (first, second, third, *rest, fourth, fifth, *options.values())
    return [type(value).__name__ for value in given]


@app.get("/")
def read() -> list[list[str]]:
    return [
        get_items("a"),  # E[fastapi-direct-call]
        get_items("a", 1),  # E[fastapi-direct-call]
        get_items("a", 1, 2, 3, 4, 5, fourth=4),  # E[fastapi-direct-call]
        get_items("a", third=3, fourth=4, fifth=5),  # E[fastapi-direct-call]
        get_items("a", 1, 2, 3, fourth=4, fifth=5, sixth=6),
        get_items("a", 1, third=3, fourth=4, fifth=5),
    ]


def demonstrate(client: TestClient) -> None:
    found = client.get("/").json()
    assert found[0] == ["Query", "int", "Query", "Query", "Depends"]
    assert found[1] == ["int", "int", "Query", "Query", "Depends"]
    assert found[2] == ["int"] * 6 + ["Depends"]
    assert found[3] == ["Query", "int", "int", "int", "int"]
    assert set(found[4] + found[5]) == {"int"}
