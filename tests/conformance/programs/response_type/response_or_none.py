# None beside a response class makes a union as well.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import Optional

from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/")
async def read() -> Optional[JSONResponse]:  # E[fastapi-response-type]
    return None
