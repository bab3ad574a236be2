"""Guards, metadata and settings that let everybody in, on snippets."""

from __future__ import annotations

from .snippets import check


def test_a_factory_that_was_not_called() -> None:
    check("""
        def require(role="admin"):
            def check_role(x: str = "") -> None:
                raise HTTPException(403)
            return check_role

        @app.get("/", dependencies=[Depends(require)])  # E[fastapi-guard]
        def read() -> None: ...

        @app.get("/right", dependencies=[Depends(require("admin"))])
        def right() -> None: ...
    """)


def test_a_class_that_was_not_called() -> None:
    check("""
        class Checker:
            def __init__(self, role: str = "admin") -> None:
                self.role = role
            def __call__(self) -> None: ...

        class Stored:
            def __init__(self, role: str = "admin") -> None:
                self.role = role

        COMMON = [Depends(Checker)]  # E[fastapi-guard]
        router = APIRouter(dependencies=COMMON)

        @app.get("/", dependencies=[Depends(Checker("admin")), Depends(Stored)])
        def read(_: Annotated[object, Depends(Checker)]) -> None: ...  # E[fastapi-guard]
    """)


def test_a_coroutine_that_nobody_awaits() -> None:
    check("""
        async def verify(token) -> None: ...
        def verified(token: str = ""):
            return verify(token)
        async def awaited(token: str = ""):
            return await verify(token)

        @app.get("/", dependencies=[Depends(verified), Depends(awaited)])  # E[fastapi-guard]
        def read() -> None: ...
    """)


def test_a_verdict_about_what_is_always_there() -> None:
    check("""
        class User:
            name: str
            def __init__(self) -> None:
                self.role = "guest"

        def find_user(x: str = "") -> User | None: ...
        def get_user(x: str = "") -> User:
            raise HTTPException(401)

        def found(user: Annotated[User | None, Depends(find_user)]) -> bool:
            return user is not None
        def given(user: Annotated[User, Depends(get_user)]) -> bool:
            return user is not None
        def named(user: Annotated[User, Depends(get_user)]) -> bool:
            return user.name.lower() == "a"
        def unknown(user: Annotated[User, Depends(get_user)]) -> bool:
            return user.role.name == "a"
        def require(name: str):
            def check(user: Annotated[User, Depends(get_user)]) -> bool:
                return user.name == name
            return check

        @app.get("/0", dependencies=[Depends(found)])  # E[fastapi-guard]
        @app.get("/1", dependencies=[Depends(named)])  # E[fastapi-guard]
        @app.get("/2", dependencies=[Depends(require("a"))])  # E[fastapi-guard]
        @app.get("/right", dependencies=[Depends(given), Depends(unknown)])
        def read() -> None: ...
    """)


def test_a_verdict_about_a_token() -> None:
    check("""
        import jwt

        def is_right(token: str) -> bool:
            try:
                jwt.decode(token, "key", algorithms=["HS256"])
                return True
            except jwt.PyJWTError:
                return False
        def is_ada(token: str) -> bool:
            try:
                claims = jwt.decode(token, "key", algorithms=["HS256"])
            except Exception as error:
                logger.error("refused: %s", error)
                return False
            return claims["sub"] == "Ada"
        def is_decoded(token: str) -> bool:
            claims = jwt.decode(token, "key", algorithms=["HS256"])
            return claims["sub"] == "Ada"
        def is_not_old(token: str) -> bool:
            try:
                jwt.decode(token, "key", algorithms=["HS256"])
            except jwt.ExpiredSignatureError:
                return False
            return True
        def is_refused(token: str) -> bool:
            try:
                jwt.decode(token, "key", algorithms=["HS256"])
            except jwt.PyJWTError:
                raise HTTPException(401) from None
            return True

        @app.get("/0", dependencies=[Depends(is_right)])  # E[fastapi-guard]
        @app.get("/1", dependencies=[Depends(is_ada)])  # E[fastapi-guard]
        @app.get("/right", dependencies=[Depends(is_decoded), Depends(is_not_old), Depends(is_refused)])
        def read() -> None: ...
    """)


def test_metadata_that_is_ignored() -> None:
    check("""
        def get_name() -> str: ...
        Token = Annotated[str, Header]  # E[fastapi-annotated]
        Name = Annotated[str, Depends(get_name)]

        @app.get("/{item}")
        def read(
            item: Annotated[str, Path],
            name: Annotated[str, get_name],  # E[fastapi-annotated]
            maybe: Name | None = None,  # E[fastapi-annotated]
            token: Annotated[str, Depends] = "",  # E[fastapi-annotated]
            page: Annotated[str, Query] = "",
            right: Annotated[str | None, Depends(get_name)] = None,
            text: Annotated[str, "a text"] = "",
        ) -> None: ...
    """)


def test_metadata_of_no_parameter_of_fastapi() -> None:
    check("""
        def add(one: str, other: str) -> str: ...
        def joined(text: Annotated[str, add]) -> str: ...
    """)


