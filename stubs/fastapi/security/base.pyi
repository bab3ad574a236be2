from typing import Generic

from typing_extensions import TypeVar

_ProvidedT_co = TypeVar("_ProvidedT_co", covariant=True)
_AutoErrorT_co = TypeVar("_AutoErrorT_co", bound=bool, default=bool, covariant=True)

# What FastAPI's own schemes have in common: what they provide, and what they were told to do without
# credentials.
class _FastAPIScheme(Generic[_ProvidedT_co, _AutoErrorT_co]): ...
