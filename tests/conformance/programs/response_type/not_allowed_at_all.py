# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
# A status that forbids a body has a code of its own, which is enough.
from fastapi import FastAPI

app = FastAPI()


class Plain:
    pass


@app.delete("/", status_code=204)
def delete() -> Plain:  # E[fastapi-no-body]
    return Plain()
