# Lambdas that return a variable from around them, of which a test has left what is expected.
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


class Admin(User):
    name = "admin"


class Holder:
    user: User | None = None

    def log_in(self) -> None:
        self.user = User()
        app.dependency_overrides[get_user] = lambda: self.user


state: dict[str, User | None] = {"user": None}


def find_user() -> User | None:
    return User()


def get_user() -> User:
    return User()


def get_admin() -> Admin:
    return Admin()


@app.get("/")
def read(user: User = Depends(get_user), admin: Admin = Depends(get_admin)) -> str:
    return f"{user.name} {admin.name}"


def login(user: User | None = None) -> None:
    user = user or User()
    app.dependency_overrides[get_user] = lambda: user


def login_or_find(user: User | None = None) -> None:
    if user is None:
        user = User()
    app.dependency_overrides.update({get_user: lambda: user})


def login_if_given(user: User | None = None) -> None:
    if user is not None:
        app.dependency_overrides[get_user] = lambda: user


def login_found() -> None:
    if (user := find_user()) is not None:
        app.dependency_overrides[get_user] = lambda: user
    found = find_user()
    assert found
    app.dependency_overrides[get_user] = lambda: found


def login_all(users: list[User | None]) -> None:
    for user in users:
        if user is None:
            continue
        app.dependency_overrides[get_user] = lambda: user


def login_held(holder: Holder) -> None:
    assert holder.user is not None
    app.dependency_overrides[get_user] = lambda: holder.user


def login_admin(user: User) -> None:
    assert isinstance(user, Admin)
    app.dependency_overrides[get_admin] = lambda: user


def login_without_annotations(user: User | None = None) -> None:
    user = user or User()

    def given():
        return user

    app.dependency_overrides[get_user] = given


def login_of_state() -> None:
    state["user"] = User()
    app.dependency_overrides[get_user] = lambda: state["user"]


someone = find_user()
assert someone
app.dependency_overrides[get_user] = lambda: someone


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "a admin"
    holder = Holder()
    holder.user = User()
    for log_in in (login, login_or_find, login_found, login_of_state, holder.log_in):
        log_in()
        assert client.get("/").json() == "a admin"
    login_without_annotations()
    login_if_given(User())
    login_all([None, User()])
    login_held(holder)
    login_admin(Admin())
    assert client.get("/").json() == "a admin"
