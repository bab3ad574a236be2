"""Classes whose sources are not read: of the standard library, of pydantic and of SQLAlchemy."""

from __future__ import annotations

import enum
import typing
from collections import abc as collections_abc
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import ADDRESSES
from scoped_fastapi_check.analysis.response_models.unsupported import UNSUPPORTED
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class
    from scoped_fastapi_check.model.module import Scope

# Modules of the standard library whose classes handlers and models deal with.
_MODULES: Final = frozenset(
    {"abc", "builtins", "collections", "contextlib", "datetime", "decimal", "enum", "fractions"}
    | {"http", "io", "ipaddress", "numbers", "pathlib", "re", "types", "uuid"}
    | {name.rpartition(".")[0] for name in UNSUPPORTED}
) - {"typing"}
# What pydantic restricts further, by what the values are.
_SUBTYPES: Final = {
    "UUID1 UUID3 UUID4 UUID5 UUID6 UUID7 UUID8": "uuid.UUID",
    "AwareDatetime NaiveDatetime PastDatetime FutureDatetime": "datetime.datetime",
    "PastDate FutureDate": "datetime.date",
    "FilePath DirectoryPath NewPath": "pathlib.Path",
    "StrictStr EmailStr": "builtins.str",
    "StrictInt": "builtins.int",
    "StrictFloat FiniteFloat": "builtins.float",
    "StrictBool": "builtins.bool",
    "StrictBytes": "builtins.bytes",
}
# By what `typing` and pydantic call them; those of `collections.abc` are known by the same names.
OTHER_NAMES: Final = {
    "typing.List": "builtins.list",
    "typing.Dict": "builtins.dict",
    "typing.Set": "builtins.set",
    "typing.FrozenSet": "builtins.frozenset",
    "typing.Tuple": "builtins.tuple",
    "typing.Type": "builtins.type",
    "typing.Text": "builtins.str",
    "typing.AbstractSet": "typing.Set",
    "typing.Deque": "collections.deque",
    "typing.DefaultDict": "collections.defaultdict",
    "typing.OrderedDict": "collections.OrderedDict",
    "typing.Counter": "collections.Counter",
    "typing.Pattern": "re.Pattern",
    "typing.Match": "re.Match",
    **{
        f"{module}.{sign}{name}": f"builtins.{name.lower()}"
        for module in ("pydantic", fullnames.PYDANTIC_TYPES)
        for sign in ("Positive", "Negative", "NonPositive", "NonNegative")
        for name in ("Int", "Float")
    },
    **{
        f"{module}.{name}": meant
        for module in ("pydantic", fullnames.PYDANTIC_TYPES, "pydantic.networks")
        for names, meant in _SUBTYPES.items()
        for name in names.split()
    },
}
_OF_TYPING: Final = frozenset({"Generic", "Protocol", "IO", "TextIO", "BinaryIO"})
_PROTOCOLS: Final = frozenset(
    {"Hashable", "Sized", "Iterable", "Iterator", "Reversible", "Container", "Collection"}
    | {"Awaitable", "AsyncIterable", "AsyncIterator", "Callable", "Buffer"}
)


@dataclass(frozen=True)
class StandardClass:
    """A class of the standard library, as the running interpreter has it."""

    fullname: str
    made: type

    @property
    def mro(self) -> Sequence[Class]:
        """The class itself and what it derives from."""
        rest = [StandardClass(_name_of(base), base) for base in self.made.__mro__[1:]]
        return [self, *rest]

    @property
    def body(self) -> Scope | None:
        """None: it is not read."""
        return None

    @property
    def metaclass(self) -> str | None:
        """The full name of its metaclass, where that matters."""
        metaclass = type(self.made)
        if metaclass is type or metaclass.__module__ == "typing":
            return None
        return f"{metaclass.__module__}.{metaclass.__name__}"

    @property
    def is_open(self) -> bool:
        """No: all of it is known."""
        return False

    @property
    def is_protocol(self) -> bool:
        """Whether it is a protocol."""
        module, _, name = self.fullname.rpartition(".")
        return module == "typing" and name in _PROTOCOLS

    @property
    def is_abstract(self) -> bool:
        """Whether it has abstract methods."""
        return bool(getattr(self.made, "__abstractmethods__", ()))

    @property
    def is_enum(self) -> bool:
        """Whether it is an enum."""
        return issubclass(self.made, enum.Enum)

    @property
    def is_dataclass(self) -> bool:
        """No class of the standard library is for a response."""
        return False

    @property
    def is_stub(self) -> bool:
        """Type checkers know it from a stub."""
        return True

    @property
    def own_names(self) -> Collection[str]:
        """The attributes that the class itself gives its objects."""
        return vars(self.made).keys()

    def derives_from(self, fullname: str) -> bool:
        """Whether it derives from a class of this name, or is registered as if it did."""
        if fullname == self.fullname:
            return True
        base = standard_class(fullname)
        if base is None:
            return False
        try:
            return issubclass(self.made, base.made)
        except TypeError:  # A protocol with more than methods.
            return False

    def binds(self, name: str) -> bool:
        """Whether the class itself has this attribute; what C code looks up, objects have as well."""
        return name != "__getattribute__" and name in vars(self.made)


