from fastapi import HTTPException, Request


class Tokens:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    async def check(self, request: Request) -> None:
        if request.headers.get("x-token") != self.secret:
            raise HTTPException(403)


tokens = Tokens("secret")
