"""What pyright takes for an application of 500 routes: with plain FastAPI, with the generated stubs,
and with the typed routers.

Run with `python benchmarks/editor_cost.py [--rounds N]`. The three take turns; compared is the
processor time of pyright, as the median of the ratios. Exits 1 when one is over the limit.
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
from typing import Annotated

from fastapi import Query
from shared import Item, Session, User, get_session, get_user
{imports}

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
    return Item(key=min(key, limit), name=session.get(key) + user.name)


@router.delete("/{number}/{{key}}", status_code=204)
async def remove_{number}(
    key: int, session: Annotated[Session, Depends(get_session)], user: User = Depends(get_user)
) -> None:
    session.get(key)
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


def write_application(folder: Path, library: tuple[str, str, str]) -> None:
    """Write 500 routes in 25 modules."""
    package, router, app = library
    folder.mkdir()
    depends = f"from {package} import Depends"
    (folder / "shared.py").write_text(SHARED.format(imports=depends))
    for number in range(MODULES):
        head = MODULE.format(imports=f"{depends}, {router}", router=router, number=number)
        routes = "".join(ROUTE.format(number=one) for one in range(ROUTES // 2))
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        plain, stubs, typed = (Path(folder, name) for name in ("plain", "stubs", "typed"))
        write_application(plain, PLAIN)
        write_application(stubs, PLAIN)
        write_application(typed, TYPED)
        write_stubs(stubs)
        times = [tuple(seconds(one) for one in (plain, stubs, typed)) for _ in range(rounds)]
    print(f"plain FastAPI    {statistics.median(one[0] for one in times):5.2f} s")
    ratios = {
        name: statistics.median(one[place] / one[0] for one in times)
        for place, name in ((1, "generated stubs"), (2, "typed routers"))
    }
    for name, ratio in ratios.items():
        print(f"{name:16} {ratio:5.2f} of it (limit {LIMIT})")
    return 0 if all(ratio <= LIMIT for ratio in ratios.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
