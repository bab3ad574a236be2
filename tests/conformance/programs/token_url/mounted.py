# The documentation of a mounted application stands below its path: an absolute "tokenUrl" leads out of it.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

inner = FastAPI()
relative = OAuth2PasswordBearer(tokenUrl="token")
absolute = OAuth2PasswordBearer(tokenUrl="/token")  # E[fastapi-token-url]
whole = OAuth2PasswordBearer(tokenUrl="/v1/token")


@inner.post("/token")
def sign_in(form: OAuth2PasswordRequestForm = Depends()) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@inner.get("/me")
def show_me(
    first: str = Depends(relative), second: str = Depends(absolute), third: str = Depends(whole)
) -> str:
    return first


app = FastAPI()
app.mount("/v1", inner)


def demonstrate(client: TestClient) -> None:
    form = {"username": "ada", "password": "x"}
    assert "/v1/openapi.json" in client.get("/v1/docs").text
    assert client.post("/v1/token", data=form).status_code == 200
    assert client.post("/token", data=form).status_code == 404
