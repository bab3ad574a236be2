# An application that is mounted in another one, and served on its own as well.
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


app = FastAPI()
app.mount("/v1", inner)

if __name__ == "__main__":
    uvicorn.run(inner, port=8001)


def demonstrate(client: TestClient) -> None:
    form = {"username": "ada", "password": "x"}
    assert TestClient(inner).post("/token", data=form).status_code == 200
