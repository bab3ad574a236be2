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
        for module in ("requests", "requests.api", "httpx", "httpx._api")
        for name in ("get", "options", "head", "post", "put", "patch", "delete", "request")
    }
    | {"httpx.stream", "httpx._api.stream"}
)
"""Functions that wait: for time, a process, a disk or a network."""

# What makes an object whose methods wait, where no type says so: boto3 makes its classes as it runs.
FACTORIES: Final = frozenset({"boto3.client", "boto3.resource"})
FACTORY_HARMLESS: Final = frozenset(
    {"can_paginate", "get_paginator", "get_waiter", "generate_presigned_url", "close"}
    | {
        "generate_presigned_post",
        "Bucket",
        "Object",
        "Table",
        "Queue",
        "Topic",
        "get_available_subresources",
    }
)

# A file that `open` has opened.
OPEN: Final = frozenset({"builtins.open", "io.open", "_io.open"})
FILE_METHODS: Final = frozenset(
    {"read", "readline", "readlines", "readinto", "write", "writelines", "flush"}
)

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

METHODS: Final[dict[str, frozenset[str]]] = {
    "sqlmodel.orm.session.Session": _SESSION | {"exec"},
    "sqlalchemy.orm.session.Session": _SESSION,
    fullnames.SCOPED_SESSION: _SESSION,
    "sqlalchemy.orm.query.Query": _QUERY,
    "sqlalchemy.engine.base.Connection": _SESSION | {"exec_driver_sql"},
    "sqlalchemy.engine.base.Engine": frozenset({"connect", "begin", "raw_connection"}),
    "requests.sessions.Session": _HTTP,
    "httpx._client.Client": _HTTP,
    "httpx.Client": _HTTP,
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
    "concurrent.futures._base.Future": frozenset({"result", "exception"}),
    "pathlib.Path": frozenset({"read_text", "read_bytes", "write_text", "write_bytes"}),
    "urllib3.poolmanager.PoolManager": frozenset({"request", "urlopen"}),
    "smtplib.SMTP": frozenset({"sendmail", "send_message", "login", "starttls", "connect"}),
}
"""Methods that wait, by the classes that have them; classes that derive from one have them, too."""

WHOLE_CLASSES: Final[dict[str, frozenset[str]]] = {
    "redis.client.Redis": frozenset({"pipeline", "lock", "pubsub", "register_script", "close"}),
    "redis.Redis": frozenset({"pipeline", "lock", "pubsub", "register_script", "close"}),
    "botocore.client.BaseClient": FACTORY_HARMLESS,
}
"""Classes all of whose methods wait, but for these."""

# What runs a function in a thread: it is handed the function, and calls nothing here.
MENTIONS: Final = frozenset(
    {name.partition(".")[0].encode() for name in (*FUNCTIONS, *METHODS, *WHOLE_CLASSES)}
    | {b"open", b"boto3"}
)
