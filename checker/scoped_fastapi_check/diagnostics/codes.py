"""The error codes: what users write in `# type: ignore[...]` and in their configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning"]

DOCUMENTATION: Final = "https://scoped-fastapi.readthedocs.io/en/stable"
"""Where the pages of `docs/` are published."""


@dataclass(frozen=True, slots=True)
class Code:
    """One error code of the family, and what it reports in a few words."""

    name: str
    description: str
    default_enabled: bool = True
    severity: Severity = "error"

    @property
    def url(self) -> str:
        """The page of the documentation about it."""
        return f"{DOCUMENTATION}/rules/{self.name}/"


PARENT: Final = Code("fastapi", "Check FastAPI applications (the parent of all fastapi-* codes)")

NO_BODY: Final = Code("fastapi-no-body", "Check that a status that forbids a body gets none")
DEPENDS: Final = Code(
    "fastapi-depends", "Check that a dependency provides what its parameter declares"
)
DEPENDS_DOWNCAST: Final = Code(
    "fastapi-depends-downcast",
    "Check that a dependency provides no wider type than its parameter declares",
    default_enabled=False,
)
RESPONSE_MODEL: Final = Code(
    "fastapi-response-model", "Check that what a handler returns can satisfy its response model"
)
RESPONSE_TYPE: Final = Code(
    "fastapi-response-type", "Check that a response model is a type that pydantic takes as a field"
)
SCOPE: Final = Code("fastapi-scope", "Check that no value outlives the dependency that provides it")
LATE_COMMIT: Final = Code(
    "fastapi-late-commit", "Check that no dependency commits after the response was sent"
)
PATH: Final = Code("fastapi-path", "Check that a path and the parameters of its handler agree")
PARAM: Final = Code("fastapi-param", "Check parameter declarations that FastAPI refuses")
OVERRIDE: Final = Code(
    "fastapi-override", "Check that an override provides what the overridden dependency does"
)
RETURN: Final = Code("fastapi-return", "Check for returned errors that FastAPI sends as a success")
DIRECT_CALL: Final = Code(
    "fastapi-direct-call", "Check for plain calls that leave a Depends or Query as the argument"
)
GUARD: Final = Code("fastapi-guard", "Check that each entry of dependencies=[...] checks something")
ANNOTATED: Final = Code(
    "fastapi-annotated", "Check for Annotated metadata that leaves the value to the client"
)
SETTINGS: Final = Code("fastapi-settings", "Check for settings that the client can set")
CONTENT: Final = Code("fastapi-content", "Check that a response can render its content")
HANDLER: Final = Code("fastapi-handler", "Check exception handlers, and what middleware raises")
INJECTED_RESPONSE: Final = Code(
    "fastapi-injected-response", "Check that what is set on the injected response is sent"
)
EVENT_LOOP: Final = Code(
    "fastapi-event-loop", "Check that the event loop is asked for, and started, where that works"
)
BACKGROUND: Final = Code("fastapi-background", "Check that background tasks are run")
TEARDOWN: Final = Code("fastapi-teardown", "Check that a dependency is closed whatever happens")
LIFESPAN: Final = Code("fastapi-lifespan", "Check that what starts and ends an application is run")
BLOCKING: Final = Code(
    "fastapi-blocking",
    "Check that nothing blocks the event loop in async handlers and dependencies",
    default_enabled=False,
)
URL_FOR: Final = Code(
    "fastapi-url-for", "Check that the names and parameters of url_for are those of a route"
)
TOKEN_URL: Final = Code(
    "fastapi-token-url", "Check that a tokenUrl leads to the route that takes the form"
)
CORS: Final = Code("fastapi-cors", "Check that the origins for CORS can match")

ROUTER: Final = Code(
    "fastapi-router", "Check that no route has the method and the path of one before it"
)
UNUSED_ROUTER: Final = Code(
    "fastapi-unused-router", "Check that every router is included", default_enabled=False
)
UNUSED_IGNORE: Final = Code(
    "fastapi-unused-ignore",
    'Check that a "# scoped-fastapi: ignore" silences something',
    severity="warning",
)

CODES: Final = (
    NO_BODY,
    DEPENDS,
    DEPENDS_DOWNCAST,
    RESPONSE_MODEL,
    RESPONSE_TYPE,
    SCOPE,
    LATE_COMMIT,
    PATH,
    PARAM,
    OVERRIDE,
    RETURN,
    DIRECT_CALL,
    GUARD,
    ANNOTATED,
    SETTINGS,
    CONTENT,
    HANDLER,
    INJECTED_RESPONSE,
    EVENT_LOOP,
    BACKGROUND,
    TEARDOWN,
    LIFESPAN,
    CORS,
    URL_FOR,
    TOKEN_URL,
    BLOCKING,
    ROUTER,
    UNUSED_ROUTER,
    UNUSED_IGNORE,
)

CODES_BY_NAME: Final = {code.name: code for code in CODES}
