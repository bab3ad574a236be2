# The injected response has no status of its own: the server cannot send it.
# outcome: protocol-error
from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/")
def read(response: Response):
    response.headers["x-total"] = "1"
    return response  # E[fastapi-injected-response]
