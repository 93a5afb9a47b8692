"""Where the probe tells what it saw: lines of JSON, appended one by one to a file of each process's own, so that a killed process has told all it did."""

import os
import stat
import sys
import time

try:
    from _json import encode_basestring_ascii as quoted
except ImportError:
    from json import dumps as quoted

_open, _write, _fstat, _close = os.open, os.write, os.fstat, os.close
_MOST_BYTES = 32 * 2**20  # of writes that one process may tell of: its disk must not fill
_BYTES_AN_EVENT = 64  # for all that a line says besides what was written

if sys.platform == "linux" or sys.version_info >= (3, 10):
    _clock = time.perf_counter  # monotonic, and one clock for all processes
else:
    _clock = time.time  # there and then every process counted perf_counter from its own start


def now():
    return _clock() * 1000


def argv_of(argv):
    return [os.fsdecode(argument) for argument in argv]


def _json(value):
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{quoted(name)}:{_json(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return str(value)


def _end_of(status):
    if not os.WIFSIGNALED(status):
        return {"code": os.WEXITSTATUS(status)}
    import _signal

    number = os.WTERMSIG(status)
    others = ("SIGIOT", "SIGCLD", "SIGPOLL")
    names = [name for name in dir(_signal) if name[:3] == "SIG" and name[3] != "_" and name not in others]
    return {"signal": next((name for name in names if getattr(_signal, name) == number), f"SIG{number}")}


def _is_seen(fd):
    """Whether a standard stream leads to where somebody sees it: not to a file, nor to nowhere."""
    try:
        mode = _fstat(fd).st_mode
    except OSError:
        return False
    return os.isatty(fd) if stat.S_ISCHR(mode) else not stat.S_ISREG(mode)


class Log:
    def __init__(self, folder):
        self.folder = folder
        self.told = 0
        self.fd = None
        self._begin_file()

    def _begin_file(self):
        self.pid = os.getpid()
        path = os.path.join(self.folder, f"{self.pid}.jsonl")
        try:
            self.fd = _open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o666)
            self.file = _fstat(self.fd)[1:3]
        except OSError:
            self.fd = None

    def _is_ours(self):
        """A program may close every descriptor that it does not know, and open another file under our number."""
        try:
            return _fstat(self.fd)[1:3] == self.file
        except OSError:
            return False

    def _append(self, line):
        """A process whose report cannot be written goes on unseen rather than fail."""
        if self.fd is None:
            return
        if not self._is_ours():
            self._begin_file()
        try:
            _write(self.fd, line.encode())
        except (OSError, TypeError):
            pass

    def report(self, at=None, **event):
        at = now() if at is None else at
        self._append(_json({"at": round(at, 3), "by": self.pid, "pid": self.pid, **event}) + "\n")

    def write(self, fd, data, written, at):
        if not written or self.told > _MOST_BYTES or (fd <= 2 and not _is_seen(fd)):
            return
        self.told += written + _BYTES_AN_EVENT
        text = quoted(str(data if len(data) == written else memoryview(data).cast("B")[:written], "latin-1"))
        self._append(f'{{"at":{at:.3f},"by":{self.pid},"pid":{self.pid},"kind":"write","fd":{fd},"bytes":{text}}}\n')

    def collected(self, child, status):
        """What a wait call gave: the end of a child, or something less final."""
        if child > 0 and (os.WIFEXITED(status) or os.WIFSIGNALED(status)):
            at = now()
            self.report(at, kind="exit", pid=child, exit=_end_of(status))
            self.report(at, kind="reap", child=child)

    def begin_child(self):
        """In a child that was just forked: its parent is who this process was until now, though it may be gone already."""
        parent = self.pid
        if self.fd is not None and self._is_ours():
            _close(self.fd)
        self.told = 0
        self._begin_file()
        self.report(kind="start", parent=parent)
