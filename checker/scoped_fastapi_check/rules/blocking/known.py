"""What blocks the thread that calls it, by full names: data, which users extend by `blocking`."""

from __future__ import annotations

from typing import Final

from scoped_fastapi_check.model import fullnames

FUNCTIONS: Final = frozenset(
    {
        "time.sleep",
        "os.system",
        "os.popen",
        "socket.create_connection",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "urllib.request.urlopen",
        "urllib.request.urlretrieve",
        "sqlite3.connect",
        "sqlite3.dbapi2.connect",
        "_sqlite3.connect",
        "psycopg.connect",
        "psycopg2.connect",
        "pymysql.connect",
    }
    | {f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output")}
    | {f"subprocess.{name}" for name in ("getoutput", "getstatusoutput")}
    | {f"shutil.{name}" for name in ("copyfile", "copy", "copy2", "copytree", "copyfileobj")}
    | {f"shutil.{name}" for name in ("move", "rmtree", "make_archive", "unpack_archive")}
    | {
        f"{module}.{name}"
        for module in ("requests", "requests.api", "httpx", "httpx._api", "httpx2", "httpx2._api")
        for name in ("get", "options", "head", "post", "put", "patch", "delete", "request")
    }
    | {f"{module}.stream" for module in ("httpx", "httpx._api", "httpx2", "httpx2._api")}
)
"""Functions that wait: for time, a process, a disk or a network."""

# What makes an object whose methods wait, where no type says so: boto3 makes its classes as it runs.
FACTORIES: Final = frozenset({"boto3.client", "boto3.resource"})
# What makes an object that has methods of these names, and methods that make one of another's.
FACTORY_SESSIONS: Final = frozenset({"boto3.Session", "boto3.session.Session"})
FACTORY_PARTS: Final = frozenset({"Bucket", "Object", "Table", "Queue", "Topic"})
FACTORY_HARMLESS: Final = frozenset(
    {"can_paginate", "get_paginator", "get_waiter", "generate_presigned_url", "close"}
    | {"generate_presigned_post", "get_available_subresources"}
    | FACTORY_PARTS
)

# A file that `open` has opened.
OPEN: Final = frozenset({"builtins.open", "io.open", "_io.open"})
FILE_METHODS: Final = frozenset(
    {"read", "readline", "readlines", "readinto", "write", "writelines", "flush"}
)
# What reads such a file, or writes to it, and at which place it is given the file.
FILE_FUNCTIONS: Final = {
    **{f"{module}.load": 0 for module in ("json", "pickle", "_pickle", "tomllib", "marshal")},
    **{f"{module}.dump": 1 for module in ("json", "pickle", "_pickle", "marshal")},
    **{f"yaml.{name}": 0 for name in ("load", "safe_load")},
    **{f"yaml.{name}": 1 for name in ("dump", "safe_dump")},
}

# Sessions, connections, and what these give.
SQLMODEL_SESSION: Final = "sqlmodel.orm.session.Session"
SESSION: Final = "sqlalchemy.orm.session.Session"
ENGINE: Final = "sqlalchemy.engine.base.Engine"
CONNECTION: Final = "sqlalchemy.engine.base.Connection"

_SESSION: Final = frozenset(
    {"execute", "scalar", "scalars", "get", "get_one", "commit", "flush", "refresh", "rollback"}
    | {"merge", "bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings", "connection"}
)
_QUERY: Final = frozenset(
    {"all", "first", "one", "one_or_none", "scalar", "count", "get", "delete", "update"}
)
_HTTP: Final = frozenset(
    {"get", "options", "head", "post", "put", "patch", "delete", "request", "send", "stream"}
)
_CURSOR: Final = frozenset(
    {"execute", "executemany", "executescript", "callproc", "fetchone", "fetchmany", "fetchall"}
    | {"copy"}
)
_CONNECTION: Final = frozenset(
    {"execute", "executemany", "executescript", "commit", "rollback", "connect", "ping"}
)
_COLLECTION: Final = frozenset(
    {"find_one", "insert_one", "insert_many", "update_one", "update_many", "replace_one"}
    | {"delete_one", "delete_many", "count_documents", "estimated_document_count", "aggregate"}
    | {"distinct", "find_one_and_update", "find_one_and_replace", "find_one_and_delete"}
    | {"bulk_write", "create_index", "create_indexes", "drop_index", "drop", "rename"}
)
_DATABASE: Final = frozenset({"command", "list_collection_names", "drop_collection"})

# These wait only while the call that they stand for goes on, or as long as nobody has said otherwise.
FUTURE: Final = "concurrent.futures._base.Future"
SOCKET: Final = "socket.socket"

_FTP: Final = frozenset(
    {"connect", "login", "retrbinary", "storbinary", "retrlines", "storlines", "nlst", "dir", "cwd"}
    | {"delete", "mkd", "rename", "size", "quit"}
)

METHODS: Final[dict[str, frozenset[str]]] = {
    SQLMODEL_SESSION: _SESSION | {"exec"},
    SESSION: _SESSION,
    fullnames.SCOPED_SESSION: _SESSION,
    fullnames.QUERY: _QUERY,
    CONNECTION: _SESSION | {"exec_driver_sql"},
    ENGINE: frozenset({"connect", "begin", "raw_connection"}),
    "requests.sessions.Session": _HTTP,
    "httpx._client.Client": _HTTP,
    "httpx.Client": _HTTP,
    "httpx2._client.Client": _HTTP,
    "httpx2.Client": _HTTP,
    "sqlite3.Connection": _CONNECTION,
    "_sqlite3.Connection": _CONNECTION,
    "sqlite3.dbapi2.Connection": _CONNECTION,
    "sqlite3.Cursor": _CURSOR,
    "_sqlite3.Cursor": _CURSOR,
    "sqlite3.dbapi2.Cursor": _CURSOR,
    "psycopg.Connection": _CONNECTION,
    "psycopg.connection.Connection": _CONNECTION,
    "psycopg.cursor.Cursor": _CURSOR,
    "psycopg.Cursor": _CURSOR,
    "psycopg2.extensions.connection": _CONNECTION,
    "psycopg2._psycopg.connection": _CONNECTION,
    "psycopg2.extensions.cursor": _CURSOR,
    "psycopg2._psycopg.cursor": _CURSOR,
    "pymysql.connections.Connection": _CONNECTION,
    "pymysql.cursors.Cursor": _CURSOR,
    "pymongo.collection.Collection": _COLLECTION,
    "pymongo.synchronous.collection.Collection": _COLLECTION,
    "pymongo.database.Database": _DATABASE,
    "pymongo.synchronous.database.Database": _DATABASE,
    "subprocess.Popen": frozenset({"wait", "communicate"}),
    "threading.Thread": frozenset({"join"}),
    "threading.Event": frozenset({"wait"}),
    "queue.Queue": frozenset({"join"}),
    FUTURE: frozenset({"result", "exception"}),
    "pathlib.Path": frozenset({"read_text", "read_bytes", "write_text", "write_bytes"}),
    "urllib3.poolmanager.PoolManager": frozenset({"request", "urlopen"}),
    "smtplib.SMTP": frozenset({"sendmail", "send_message", "login", "starttls", "connect"}),
    "imaplib.IMAP4": frozenset({"login", "select", "search", "fetch", "store", "list", "logout"}),
    "ftplib.FTP": _FTP,
    "http.client.HTTPConnection": frozenset({"connect", "request", "getresponse", "endheaders"}),
    SOCKET: frozenset({"connect", "accept", "recv", "recv_into", "recvfrom", "sendall"}),
    # One that only keeps commands until it executes them: it derives from the client.
    "redis.client.Pipeline": frozenset({"execute", "watch"}),
}
"""Methods that wait, by the classes that have them; classes that derive from one have them, too."""

ITERATED: Final = frozenset(
    {fullnames.QUERY, "pymongo.synchronous.cursor.Cursor", "pymongo.cursor.Cursor"}
)
"""What waits when somebody goes through it."""

ITERATED_WORDS: Final = (b"query", b"find")

_REDIS_HARMLESS: Final = frozenset(
    {"pipeline", "lock", "pubsub", "register_script", "close", "monitor", "client", "from_url"}
    | {"scan_iter", "hscan_iter", "sscan_iter", "zscan_iter", "from_pool", "get_encoder"}
    | {"json", "ft", "ts", "bf", "cf", "cms", "topk", "tdigest", "vset"}
    | {"get_connection_kwargs", "get_retry", "set_retry", "set_response_callback"}
)

WHOLE_CLASSES: Final[dict[str, frozenset[str]]] = {
    "redis.client.Redis": _REDIS_HARMLESS,
    "redis.Redis": _REDIS_HARMLESS,
    "botocore.client.BaseClient": FACTORY_HARMLESS,
}
"""Classes all of whose methods wait, but for these."""
