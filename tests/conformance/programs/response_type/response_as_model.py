# A response class is fine as an annotation, and no model.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/", response_model=Response)  # E[fastapi-response-type]
def read() -> Response:
    return Response()