@dataclass(frozen=True)
class LibraryClass:
    """A class of pydantic or SQLAlchemy, by what is known of it by heart."""

    fullname: str
    bases: tuple[str, ...] = ()
    own_metaclass: str | None = None
    names: frozenset[str] = frozenset()
    has_any_name: bool = False
    is_dataclass: bool = False
    is_untyped: bool = False
    """Whether checkers take it for `Any`, so that none of them finds anything wrong with its objects."""

    @property
    def mro(self) -> Sequence[Class]:
        """The class itself and what it derives from."""
        found: list[Class] = [self]
        for base in self.bases:
            known = library_class(base)
            found += [] if known is None else known.mro[:-1]
        return [*found, StandardClass(fullnames.OBJECT, object)]

    @property
    def body(self) -> Scope | None:
        """None: it is not read."""
        return None

    @property
    def metaclass(self) -> str | None:
        """The full name of its metaclass."""
        found = (library_class(base) for base in self.bases)
        return self.own_metaclass or next((base.metaclass for base in found if base), None)

    @property
    def is_open(self) -> bool:
        """No."""
        return False

    @property
    def is_protocol(self) -> bool:
        """No."""
        return False

    @property
    def is_abstract(self) -> bool:
        """No."""
        return False

    @property
    def is_enum(self) -> bool:
        """No."""
        return False

    @property
    def is_stub(self) -> bool:
        """No."""
        return False

    @property
    def own_names(self) -> Collection[str]:
        """What is known of the attributes of its objects."""
        return self.names | {"__getattr__"} if self.has_any_name else self.names

    def derives_from(self, fullname: str) -> bool:
        """Whether a class of this name is among its bases."""
        return any(cls.fullname == fullname for cls in self.mro)

    def binds(self, name: str) -> bool:
        """Whether the class itself has this attribute."""
        if name.startswith("__"):
            return name in self.names
        return self.has_any_name or name in self.names or name.startswith("model_")


_MODEL_NAMES: Final = frozenset(
    {"__iter__", "__fields__", "__fields_set__", "copy", "dict", "json", "construct", "schema"}
    | {"parse_obj", "parse_raw", "parse_file", "from_orm", "schema_json", "validate"}
    | {"update_forward_refs"}
)
_TABLE_NAMES: Final = frozenset(
    {"registry", "metadata", "__table__", "__tablename__", "__mapper__", "__mapper_args__"}
)
_ITERATED: Final = frozenset({"__iter__"})
_LIBRARY: Final = {
    cls.fullname: cls
    for cls in (
        LibraryClass(fullnames.BASE_MODEL, (), fullnames.MODEL_METACLASS, _MODEL_NAMES),
        LibraryClass(fullnames.ROOT_MODEL, (fullnames.BASE_MODEL,), None, frozenset({"root"})),
        LibraryClass(fullnames.PYDANTIC_V1_MODEL, has_any_name=True),
        LibraryClass(fullnames.DECLARATIVE_BASE, (), fullnames.DECLARATIVE_INTERCEPT, _TABLE_NAMES),
        LibraryClass(fullnames.DECLARATIVE_BASE_NO_META, names=_TABLE_NAMES),
        LibraryClass(
            fullnames.MAPPED_AS_DATACLASS,
            (),
            fullnames.DECLARATIVE_TRANSFORM,
            is_dataclass=True,
        ),
        LibraryClass("sqlalchemy.ext.asyncio.AsyncAttrs", names=frozenset({"awaitable_attrs"})),
        LibraryClass(fullnames.URL, has_any_name=True),
        # Their attributes the checker knows, and whether one goes through them.
        *(
            LibraryClass(name, names=_ITERATED if name.endswith("Query") else frozenset())
            for name in fullnames.QUERIES
        ),
        *(LibraryClass(name, names=_ITERATED) for name in fullnames.RESULTS),
    )
}

# What `declarative_base()` gives.
UNTYPED_DECLARATIVE_BASE: Final = LibraryClass(
    fullnames.DECLARATIVE_BASE, names=_TABLE_NAMES, is_untyped=True
)


def known_class(fullname: str) -> Class | None:
    """The class of this full name, if it is known without its source."""
    return standard_class(fullname) or library_class(fullname)


def standard_class(fullname: str) -> StandardClass | None:
    """A class of the standard library; those of `collections.abc` are called `typing`'s."""
    module, _, name = fullname.rpartition(".")
    made: object = None
    if module in _MODULES:
        made = _of_module(module, name)
    elif module == "typing" and name != "ByteString":  # Its removal is announced.
        made = getattr(typing if name in _OF_TYPING else collections_abc, name, None)
    return StandardClass(fullname, made) if isinstance(made, type) else None


def is_standard_name(name: str) -> bool:
    """Whether a class of the standard library that types may show has this name."""
    return any(standard_class(f"{module}.{name}") for module in (*_MODULES, "typing"))


def _of_module(module: str, name: str) -> object:
    try:
        return getattr(import_module(module), name, None)
    except ImportError:  # Some builds of Python leave modules out, such as sqlite3.
        return None


def library_class(fullname: str) -> LibraryClass | None:
    """A class of a library that is not read."""
    if fullname in _LIBRARY:
        return _LIBRARY[fullname]
    if fullname in ADDRESSES or fullnames.is_sqlalchemy_class(fullname):
        return LibraryClass(fullname, has_any_name=True)
    return None


def _name_of(cls: type) -> str:
    module = {"collections.abc": "typing", "pathlib._local": "pathlib"}.get(
        cls.__module__, cls.__module__
    )
    return f"{module}.{cls.__qualname__}"
