# Two classes of one name in two modules: what is stored, and what is sent.
# outcome: 500
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

from . import crud, models, schemas

app = FastAPI()


@app.get("/made", response_model=schemas.User)
def made() -> Any:
    return models.User(name="a")  # E[fastapi-response-model]


@app.get("/created", response_model=schemas.User)
def created():
    return crud.create_user("a")  # E[fastapi-response-model]


@app.get("/loaded", response_model=schemas.User)
async def loaded() -> Any:
    return await crud.load_user("a")  # E[fastapi-response-model]


@app.get("/named", response_model=schemas.User)
def named() -> Any:
    user = crud.create_user("a")
    return user  # E[fastapi-response-model]


@app.get("/found", response_model=schemas.User)
def found() -> Any:
    user = crud.get_user("a")
    if user is None:
        raise HTTPException(404)
    return user  # E[fastapi-response-model]


@app.get("/asked", response_model=schemas.User)
def asked() -> Any:
    user = crud.first(models.User, "a")
    return user  # E[fastapi-response-model]


@app.get("/listed", response_model=list[schemas.User])
def listed():
    return crud.list_users("a")  # E[fastapi-response-model]


@app.get("/comprehension", response_model=list[schemas.User])
def comprehension() -> Any:
    return [user for user in crud.list_users("a")]  # E[fastapi-response-model]


@app.get("/optional", response_model=schemas.User)
def optional():
    return crud.find_user("a")  # E[fastapi-response-model]


@app.get("/nested", response_model=dict[str, list[schemas.User]])
def nested():
    return {"users": crud.list_users("a")}  # E[fastapi-response-model]


@app.get("/pairs", response_model=dict[str, tuple[schemas.Item, schemas.User]])
def pairs():
    return crud.owned("a")  # E[fastapi-response-model]


@app.get("/right/pairs", response_model=dict[str, tuple[schemas.Item, Any]])
def right_pairs():
    return crud.owned("a")


@app.get("/right/listed", response_model=list[schemas.User])
def right_listed():
    return crud.sent_users("a")


@app.get("/right/nested", response_model=dict[str, list[schemas.User]])
def right_nested():
    return {"users": crud.sent_users("a")}


@app.get("/right/titles", response_model=list[schemas.Item])
def right_titles():
    return [crud.get_item("a")]


@app.get("/right/made", response_model=schemas.User)
def right_made() -> Any:
    return schemas.User(id=1, name="a")


@app.get("/right/item", response_model=schemas.Item)
def right_item() -> Any:
    item = crud.get_item("a")
    if item is None:
        raise HTTPException(404)
    return item


@app.get("/right/asked", response_model=schemas.User)
def right_asked() -> Any:
    return crud.converted(models.User("a"), schemas.User)


@app.get("/right/converted", response_model=schemas.User)
def right_converted() -> Any:
    user = crud.create_user("a")
    return schemas.User(id=1, name=user.name)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
