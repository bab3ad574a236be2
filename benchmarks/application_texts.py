"""What the modules of a benchmark application consist of, with `$name` for what varies."""

from string import Template
from typing import NamedTuple

DATABASE = '''"""The database of the application."""

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from fastapi import Depends

RowT = TypeVar("RowT")


@dataclass
class Session:
    """A unit of work."""

    rows: dict[tuple[type[Any], int], Any] = field(default_factory=dict)
    is_open: bool = True

    async def get(self, table: type[RowT], key: int) -> RowT | None:
        found: RowT | None = self.rows.get((table, key))
        return found

    def every(self, table: type[RowT]) -> Iterator[RowT]:
        return (row for (kind, _), row in self.rows.items() if kind is table)

    async def add(self, row: object, key: int) -> None:
        self.rows[type(row), key] = row

    async def close(self) -> None:
        self.is_open = False


async def get_session() -> AsyncGenerator[Session, None]:
    session = Session()
    try:
        yield session
    finally:
        await session.close()


SessionDep = Annotated[Session, Depends(get_session)]
'''

SECURITY = '''"""Who is asking."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer

from .database import SessionDep

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


@dataclass
class User:
    """Somebody who can sign in."""

    id: int
    name: str
    is_admin: bool = False


async def get_current_user(
    session: SessionDep, token: Annotated[str, Depends(oauth2_scheme)]
) -> User:
    if token.isdecimal() and (user := await session.get(User, int(token))) is not None:
        return user
    raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Sign in first")


CurrentUser = Annotated[User, Depends(get_current_user)]


async def get_admin(user: CurrentUser) -> User:
    if not user.is_admin:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This is for administrators")
    return user
'''

MAIN = Template('''"""The application."""

from fastapi import FastAPI

$imports

app = FastAPI(title="A benchmark")
$includes
''')

# One area of the application

MODELS_HEAD = Template('''"""What the database holds of $things."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum


class ${Thing}State(Enum):
    """How far it has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass
class $Thing:
    """A row."""

    id: int
    name: str
    owner_id: int
    amount: int = 0
    state: ${Thing}State = ${Thing}State.DRAFT
    tags: list[str] = field(default_factory=list)
    created: datetime = field(default_factory=datetime.now)

    @property
    def is_open(self) -> bool:
        return self.state is ${Thing}State.OPEN

    def age(self, now: datetime) -> timedelta:
        return now - self.created
''')

SCHEMAS_HEAD = Template('''"""What clients send and receive of $things."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .models import ${Thing}State

Name = Annotated[str, Field(min_length=1, max_length=200)]


class ${Thing}In(BaseModel):
    """What is sent to create one."""

    name: Name
    amount: Annotated[int, Field(ge=0)] = 0
    tags: list[str] = Field(default_factory=list, max_length=20)


class ${Thing}Out(BaseModel):
    """What is shown of one."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    amount: int
    state: ${Thing}State
    tags: list[str]
    created: datetime


class ${Thing}Page(BaseModel):
    """Some of them."""

    items: list[${Thing}Out]
    total: int
    next_page: int | None = None
''')

SCHEMA = Template('''

class $Thing$Noun(BaseModel):
    """The $noun of a $thing."""

    $first: Annotated[int, Field(ge=0)] = 0
    $second: str | None = None
    $third: list[Name] = Field(default_factory=list)
    by_state: dict[${Thing}State, int] = Field(default_factory=dict)
    changed: datetime | None = None
''')

DEPENDENCIES_HEAD = Template('''"""What the routes of $things depend on."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException, Query, status

from ..database import SessionDep
from ..security import CurrentUser
from .models import $Thing


async def get_$thing(${thing}_id: int, session: SessionDep) -> $Thing:
    found = await session.get($Thing, ${thing}_id)
    if found is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "There is no such $thing")
    return found


${Thing}Dep = Annotated[$Thing, Depends(get_$thing)]


async def get_own_$thing(found: ${Thing}Dep, user: CurrentUser) -> $Thing:
    if found.owner_id != user.id:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This is somebody else's")
    return found


Own${Thing}Dep = Annotated[$Thing, Depends(get_own_$thing)]


class ${Thing}Filter:
    """What to look for."""

    def __init__(
        self,
        text: str = "",
        at_least: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        locale: Annotated[str | None, Header()] = None,
    ) -> None:
        self.text = text
        self.at_least = at_least
        self.limit = limit
        self.locale = locale

    def accepts(self, one: $Thing) -> bool:
        return one.amount >= self.at_least and self.text in one.name
''')

