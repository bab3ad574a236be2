from .models import Reader, Session
from .schemas import ReaderBase


def list_readers(session: Session) -> list[ReaderBase]:
    return session.all()  # type: ignore[return-value]


async def load_readers(session: Session) -> list[ReaderBase]:
    found = session.all()
    return found  # type: ignore[return-value]


def get_reader() -> ReaderBase:
    return Reader(1, "a@b.c")  # type: ignore[return-value]


def make_readers() -> list[ReaderBase]:
    return [ReaderBase(email="a@b.c")]
