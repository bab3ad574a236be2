from fastapi import HTTPException


def require_role(needed="admin"):
    def check_role(role: str = "guest"):
        if role != needed:
            raise HTTPException(403)

    return check_role


async def verify(token):
    if token != "secret":
        raise HTTPException(401)


def check_token(token: str = ""):
    return verify(token)


def checker(role: str = "guest"):
    if role == "banned":
        raise HTTPException(403)
    return role
