# Classes in place of classes: of a subclass, of one that is made to look like it, of one that nothing is known of.
from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


class Mailer:
    def send(self) -> str:
        return "sent"


class QuietMailer(Mailer):
    def send(self) -> str:
        return ""


class FakeMailer:
    def send(self) -> str:
        return "fake"


def get_mailer_class() -> type[Mailer]:
    return Mailer


def get_other_class() -> type[Mailer]:
    return Mailer


def get_factory() -> Callable[[], Mailer]:
    return Mailer


def get_some_class() -> type:
    return FakeMailer


def get_quiet() -> type[QuietMailer]:
    return QuietMailer


def get_fake() -> type[FakeMailer]:
    return FakeMailer


def get_anything() -> type[Any]:
    return FakeMailer


app = FastAPI()


@app.get("/")
def read(
    one: type[Mailer] = Depends(get_mailer_class),
    other: type[Mailer] = Depends(get_other_class),
    factory: Callable[[], Mailer] = Depends(get_factory),
    cls: type = Depends(get_some_class),
) -> list[str]:
    return [one().send(), other().send(), factory().send(), cls.__name__]


app.dependency_overrides[get_mailer_class] = get_quiet
app.dependency_overrides[get_other_class] = get_fake
app.dependency_overrides[get_factory] = get_fake
app.dependency_overrides[get_some_class] = get_anything
app.dependency_overrides.update({get_mailer_class: lambda: FakeMailer})


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["fake", "fake", "fake", "FakeMailer"]
