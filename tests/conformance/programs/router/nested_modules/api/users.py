import fastapi as f

router = f.APIRouter(prefix="/users", tags=["users"])


@router.get("/{user_id}")
def get_user(user_id: str) -> str:
    return user_id


@router.get("/me")  # E[fastapi-path]
def me() -> str:
    return "me"


@router.post("")
def create() -> str:
    return "a"


@router.api_route("", methods=["POST", "PUT"])
def create_again() -> str:
    return "b"
