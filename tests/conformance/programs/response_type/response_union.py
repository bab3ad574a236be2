# A union with a response class is no model; neither is the class itself.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/")
def read(fresh: bool = True) -> Response | dict[str, int]:  # E[fastapi-response-type]
    return {} if fresh else Response(status_code=304)
