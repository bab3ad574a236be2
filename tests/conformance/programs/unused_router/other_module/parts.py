from fastapi import APIRouter

used = APIRouter()
unused = APIRouter()  # E[fastapi-unused-router]
nested = APIRouter()
by_name = APIRouter()
in_list = APIRouter()
in_dict = APIRouter()
exported = APIRouter()
appended = APIRouter()
copied = APIRouter()


@unused.get("/unused")
def of_unused() -> None: ...


@used.get("/used")
@nested.get("/nested")
@by_name.get("/by_name")
@in_list.get("/in_list")
@in_dict.get("/in_dict")
@appended.get("/appended")
@copied.get("/copied")
def others() -> str:
    return "x"


@exported.get("/exported")
def of_exported() -> str:
    return "x"


used.include_router(nested)
ALL = [in_list]
BY_NAME = {"a": in_dict}


def make() -> APIRouter:
    router = APIRouter()

    @router.get("/made")
    def made() -> str:
        return "x"

    return router
