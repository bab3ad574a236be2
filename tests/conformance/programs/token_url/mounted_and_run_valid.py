# An application that is mounted in another one, and served on its own as well, and one that has a host of its own.
import uvicorn
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

inner = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="/token")


@inner.post("/token")
def sign_in(form: OAuth2PasswordRequestForm = Depends()) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@inner.get("/me")
def show_me(token: str = Depends(scheme)) -> str:
    return token


of_host = FastAPI()
scheme_of_host = OAuth2PasswordBearer(tokenUrl="/login")


@of_host.post("/login")
def log_in(form: OAuth2PasswordRequestForm = Depends()) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@of_host.get("/me")
def show_me_there(token: str = Depends(scheme_of_host)) -> str:
    return token


app = FastAPI()
app.mount("/v1", inner)
app.host("api.example.com", of_host)

if __name__ == "__main__":
    uvicorn.run(inner, port=8001)


def demonstrate(client: TestClient) -> None:
    form = {"username": "ada", "password": "x"}
    headers = {"host": "api.example.com"}
    assert client.post("/login", data=form, headers=headers).status_code == 200
    assert TestClient(inner).post("/token", data=form).status_code == 200
