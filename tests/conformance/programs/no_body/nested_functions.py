# What functions, lambdas and classes inside a handler return is not what the handler returns.
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/jobs", status_code=204)
async def start_job():
    def describe() -> dict[str, int]:
        return {"jobs": 1}

    async def fetch() -> list[int]:
        return [1]

    def numbers():
        yield 1

    class Job:
        def run(self) -> str:
            return "run"

    shorten = lambda text: text[:3]  # noqa: E731
    print(describe(), await fetch(), [n for n in numbers()], Job().run(), shorten("text"))


def demonstrate(client: TestClient) -> None:
    assert client.post("/jobs").status_code == 204
