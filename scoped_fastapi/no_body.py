"""Statuses whose responses have no content, and responses made to obey them.

RFC 9110: 1xx (15.2), 204 (15.3.5), 205 (15.3.6) and 304 (15.4.5) have no content. 8.6 forbids a
Content-Length in 1xx and 204; 205 may only announce a length of zero, and for 304 the header would
describe a representation that is not there.
"""

from starlette.responses import Response

__all__ = ["NO_BODY_STATUSES", "forbids_body", "without_body"]

# A number below 100 is no status, and FastAPI sends no body with it either.
NO_BODY_STATUSES = frozenset({*range(1, 200), 204, 205, 304})

_BODY_HEADERS = frozenset({b"content-type", b"content-length", b"transfer-encoding"})


def forbids_body(status_code: int | None) -> bool:
    """Whether a response with this status must not have a body; None is a status yet to be chosen."""
    return status_code in NO_BODY_STATUSES


def without_body(response: Response) -> Response:
    """Give back `response` with nothing in it that announces or sends a body.

    A `Response` that holds its body is changed in place, so that it stays the object the handler
    returned. A stream or a file would send its body from its own `__call__`; it is replaced by a
    plain `Response` with the same status, headers, cookies and background task.
    """
    headers = [item for item in response.raw_headers if item[0].lower() not in _BODY_HEADERS]
    if not hasattr(response, "body"):
        response = Response(status_code=response.status_code, background=response.background)
    response.body = b""
    # The list may be shared with the `MutableHeaders` that a handler kept, hence no new one.
    response.raw_headers[:] = headers
    return response
