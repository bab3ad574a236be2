"""The program that stands between the command and a checker, and ends it when the command is gone.

Whatever ends the command, SIGKILL included, closes its end of a socket; this program then ends the
process group of the checker, with all that the checker has started. It also ends a group that takes more
memory than it may. It is started with `python -I -S -c`, so that it is there in a few milliseconds, and so
imports nothing of ours.

The socket carries the command (see `child_process`) in, and lines out: `started PID`, `failed ERRNO`,
`memory BYTES`, `ended STATUS`.
"""

import os
import select
import signal
import sys
import time
from types import FrameType

# How often to look at the memory of the group, in seconds.
_LOOK = 0.2
_TIMES_TO_WAIT = 50


def main() -> None:
    """Start the command, and stay until it or whoever asked for it has ended."""
    control, limit = int(sys.argv[1]), int(sys.argv[2])
    os.set_inheritable(control, False)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, _ignore)
    child = _start(_command(control), control)
    try:
        _stay(child, control, woken, limit)
    finally:
        _end(child)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """What waits is woken by the descriptor, but only for a signal that is handled."""


def _command(control: int) -> list[bytes]:
    """Read the arguments: their length in digits, a line break, and then each of them before a zero."""
    length = b""
    while not length.endswith(b"\n"):
        length += _read(control, 1)
    left, data = int(length), b""
    while len(data) < left:
        data += _read(control, left - len(data))
    return data.split(b"\0")[:-1]


def _read(control: int, size: int) -> bytes:
    data = os.read(control, size)
    if not data:
        os._exit(0)  # Whoever wanted it has gone.
    return data


def _start(command: list[bytes], control: int) -> int:
    failed, failing = os.pipe()
    child = os.fork()
    if child == 0:
        _become(command, failing)
    os.close(failing)
    # Else nobody would notice that the checker has closed its streams.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if error := os.read(failed, 20):
        _tell(control, b"failed %b" % error)
        os._exit(0)
    _tell(control, b"started %d" % child)
    return child


def _become(command: list[bytes], failing: int) -> None:
    try:
        os.setpgid(0, 0)
        # Python ignores some signals, and what it starts would inherit that.
        for name in ("SIGPIPE", "SIGXFSZ"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.execv(command[0], command)
    except OSError as error:
        os.write(failing, b"%d" % (error.errno or 0))
    finally:
        os._exit(127)


def _stay(child: int, control: int, woken: int, limit: int) -> None:
    looked = 0.0
    while True:
        ready = select.select([control, woken], [], [], _LOOK if limit else None)[0]
        if woken in ready:
            os.read(woken, 1000)
        if control in ready and not os.read(control, 1000):
            return
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _tell(control, b"ended %d" % os.waitstatus_to_exitcode(status))
            return
        if limit and time.monotonic() - looked > _LOOK:
            looked = time.monotonic()
            if (used := resident(child)) > limit:
                _tell(control, b"memory %d" % used)
                return


def _end(group: int) -> None:
    try:  # noqa: SIM105 - what else would be imported takes longer than all of this.
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    # In a container nobody else may take note that it has ended.
    for _ in range(_TIMES_TO_WAIT):
        try:
            if os.waitpid(group, os.WNOHANG)[0]:
                return
        except ChildProcessError:
            return
        time.sleep(_LOOK / 10)


def _tell(control: int, line: bytes) -> None:
    try:  # noqa: SIM105
        os.write(control, line + b"\n")
    except OSError:
        pass  # Nobody listens any more.


def resident(group: int) -> int:
    """The bytes of memory that the processes of a group have together."""
    try:
        numbers = [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return _resident_without_proc(group)
    return sum(_resident_of(number) for number in numbers if _group_of(number) == group)


def _group_of(number: int) -> int:
    try:
        return os.getpgid(number)
    except OSError:
        return 0


def _resident_of(number: int) -> int:
    try:
        with open(f"/proc/{number}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def _resident_without_proc(group: int) -> int:
    """The same where there is no `/proc`, as on macOS: `ps` tells it in kilobytes."""
    import subprocess

    lines = subprocess.run(
        ["/bin/ps", "-A", "-o", "pgid=,rss="], capture_output=True, check=False
    ).stdout.splitlines()
    fields = [line.split() for line in lines]
    return sum(int(size) * 1024 for number, size in fields if int(number) == group)


if __name__ == "__main__":
    main()
