# Overrides that are methods of a test class, of which FastAPI is given no `self`.
from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


class Session:
    name = "s"


def get_user() -> User:
    return User()


async def get_session() -> AsyncIterator[Session]:
    yield Session()


@app.get("/")
def read(user: User = Depends(get_user), session: Session = Depends(get_session)) -> str:
    return user.name + session.name


class TestUsers:
    user: User

    def set_up(self) -> None:
        self.user = User()
        app.dependency_overrides[get_user] = self.give_user
        app.dependency_overrides[get_session] = self.give_session

    def set_up_class(self) -> None:
        app.dependency_overrides.update({get_user: self.give_shared, get_session: Session})

    def set_up_without_annotations(self):
        app.dependency_overrides[get_user] = self.give_anything

    def give_user(self) -> User:
        return self.user

    async def give_session(self) -> AsyncIterator[Session]:
        yield Session()

    @classmethod
    def give_shared(cls) -> User:
        return User()

    def give_anything(self, name="a"):
        return self.user


def demonstrate(client: TestClient) -> None:
    tests = TestUsers()
    for set_up in (tests.set_up, tests.set_up_class, tests.set_up_without_annotations):
        set_up()
        assert client.get("/").json() == "as"
