# What is replaced before it is sent, and what leaves nothing that JSON does not know.
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class M(BaseModel):
    id: UUID = UUID(int=1)
    at: datetime = datetime(2024, 1, 1)
    name: str = "a"


class Event(BaseModel):
    at: datetime = datetime(2024, 1, 1)
    gone: datetime | None = None
    n: int = 1


def ms() -> list[M]:
    return [M()]


def es() -> list[Event]:
    return [Event()]


def by() -> dict[str, Event]:
    return {"a": Event()}


@app.get("/1")
def r1():
    m = M()
    return JSONResponse({**m.model_dump(), "id": str(m.id), "at": m.at.isoformat()})


@app.get("/2")
def r2():
    return JSONResponse([{**m.model_dump(), "id": str(m.id), "at": m.at.isoformat()} for m in ms()])


@app.get("/3")
def r3(request: Request):
    return JSONResponse({**request.query_params, **request.path_params, **request.headers})


@app.get("/4")
def r4():
    d: dict[str, Any] = {"at": datetime.now()}
    d["at"] = str(d["at"])
    d["x"] = 1
    return JSONResponse(d)


@app.get("/5")
def r5():
    return JSONResponse([{"n": e.n, "gone": e.gone} for e in es() if e.gone is None])


@app.get("/6")
def r6():
    return JSONResponse([{"gone": e.gone if not e.gone else e.gone.isoformat()} for e in es()])


@app.get("/7")
def r7():
    return JSONResponse({k: e.n for k, e in by().items()})


@app.get("/8")
def r8():
    return JSONResponse([k for k, e in by().items() if e.at])


@app.get("/9")
def r9():
    return JSONResponse([(i, e.n) for i, e in enumerate(es())])


@app.get("/10")
def r10():
    data = {"n": 1}
    data["at"] = datetime.now().isoformat()
    return JSONResponse(data)


@app.get("/11")
def r11():
    data = {"at": datetime.now()}
    for k in data:
        data[k] = str(data[k])  # type: ignore[assignment]
    return JSONResponse(data)


@app.get("/12")
def r12():
    data = [{"at": e.at} for e in es()]
    for d in data:
        d["at"] = d["at"].isoformat()  # type: ignore[assignment]
    return JSONResponse(data)


@app.get("/13")
def r13():
    return JSONResponse(
        {
            "exp": (datetime.now() + timedelta(1)).timestamp(),
            "d": float(Decimal("1") * 2),
            "s": "a" + "b",
        }
    )


@app.get("/14")
def r14():
    return JSONResponse(jsonable_encoder([{"at": e.at} for e in es()]))


@app.get("/15")
def r15():
    return JSONResponse(
        {"total": sum(e.n for e in es()), "names": ", ".join(str(e.at) for e in es())}
    )


@app.get("/16")
def r16():
    e = M()
    return JSONResponse([{"n": e.n} for e in es()])


@app.get("/17")
def r17():
    return JSONResponse([x.n for e in [es()] for x in e])


@app.get("/18")
def r18():
    rows = [e.model_dump() for e in es()]
    for r in rows:
        r["at"] = r["at"].isoformat()
    return JSONResponse(rows)


@app.get("/19")
def r19():
    rows = [e.model_dump() for e in es()]
    return JSONResponse(jsonable_encoder(rows))


@app.get("/20")
def r20():
    rows: list[Any] = []
    return JSONResponse([{"at": e.at} for e in rows])


@app.get("/21")
def r21():
    evs = es()
    for e in evs:
        e.at = e.at.isoformat()  # type: ignore[assignment]
    return JSONResponse([{"at": e.at} for e in evs])


def demonstrate(client: TestClient) -> None:
    for number in range(1, 22):
        assert client.get(f"/{number}").status_code == 200, number
