from dataclasses import dataclass


@dataclass
class Reader:
    id: int
    email: str


class Session:
    def all(self) -> list[Reader]:
        return [Reader(1, "a@b.c")]
