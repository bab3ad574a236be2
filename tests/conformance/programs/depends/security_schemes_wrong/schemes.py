from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer

optional_oauth2 = OAuth2PasswordBearer("token", auto_error=False)
oauth2 = OAuth2PasswordBearer(tokenUrl="token")
bearer = HTTPBearer()


class OptionalKey(APIKeyHeader):
    def __init__(self) -> None:
        super().__init__(name="x-key", auto_error=False)
