# Routers and applications of subclasses, and of another module.
# outcome: silent
from fastapi.testclient import TestClient

import no_body.routers_of_other_modules.routers
from no_body.routers_of_other_modules import routers as r

from .routers import Application, Routers, get_router, items

app = Application()
again = items


@app.delete("/app", status_code=204)
def of_subclass():
    return 1  # E[fastapi-no-body]


@items.delete("/imported", status_code=204)
def imported():
    return 1  # E[fastapi-no-body]


@r.items.delete("/module", status_code=204)
def of_module():
    return 1  # E[fastapi-no-body]


@no_body.routers_of_other_modules.routers.items.delete("/full-name", status_code=204)
def by_full_name():
    return 1  # E[fastapi-no-body]


@Routers.users.delete("/class", status_code=204)
def of_class():
    return 1  # E[fastapi-no-body]


@again.delete("/again", status_code=204)
def by_another_name():
    return 1  # E[fastapi-no-body]


@get_router().delete("/call", status_code=204)
def of_call():
    return 1  # E[fastapi-no-body]


app.include_router(items)
app.include_router(Routers.users)


def demonstrate(client: TestClient) -> None:
    paths = ("/app", "/items/imported", "/items/module", "/items/full-name", "/users/class")
    for path in (*paths, "/items/again", "/items/call"):
        response = client.delete(path)
        assert (response.status_code, response.content) == (204, b"")
