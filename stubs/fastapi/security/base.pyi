from typing import Any, Generic

from typing_extensions import TypeVar

# What a scheme provides as a dependency. Only the constructors of FastAPI's own say so: a subclass may
# provide anything, and one that is told by a variable what to do without credentials may or may not
# provide None.
_ProvidedT_co = TypeVar("_ProvidedT_co", default=Any, covariant=True)

class SecurityBase(Generic[_ProvidedT_co]): ...
