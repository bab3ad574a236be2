# As full-stack-fastapi-template has it.
import secrets
import uuid
import warnings
from collections.abc import Generator
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, status
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient
from pydantic import AnyUrl, BaseModel, BeforeValidator, EmailStr, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select
from starlette.middleware.cors import CORSMiddleware


def parse_cors(v: Any) -> list[str] | str:
    if isinstance(v, str) and not v.startswith("["):
        return [i.strip() for i in v.split(",") if i.strip()]
    elif isinstance(v, list | str):
        return v
    raise ValueError(v)


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file="../.env", env_ignore_empty=True, extra="ignore")
    API_V1_STR: str = "/api/v1"
    SECRET_KEY: str = secrets.token_urlsafe(32)
    FRONTEND_HOST: str = "http://localhost:5173"
    BACKEND_CORS_ORIGINS: Annotated[list[AnyUrl] | str, BeforeValidator(parse_cors)] = []

    @computed_field
    @property
    def all_cors_origins(self) -> list[str]:
        return [str(origin).rstrip("/") for origin in self.BACKEND_CORS_ORIGINS] + [
            self.FRONTEND_HOST
        ]


settings = Settings()
engine = create_engine("sqlite://")
reusable_oauth2 = OAuth2PasswordBearer(tokenUrl=f"{settings.API_V1_STR}/login/access-token")


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]
TokenDep = Annotated[str, Depends(reusable_oauth2)]


class TemplateUser(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str = ""
    is_active: bool = True
    is_superuser: bool = False


class TokenPayload(SQLModel):
    sub: str | None = None


def get_current_user(session: SessionDep, token: TokenDep) -> TemplateUser:
    user = TemplateUser(email=token)
    if not user.is_active:
        raise HTTPException(status_code=400, detail="Inactive user")
    return user


CurrentUser = Annotated[TemplateUser, Depends(get_current_user)]


def get_current_active_superuser(current_user: CurrentUser) -> TemplateUser:
    if not current_user.is_superuser:
        raise HTTPException(status_code=403, detail="The user doesn't have enough privileges")
    return current_user


def custom_generate_unique_id(route: APIRoute) -> str:
    return f"{route.tags[0] if route.tags else ''}-{route.name}"


class Message(SQLModel):
    message: str


class Token(SQLModel):
    access_token: str
    token_type: str = "bearer"


router = APIRouter(tags=["users"])


@router.post("/login/access-token")
def login_access_token(
    session: SessionDep, form_data: Annotated[OAuth2PasswordRequestForm, Depends()]
) -> Token:
    return Token(access_token=form_data.username)


@router.post("/login/test-token", response_model=TemplateUser)
def test_token(current_user: CurrentUser) -> Any:
    return current_user


@router.get(
    "/users",
    dependencies=[Depends(get_current_active_superuser)],
    response_model=list[TemplateUser],
)
def read_users(session: SessionDep, skip: int = 0, limit: int = 100) -> Any:
    return []


@router.post(
    "/html/{email}",
    dependencies=[Depends(get_current_active_superuser)],
    response_class=HTMLResponse,
)
def recover_password_html_content(email: str, session: SessionDep) -> Any:
    return HTMLResponse(content="<p>", headers={"subject:": "x"})


@router.delete("/{id}")
def delete_item(session: SessionDep, current_user: CurrentUser, id: uuid.UUID) -> Message:
    return Message(message="Item deleted successfully")


@router.get("/utils/health-check/")
async def health_check() -> bool:
    return True


app = FastAPI(
    title="x",
    openapi_url=f"{settings.API_V1_STR}/openapi.json",
    generate_unique_id_function=custom_generate_unique_id,
)
if settings.all_cors_origins:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.all_cors_origins,
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )
app.include_router(router, prefix=settings.API_V1_STR)


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/v1/users").status_code == 401
    headers = {"authorization": "Bearer x"}
    assert client.get("/api/v1/users", headers=headers).status_code == 403
    assert client.post("/api/v1/login/test-token", headers=headers).status_code == 200
