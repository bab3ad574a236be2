from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends

from . import database


class Service:
    def __init__(self, session: database.SessionDep) -> None:
        self.session = session


async def get_service(service: Annotated[Service, Depends()]) -> Service:
    return service


async def audited(service: Annotated[Service, Depends(Service)]) -> AsyncIterator[Service]:
    yield service
    service.session.use()


async def audited_twice(
    service: Service = Depends(get_service),
    other: Service = Depends(Service),
) -> AsyncIterator[Service]:
    yield service
    service.session.use()


ServiceDep = Annotated[Service, Depends(audited, scope="function")]
