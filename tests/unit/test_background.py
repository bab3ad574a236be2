"""`fastapi-background` on snippets."""

from __future__ import annotations

from .snippets import check


def test_made_by_hand() -> None:
    check("""
        from fastapi.responses import JSONResponse
        def work() -> None: ...

        @app.get("/a")
        def dropped() -> None:
            tasks = BackgroundTasks()  # E[fastapi-background]
            tasks.add_task(work)

        @app.get("/b")
        def nameless() -> None:
            BackgroundTasks().add_task(work)  # E[fastapi-background]

        @app.get("/c")
        def given():
            tasks = BackgroundTasks()
            tasks.add_task(work)
            return JSONResponse({}, background=tasks)

        @app.get("/d")
        async def run_here() -> None:
            tasks = BackgroundTasks()
            tasks.add_task(work)
            await tasks()

        @app.get("/e")
        def as_default(tasks: BackgroundTasks = BackgroundTasks()) -> None:
            tasks.add_task(work)

        @app.get("/f")
        def handed_on(request: Request) -> None:
            tasks = BackgroundTasks()
            request.state.tasks = tasks
    """)


def test_lost_by_an_exception() -> None:
    check("""
        def work() -> None: ...

        @app.get("/a")
        def always(tasks: BackgroundTasks, ok: bool) -> None:
            if not ok:
                tasks.add_task(work)  # E[fastapi-background]
                raise HTTPException(400)
            tasks.add_task(work)

        def check_it(tasks: BackgroundTasks) -> None:
            tasks.add_task(work)  # E[fastapi-background]
            raise HTTPException(401)

        @app.get("/b", dependencies=[Depends(check_it)])
        def sometimes(tasks: BackgroundTasks, ok: bool) -> None:
            tasks.add_task(work)
            if not ok:
                raise HTTPException(400)

        @app.get("/c")
        def caught(tasks: BackgroundTasks) -> None:
            try:
                tasks.add_task(work)
                raise ValueError
            except ValueError:
                pass

        def helper(tasks: BackgroundTasks) -> None:
            tasks.add_task(work)
            raise HTTPException(400)
    """)


def test_beside_other_tasks() -> None:
    check("""
        from fastapi.responses import JSONResponse
        from starlette.background import BackgroundTask
        def work() -> None: ...

        @app.get("/a")
        def both(tasks: BackgroundTasks):
            tasks.add_task(work)
            return JSONResponse({}, background=BackgroundTask(work))  # E[fastapi-background]

        @app.get("/b")
        def injected(tasks: BackgroundTasks):
            tasks.add_task(work)
            return JSONResponse({}, background=tasks)

        @app.get("/c")
        def alone(tasks: BackgroundTasks):
            tasks.add_task(work)
            return JSONResponse({})

        @app.get("/d")
        def elsewhere(tasks: BackgroundTasks, ok: bool):
            if ok:
                return JSONResponse({}, background=BackgroundTask(work))
            tasks.add_task(work)
            return {}
    """)


def test_names_of_the_outer_function_and_dependencies_called_by_hand() -> None:
    check("""
        from fastapi import BackgroundTasks as Tasks
        def work() -> None: ...

        def fill() -> None:
            global pending
            pending = BackgroundTasks()
            pending.add_task(work)

        def outer():
            tasks = BackgroundTasks()
            def inner() -> None:
                nonlocal tasks
                tasks = BackgroundTasks()
                tasks.add_task(work)
            inner()
            return tasks

        def renamed() -> None:
            tasks = Tasks()  # E[fastapi-background]
            tasks.add_task(work)

        def walrus() -> None:
            (tasks := BackgroundTasks()).add_task(work)  # E[fastapi-background]

        def refuse(tasks: BackgroundTasks) -> None:
            tasks.add_task(work)
            raise HTTPException(401)

        def strict(tasks: BackgroundTasks) -> None:
            tasks.add_task(work)  # E[fastapi-background]
            raise HTTPException(401)

        def lenient(tasks: BackgroundTasks) -> None:
            try:
                refuse(tasks)
            except HTTPException:
                pass

        @app.get("/a", dependencies=[Depends(refuse), Depends(lenient), Depends(strict)])
        def handler() -> None: ...
    """)
