# A response that gets tasks of its own once it is made, and classes of tasks of one's own.
# outcome: silent
from fastapi import BackgroundTasks, FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
ran: list[int] = []
Tasks = BackgroundTasks


def note(number: int = 1) -> None:
    ran.append(number)


class OwnTasks(BackgroundTasks):
    def add_note(self) -> None:
        self.add_task(note)


@app.get("/lost/0")
def set_behind(tasks: BackgroundTasks) -> Response:
    tasks.add_task(note)
    response = JSONResponse({})
    response.background = BackgroundTask(note, 2)
    return response  # E[fastapi-background]


@app.get("/lost/1")
def set_before(tasks: BackgroundTasks) -> Response:
    response = JSONResponse({})
    response.background = BackgroundTask(note, 2)
    tasks.add_task(note)
    return response  # E[fastapi-background]


@app.get("/lost/2")
def of_own_class() -> int:
    tasks = OwnTasks()  # E[fastapi-background]
    tasks.add_task(note)
    return 1


@app.get("/lost/3")
def by_another_name() -> int:
    tasks = Tasks()  # E[fastapi-background]
    tasks.add_task(note)
    return 1


@app.get("/run/0")
def the_same(tasks: BackgroundTasks) -> Response:
    tasks.add_task(note)
    response = JSONResponse({})
    response.background = tasks
    return response


@app.get("/run/1")
def only_if_empty(tasks: BackgroundTasks) -> Response:
    tasks.add_task(note)
    response = JSONResponse({})
    if response.background is None:
        response.background = tasks
    return response


@app.get("/run/2")
def sometimes(tasks: BackgroundTasks, late: bool = False) -> Response:
    tasks.add_task(note)
    response = JSONResponse({})
    if late:
        response.background = BackgroundTask(note, 2)
    return response


@app.get("/run/3")
def put_together(tasks: BackgroundTasks) -> Response:
    tasks.add_task(note)
    own = OwnTasks()
    own.add_note()
    own.tasks.extend(tasks.tasks)
    response = JSONResponse({})
    response.background = own
    return response


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        ran.clear()
        assert client.get(f"/lost/{number}").status_code == 200
        assert 1 not in ran, number
        assert client.get(f"/run/{number}").status_code == 200
        assert 1 in ran, number