ROUTES_HEAD = Template('''"""The routes of $things."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Path, Query, status

from ..database import Session, SessionDep, get_session
from ..security import CurrentUser, User, get_admin, get_current_user
from .dependencies import Own${Thing}Dep, ${Thing}Dep, ${Thing}Filter, get_$thing
from .models import $Thing, ${Thing}State
from .schemas import ${Thing}In, ${Thing}Out, ${Thing}Page

router = APIRouter(prefix="/$things", tags=["$things"])


def note(text: str) -> None:
    print(text)


def shown(found: $Thing) -> ${Thing}Out:
    return ${Thing}Out.model_validate(found)
''')

# One of each in turn. Two ways to ask for a dependency: the older one is the more common.
ROUTES = (
    Template('''

@router.get("/$noun", response_model=${Thing}Page)
async def list_$noun(
    wanted: ${Thing}Filter = Depends(), session: Session = Depends(get_session)
) -> ${Thing}Page:
    """List those that are wanted."""
    found = [one for one in session.every($Thing) if wanted.accepts(one)]
    items = [shown(one) for one in found[: wanted.limit]]
    return ${Thing}Page(items=items, total=len(found))
'''),
    Template('''

@router.get("/$noun/{${thing}_id}")
async def show_$noun(found: ${Thing}Dep) -> ${Thing}Out:
    """Show one."""
    return shown(found)
'''),
    Template('''

@router.post("/$noun", status_code=201, response_model=${Thing}Out)
async def add_$noun(
    new: ${Thing}In,
    tasks: BackgroundTasks,
    session: Session = Depends(get_session),
    user: User = Depends(get_current_user),
) -> $Thing:
    """Add one."""
    if len(new.tags) != len(set(new.tags)):
        raise HTTPException(status.HTTP_409_CONFLICT, "A tag is named twice")
    made = $Thing(id=len(new.name), name=new.name, owner_id=user.id, amount=new.amount)
    await session.add(made, made.id)
    tasks.add_task(note, f"{user.name} has added {made.name}")
    return made
'''),
    Template('''

@router.delete("/$noun/{${thing}_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_$noun(found: Own${Thing}Dep) -> None:
    """Remove one."""
    found.state = ${Thing}State.CLOSED
'''),
    Template('''

@router.patch("/$noun/{${thing}_id}", dependencies=[Depends(get_admin)])
async def change_$noun(
    changes: ${Thing}In,
    comment: str = Query("", max_length=200),
    found: $Thing = Depends(get_$thing),
) -> ${Thing}Out:
    """Change one."""
    if comment:
        found.tags.append(comment)
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(found, name, value)
    return shown(found)
'''),
    Template('''

@router.put("/$noun/{${thing}_id}/tags/{tag}")
async def tag_$noun(
    found: Own${Thing}Dep,
    session: SessionDep,
    user: CurrentUser,
    tag: Annotated[str, Path(min_length=1)],
) -> list[str]:
    """Tag one."""
    if tag not in found.tags:
        found.tags.append(tag)
    await session.add(found, user.id)
    return found.tags
'''),
    Template('''

@router.get("/$noun/{${thing}_id}/owner/{name}", response_model=dict[str, int])
async def count_$noun(
    name: str, found: $Thing = Depends(get_$thing), session: Session = Depends(get_session)
) -> dict[str, int]:
    """Count by state."""
    counts: dict[str, int] = {name: found.owner_id}
    for one in session.every($Thing):
        counts[one.state.value] = counts.get(one.state.value, 0) + one.amount
    return counts
'''),
)

# Modules that know nothing of FastAPI

SERVICE_HEAD = Template('''"""What is done with $things: $topic."""

import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

${imports}from .models import $Thing, ${Thing}State

logger = logging.getLogger(__name__)

LIMIT = $number
PATTERN = re.compile(r"^(?P<name>[a-z_]+)-(?P<number>\\d+)$$")
''')


class Addition(NamedTuple):
    """What some modules have besides, and what they import for it."""

    imports: str
    source: Template


