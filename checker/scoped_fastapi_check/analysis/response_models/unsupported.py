"""Classes of the standard library that pydantic has no schema for, by their full names.

Most are known by two names: where users import them from, and where they are defined.
"""

from typing import Final

_COLLECTIONS: Final = (
    *("typing.Iterator", "typing.AsyncIterator", "typing.AsyncIterable", "typing.AsyncGenerator"),
    *("typing.KeysView", "typing.ValuesView", "typing.ItemsView"),
    *("typing.Awaitable", "typing.Coroutine", "builtins.bytearray", "builtins.memoryview"),
    *("builtins.range", "types.SimpleNamespace", "argparse.Namespace", "array.array"),
    *("http.cookies.SimpleCookie", "email.message.EmailMessage", "configparser.ConfigParser"),
)
_FILES: Final = (
    *("typing.IO", "typing.TextIO", "typing.BinaryIO", "io.BytesIO", "io.StringIO"),
    *("io.TextIOWrapper", "io.BufferedReader", "io.BufferedWriter", "_io.BytesIO", "_io.StringIO"),
    *("_io.TextIOWrapper", "_io.BufferedReader", "_io.BufferedWriter", "zipfile.ZipFile"),
)
_CONNECTIONS: Final = (
    *("sqlite3.Connection", "sqlite3.Cursor", "sqlite3.Row", "socket.socket", "smtplib.SMTP"),
    *("ssl.SSLContext", "subprocess.Popen", "logging.Logger", "logging.LoggerAdapter"),
)
_CONCURRENCY: Final = (
    *("asyncio.Queue", "asyncio.queues.Queue", "asyncio.Lock", "asyncio.locks.Lock"),
    *("asyncio.Event", "asyncio.locks.Event", "asyncio.Semaphore", "asyncio.locks.Semaphore"),
    *("asyncio.AbstractEventLoop", "asyncio.events.AbstractEventLoop"),
    *("asyncio.Task", "asyncio.tasks.Task", "_asyncio.Task", "threading.Thread"),
    *("threading.Event", "queue.Queue", "concurrent.futures.Executor", "concurrent.futures.Future"),
    *("concurrent.futures._base.Executor", "concurrent.futures._base.Future"),
    *("concurrent.futures.ThreadPoolExecutor", "concurrent.futures.ProcessPoolExecutor"),
    *("concurrent.futures.thread.ThreadPoolExecutor", "contextlib.ExitStack"),
    *("concurrent.futures.process.ProcessPoolExecutor", "contextlib.AsyncExitStack"),
)
_EXCEPTIONS: Final = (
    *("builtins.BaseException", "builtins.Exception", "builtins.ValueError", "builtins.TypeError"),
    *("builtins.LookupError", "builtins.KeyError", "builtins.RuntimeError", "builtins.OSError"),
)
UNSUPPORTED: Final = frozenset((*_EXCEPTIONS, *_COLLECTIONS, *_FILES, *_CONNECTIONS, *_CONCURRENCY))
# Bases that give a class that is derived from them no schema, whatever they have themselves.
NEUTRAL_BASES: Final = frozenset(
    {
        *("builtins.object", "builtins.BaseException", "builtins.Exception", "abc.ABC"),
        *("builtins.str", "builtins.bytes", "builtins.int", "builtins.float"),
        *("builtins.list", "builtins.dict", "builtins.set", "builtins.frozenset"),
        *("typing.Generic", "typing.Protocol", "typing.Hashable", "typing.Sized"),
        *("typing.Container", "typing.Collection", "typing.Reversible", "typing.Iterable"),
        *("typing.Iterator", "typing.Sequence", "typing.MutableSequence", "typing.AbstractSet"),
        *("typing.MutableSet", "typing.Mapping", "typing.MutableMapping"),
    }
)
