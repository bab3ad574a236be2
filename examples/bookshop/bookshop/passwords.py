"""Passwords, as they are kept and compared. Both take a while, on purpose: call them in a thread."""

import secrets
from hashlib import scrypt


def hash_password(password: str) -> str:
    """Return what to keep of a password."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_digest(password, salt)}"


def matches(password: str, password_hash: str) -> bool:
    """Whether `password_hash` was made of `password`."""
    salt, _, digest = password_hash.partition("$")
    return secrets.compare_digest(_digest(password, bytes.fromhex(salt)), digest)


def _digest(password: str, salt: bytes) -> str:
    return scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()