SERVICE_WITH_PYDANTIC = Addition(
    "from pydantic import BaseModel, Field\n",
    Template('''

class Settings(BaseModel):
    """What $topic can be told about $things."""

    limit: int = Field(default=LIMIT, ge=1)
    names: list[str] = Field(default_factory=list)
    state: ${Thing}State = ${Thing}State.OPEN
'''),
)
SERVICE_WITH_FASTAPI = Addition(
    "from fastapi import HTTPException\n",
    Template('''

def refuse(reason: str) -> NoReturn:
    """Answer with an error."""
    raise HTTPException(409, f"$topic of $things: {reason}")
'''),
)

FUNCTIONS = (
    Template('''

def total_$noun(rows: Iterable[$Thing], factor: int = $number) -> int:
    """Add up what the open ones amount to."""
    total = 0
    for row in rows:
        if not row.is_open:
            continue
        if row.amount > factor:
            logger.info("%s has %d", row.name, row.amount)
        total += row.amount * factor
    return min(total, LIMIT)
'''),
    Template('''

def ${noun}_by_state(rows: Sequence[$Thing]) -> dict[${Thing}State, list[$Thing]]:
    """Sort by how far they have come."""
    found: defaultdict[${Thing}State, list[$Thing]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.owner_id, one.name)):
        found[row.state].append(row)
    longest = max((len(group) for group in found.values()), default=0)
    logger.debug("%d of %d in the largest group", longest, len(rows))
    return dict(found)
'''),
    Template('''

def parse_$noun(text: str, *, strict: bool = False) -> tuple[str, int] | None:
    """Take a name and a number apart."""
    match = PATTERN.match(text.strip().lower())
    if match is None:
        if strict:
            raise ValueError(f"no $noun: {text!r}")
        return None
    name, number = match.group("name"), int(match.group("number"))
    return name.replace("_", " ").title(), number % $number
'''),
    Template('''

class ${Noun}Report:
    """Collects what is worth to be told."""

    def __init__(self, since: datetime, days: int = $number) -> None:
        self.since = since
        self.until = since + timedelta(days=days)
        self._lines: list[str] = []
        self._counts: Counter[str] = Counter()

    def add(self, row: $Thing) -> bool:
        if not self.since <= row.created < self.until:
            return False
        self._counts.update(row.tags)
        self._lines.append(f"{row.id:6} {row.name:20} {row.amount / 100:.2f}")
        return True

    def lines(self, limit: int | None = None) -> Iterator[str]:
        yield from self._lines if limit is None else self._lines[:limit]
        for tag, count in self._counts.most_common(3):
            yield f"{tag}: {count}"

    @property
    def is_empty(self) -> bool:
        return not self._lines
'''),
    Template('''

def load_$noun(path: Path) -> dict[str, list[int]]:
    """Read numbers from a file, by name."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.warning("cannot read %s: %s", path, error)
        return {}
    return {
        str(name): [int(value) for value in values if str(value).isdecimal()]
        for name, values in content.items()
        if isinstance(values, list)
    }
'''),
    Template('''

def merge_$noun(old: Mapping[str, int], new: Mapping[str, int]) -> dict[str, int]:
    """Put two counts together; what is negative is left out."""
    merged = {name: old.get(name, 0) + new.get(name, 0) for name in {*old, *new}}
    dropped = [name for name, value in merged.items() if value < 0]
    while dropped:
        del merged[dropped.pop()]
    first, *others = sorted(merged.items(), key=lambda pair: -pair[1]) or [("", $number)]
    return dict([first, *others[:LIMIT]])
'''),
    Template('''

async def close_$noun(rows: Iterable[$Thing], now: datetime | None = None) -> list[$Thing]:
    """Close what has been open for too long."""
    closed: list[$Thing] = []
    at = now or datetime.now()
    for row in rows:
        if row.state is ${Thing}State.OPEN and row.age(at) > timedelta(hours=$number):
            row.state = ${Thing}State.CLOSED
            row.tags = [*row.tags, "closed"]
            closed.append(row)
    return closed
'''),
)

METHOD_OF_MODEL = Template('''
    def ${noun}_of(self, other: "$Thing", factor: float = $number) -> list[str]:
        """Compare with another one."""
        same = [tag for tag in self.tags if tag in other.tags]
        if self.amount * factor > other.amount or not same:
            return sorted({self.name, other.name})
        return [f"{tag}: {index}" for index, tag in enumerate(same)]
''')
