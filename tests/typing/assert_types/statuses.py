"""The constants of `scoped_fastapi.status` are literals."""

from typing import Literal

from scoped_fastapi import status
from scoped_fastapi.status import HTTP_204_NO_CONTENT, WS_1000_NORMAL_CLOSURE

a: Literal[200] = status.HTTP_200_OK
b: Literal[204] = HTTP_204_NO_CONTENT
c: Literal[304] = status.HTTP_304_NOT_MODIFIED
d: Literal[413] = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
e: Literal[1000] = WS_1000_NORMAL_CLOSURE

wrong: Literal[200] = status.HTTP_204_NO_CONTENT  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]  # ty: ignore[invalid-assignment]  # pyrefly: ignore[bad-assignment]  # zuban: ignore[assignment]
status.HTTP_100_TYPO  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # ty: ignore[missing-attribute]  # pyrefly: ignore[missing-attribute]  # zuban: ignore[attr-defined]
