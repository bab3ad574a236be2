# A route without a body may return responses, of its own status and of others.
from fastapi import FastAPI, Response, status
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Elsewhere(RedirectResponse):
    pass


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> Response:
    if item_id == 1:
        return Response(status_code=204)
    if item_id == 2:
        return Response(status_code=200)
    if item_id == 3:
        return Response("try again", status_code=503)
    if item_id == 4:
        return JSONResponse({"detail": "gone"}, status_code=status.HTTP_410_GONE)
    if item_id == 5:
        return RedirectResponse("/items")
    if item_id == 6:
        return Elsewhere("/items", status_code=303)
    if item_id == 7:
        return PlainTextResponse("accepted", 202)
    return FileResponse(__file__, status_code=200)


@app.delete("/unannotated", status_code=204)
async def unannotated():
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@app.delete("/optional", status_code=204, response_model=None)
async def optional(quiet: bool = True) -> Response | None:
    if quiet:
        return None
    return Response("not quiet", status_code=200)


def demonstrate(client: TestClient) -> None:
    expected = {1: 204, 2: 200, 3: 503, 4: 410, 5: 307, 6: 303, 7: 202, 8: 200}
    for item_id, status_code in expected.items():
        response = client.delete(f"/items/{item_id}", follow_redirects=False)
        assert response.status_code == status_code
    assert client.delete("/unannotated").status_code == 204
    assert client.delete("/optional").status_code == 204
    assert client.delete("/optional?quiet=false").status_code == 200
