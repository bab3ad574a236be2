"""What pyright takes for an application of 500 routes: with plain FastAPI, with the generated stubs,
and with the typed routers.

Run with `python benchmarks/editor_cost.py [--rounds N]`. There are two applications: one whose
handlers are a line or two, so that hardly anything but routes and dependencies is checked, and one
whose handlers have the 25 lines that those of real applications have. Of each, the three take turns;
compared is the processor time of pyright, as the median of the ratios. Exits 1 when one is over the
limit.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1.10
MODULES, ROUTES = 25, 20
ROOT = Path(__file__).parents[1]

SHARED = """\
from collections.abc import AsyncIterator

from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
{imports}

oauth2 = OAuth2PasswordBearer(tokenUrl="token")


class Session:
    def get(self, key: int) -> str:
        return str(key)


class User(BaseModel):
    name: str


class Item(BaseModel):
    key: int
    name: str


async def get_session() -> AsyncIterator[Session]:
    yield Session()


def get_user(token: str = Depends(oauth2)) -> User:
    return User(name=token)
"""
MODULE = """\
import json
import logging
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from typing import Annotated

from fastapi import HTTPException, Query
from shared import Item, Session, User, get_session, get_user
{imports}

logger = logging.getLogger(__name__)
router = {router}(prefix="/part{number}", tags=["part{number}"])
"""
ROUTE = """

@router.get("/{number}/{{key}}", response_model=Item)
async def read_{number}(
    key: int,
    limit: Annotated[int, Query(gt=0)] = 10,
    session: Session = Depends(get_session),
    user: User = Depends(get_user),
) -> Item:
{body}    return Item(key=min(key, limit), name=session.get(key) + user.name)


@router.delete("/{number}/{{key}}", status_code=204)
async def remove_{number}(
    key: int, session: Annotated[Session, Depends(get_session)], user: User = Depends(get_user)
) -> None:
{body}    session.get(key)
"""
BODY = """\
    started = datetime.now(tz=timezone.utc)
    found: dict[int, list[Item]] = defaultdict(list)
    names = session.get(key).split(",")
    for position, name in enumerate(names):
        item = Item(key=position, name=name.strip().lower())
        if item.key > key and item.name.startswith(user.name):
            found[item.key % 7].append(item.model_copy(update={"name": user.name}))
        elif not item.name:
            continue
        else:
            found[item.key].extend(
                Item(key=one, name=f"{one}/{item.name}") for one in range(position)
            )
    longest = max((len(group) for group in found.values()), default=0)
    by_name = {item.name: item for group in found.values() for item in group}
    ordered = sorted(by_name.items(), key=lambda pair: (pair[1].key, pair[0]))
    if not ordered or longest > len(names):
        raise HTTPException(status_code=404, detail=f"nothing for {key}")
    first, last = ordered[0][1], ordered[-1][1]
    try:
        page = json.loads(json.dumps([item.model_dump() for _, item in ordered]))
    except ValueError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    took = datetime.now(tz=timezone.utc) - started
    if took > timedelta(seconds=5) and first.key != last.key:
        logger.warning("%s of %s took %s", len(page), user.name, took.total_seconds())
"""
MAIN = """\
{imports}
{parts}

app = {app}(title="application")
for part in ({routers}):
    app.include_router(part, prefix="/api")
"""
PLAIN = ("fastapi", "APIRouter", "FastAPI")
TYPED = ("scoped_fastapi", "ScopedRouter", "ScopedFastAPI")


def write_application(folder: Path, library: tuple[str, str, str], body: str) -> None:
    """Write 500 routes in 25 modules; the handlers do what `body` says before they return."""
    package, router, app = library
    folder.mkdir()
    depends = f"from {package} import Depends"
    (folder / "shared.py").write_text(SHARED.format(imports=depends))
    for number in range(MODULES):
        head = MODULE.format(imports=f"{depends}, {router}", router=router, number=number)
        routes = "".join(ROUTE.format(number=one, body=body) for one in range(ROUTES // 2))
        (folder / f"part{number}.py").write_text(head + routes)
    parts = "\n".join(f"from part{one} import router as router{one}" for one in range(MODULES))
    routers = ", ".join(f"router{one}" for one in range(MODULES))
    imports = f"from {package} import {app}"
    main = MAIN.format(imports=imports, parts=parts, app=app, routers=routers)
    (folder / "main.py").write_text(main)
    settings = {"extraPaths": [str(ROOT)], "exclude": ["typings"]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))


def seconds(folder: Path) -> float:
    """Return the processor time that pyright takes for a folder without errors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).with_name("pyright")), "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"pyright finds errors in the application:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_stubs(folder: Path) -> None:
    """Let the command write the stubs into the application."""
    paths = os.pathsep.join(str(ROOT / name) for name in (".", "checker"))
    subprocess.run(
        [sys.executable, "-m", "scoped_fastapi_check", "stubs", "--python", sys.executable],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def compare(body: str, rounds: int) -> list[float]:
    """Print what plain FastAPI takes, and print and return the ratios of the other two."""
    with tempfile.TemporaryDirectory() as folder:
        plain, stubs, typed = (Path(folder, name) for name in ("plain", "stubs", "typed"))
        write_application(plain, PLAIN, body)
        write_application(stubs, PLAIN, body)
        write_application(typed, TYPED, body)
        write_stubs(stubs)
        times = [tuple(seconds(one) for one in (plain, stubs, typed)) for _ in range(rounds)]
    print(f"  plain FastAPI    {statistics.median(one[0] for one in times):5.2f} s")
    ratios = [statistics.median(one[place] / one[0] for one in times) for place in (1, 2)]
    for name, ratio in zip(("generated stubs", "typed routers"), ratios, strict=True):
        print(f"  {name:16} {ratio:5.2f} of it (limit {LIMIT})")
    return ratios


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    print("handlers of a line or two")
    short = compare("", rounds)
    print("handlers of 25 lines")
    long = compare(BODY, rounds)
    return 0 if all(ratio <= LIMIT for ratio in (*short, *long)) else 1


if __name__ == "__main__":
    sys.exit(main())
