"""What the number of a status alone decides."""

from __future__ import annotations

from typing import Final

# As FastAPI decides it; it takes 0 for unset. `scoped_fastapi.no_body`, which cannot import this, has the
# same for the running application: a test holds the two equal.
NO_BODY_STATUSES: Final = frozenset({*range(1, 200), 204, 205, 304})
