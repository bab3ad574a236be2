from collections.abc import Iterator

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("close")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()  # E[fastapi-teardown]


def get_swallowing() -> Iterator[Session]:
    try:
        yield Session()
    except Exception:  # E[fastapi-teardown]
        print("failed")


class Sessions:
    def get(self) -> Iterator[Session]:
        try:
            yield Session()
        except Exception:  # E[fastapi-teardown]
            print("failed")


sessions = Sessions()


def get_closed() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


# Nothing depends on it.
def of_a_script() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()