def test_markers_as_values() -> None:
    check("""
        class Session:
            def names(self) -> list[str]: ...
        def get_session() -> Session: ...

        def helper() -> list[str]:
            session = Depends(get_session)  # E[fastapi-direct-call]
            return session.names()

        def markers() -> list[object]:
            session = Depends(get_session)
            return [session]
    """)


def test_what_nobody_can_give() -> None:
    check("""
        @app.get("/")
        def read(*args: Any, ids: list[int] | None = None) -> None: ...  # E[fastapi-param, fastapi-param]

        @app.post("/")
        def create(ids: list[int], *, limit: int = 1) -> None: ...
    """)


def test_lists_of_guards() -> None:
    check("""
        def require(role="admin"):
            def check_role(x: str = "") -> None:
                raise HTTPException(403)
            return check_role

        RIGHT = [Depends(require("admin"))]
        ADDED = [*RIGHT]
        ADDED.append(Depends(require))  # E[fastapi-guard]
        ADDED.extend([Depends(require), *RIGHT])  # E[fastapi-guard]
        ADDED += [Depends(require)]  # E[fastapi-guard]
        OPTIONS = {"dependencies": [Depends(require)]}  # E[fastapi-guard]
        OTHER = [Depends(require)]

        def later() -> None:
            ADDED = []
            ADDED.append(Depends(require))

        one = APIRouter(dependencies=ADDED)
        two = APIRouter(**OPTIONS)
        three = APIRouter(dependencies=RIGHT if app else [Depends(require)])  # E[fastapi-guard]
        four = APIRouter(dependencies=list(RIGHT) + [Depends(require)])  # E[fastapi-guard]
    """)


def test_a_verdict_that_nobody_reads() -> None:
    check("""
        def get_role() -> str: ...
        def is_admin(role: str = Depends(get_role)) -> bool:
            return role == "admin"
        def has_key(x_key: str = Header()):
            if x_key == "secret":
                return True
            return False
        def is_known(x_key: str = Header()) -> bool:
            if x_key != "secret":
                raise HTTPException(403)
            return True
        def is_asked(role: str = Depends(get_role)) -> bool:
            return True
        def is_found(request: Request) -> bool:
            return lookup(request)

        @app.get("/", dependencies=[Depends(is_admin)])  # E[fastapi-guard]
        def read(_: object = Depends(has_key)) -> None: ...  # E[fastapi-guard]

        @app.get("/right", dependencies=[Depends(is_known), Depends(is_asked), Depends(is_found)])
        def right(admin: bool = Depends(is_admin)) -> bool:
            return admin
    """)


def test_lambdas_that_give_what_nobody_calls() -> None:
    check("""
        def require(role="admin"):
            def check_role(x: str = "") -> None:
                raise HTTPException(403)
            return check_role
        def refuse(role="admin"):
            raise HTTPException(403)
            return require
        async def verify(token) -> None: ...

        @app.get("/0", dependencies=[Depends(lambda: require("admin"))])  # E[fastapi-guard]
        @app.get("/1", dependencies=[Depends(lambda: lambda: None)])  # E[fastapi-guard]
        @app.get("/2", dependencies=[Depends(lambda: verify(""))])  # E[fastapi-guard]
        @app.get("/3", dependencies=[Depends(lambda: 1 > 2)])  # E[fastapi-guard]
        @app.get("/4", dependencies=[Depends(lambda: refuse()), Depends(lambda: print("x"))])
        @app.get("/5", dependencies=[Depends(lambda x=Depends(require("admin")): x)])
        def read() -> None: ...
    """)


def test_metadata_behind_other_names() -> None:
    check("""
        import functools
        def get_name() -> str: ...
        def make_name(default: str):
            def inner() -> str:
                return default
            return inner
        renamed = get_name

        @app.get("/")
        def read(
            a: Annotated[str, renamed] = "",  # E[fastapi-annotated]
            b: Annotated[str, functools.partial(get_name)] = "",  # E[fastapi-annotated]
            c: Annotated[str, make_name("x")] = "",  # E[fastapi-annotated]
            d: Annotated[str, Depends(renamed)] = "",
        ) -> None: ...
    """)


def test_a_verdict_that_is_read() -> None:
    check("""
        def is_admin(x: str = "") -> bool:
            return x == "admin"

        def matched(x: str = ""):
            match x:
                case "admin":
                    return True
                case _:
                    return False

        def require(admin: bool = Depends(is_admin)) -> None:
            if not admin:
                raise HTTPException(403)

        @app.get("/a", dependencies=[Depends(is_admin), Depends(require)])
        def by_another() -> None: ...

        @app.get("/b", dependencies=[Depends(is_admin)])
        def by_the_handler(admin: bool = Depends(is_admin)) -> bool:
            return admin

        @app.get("/c", dependencies=[Depends(is_admin)])  # E[fastapi-guard]
        @app.get("/d", dependencies=[Depends(matched)])  # E[fastapi-guard]
        def by_nobody() -> None: ...
    """)
