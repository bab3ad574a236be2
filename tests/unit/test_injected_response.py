"""`fastapi-injected-response` on snippets."""

from __future__ import annotations

from .snippets import check


def test_lost() -> None:
    check("""
        from fastapi.responses import JSONResponse, RedirectResponse

        @app.get("/a")
        def another(response: Response):
            response.set_cookie("a", "b")  # E[fastapi-injected-response]
            return JSONResponse({})

        @app.get("/b")
        def raised(response: Response, ok: bool):
            response.headers["X"] = "y"  # E[fastapi-injected-response]
            if ok:
                raise HTTPException(400)
            return RedirectResponse("/")

        @app.get("/c")
        def status(response: Response):
            response.status_code = 404  # E[fastapi-injected-response]
            return JSONResponse({})

        def check_it(response: Response) -> None:
            response.delete_cookie("a")  # E[fastapi-injected-response]
            raise HTTPException(401)

        @app.get("/d", dependencies=[Depends(check_it)])
        def sometimes(response: Response, ok: bool):
            response.set_cookie("a", "b")
            if ok:
                return JSONResponse({})
            return {}
    """)


def test_silent() -> None:
    check("""
        from fastapi.responses import JSONResponse

        def helper(response: Response) -> None:
            response.set_cookie("a", "b")
            seen.append(response)

        @app.get("/a")
        def headers_handed_on(response: Response):
            response.set_cookie("a", "b")
            return JSONResponse({}, headers=dict(response.headers))

        @app.get("/b")
        def response_handed_on(response: Response):
            response.set_cookie("a", "b")
            helper(response)
            return JSONResponse({})

        @app.get("/c")
        def own():
            response = JSONResponse({})
            response.set_cookie("a", "b")
            return response

        @app.get("/d")
        def plain(response: Response):
            response.headers["X"] = "y"

        @app.get("/e")
        def bound_again(response: Response):
            response = JSONResponse({})
            response.set_cookie("a", "b")
            return response
    """)


def test_returned() -> None:
    check("""
        def sets_status(response: Response) -> None:
            response.status_code = 201

        @app.get("/a")
        def without(response: Response):
            response.headers["X"] = "y"
            return response  # E[fastapi-injected-response]

        @app.get("/b")
        def with_status(response: Response):
            response.status_code = 200
            return response

        @app.get("/c", dependencies=[])
        def by_dependency(response: Response, _=Depends(sets_status)):
            return response
    """)


def test_a_response_that_a_dependency_provides() -> None:
    check("""
        from fastapi.responses import JSONResponse

        def made() -> Response:
            return JSONResponse({})

        @app.get("/a")
        def a(response: Annotated[Response, Depends(made)]):
            response.headers["X"] = "y"
            return response

        @app.get("/b")
        def b(response: Response = Depends(made)):
            response.headers["X"] = "y"
            return JSONResponse({})
    """)


def test_a_dependency_that_is_called_by_hand() -> None:
    check("""
        def user(response: Response) -> str:
            response.delete_cookie("user")
            raise HTTPException(401)

        def strict(response: Response) -> str:
            response.delete_cookie("user")  # E[fastapi-injected-response]
            raise HTTPException(401)

        def optional_user(response: Response) -> str | None:
            try:
                return user(response)
            except HTTPException:
                return None

        @app.get("/a")
        def a(one=Depends(user), other=Depends(optional_user), third=Depends(strict)) -> None: ...
    """)


def test_what_a_dependency_sets() -> None:
    check("""
        from fastapi.responses import JSONResponse

        def set_cookie(response: Response) -> str:
            response.set_cookie("a", "b")
            return "b"
        def through(name: str = Depends(set_cookie)) -> str:
            return name
        def hands_on(response: Response) -> Response:
            response.headers["x-a"] = "b"
            return response

        @app.get("/lost", dependencies=[Depends(set_cookie)])  # E[fastapi-injected-response]
        def lost(name: str = Depends(through)):  # E[fastapi-injected-response]
            if name:
                raise HTTPException(404)
            return JSONResponse({})

        @app.get("/kept")
        def kept(name: str = Depends(through)):
            return {"name": name}

        @app.get("/once")
        def once(name: str = Depends(through)):
            if name:
                return JSONResponse({})
            return {"name": name}

        @app.get("/copied")
        def copied(set_there: Response = Depends(hands_on), name: str = Depends(through)):
            return JSONResponse({}, headers=set_there.headers)
    """)
