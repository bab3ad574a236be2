# A session is nothing that can be sent.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

app = FastAPI()


@app.get("/", response_model=AsyncSession)  # E[fastapi-response-type]
def read() -> None:
    return None
