"""The probe inside Python: says what this process starts, runs, writes, sends, collects, and how it ends.

It wraps the few calls of `os`, `_posixsubprocess` and `_winapi` that every module for processes ends in, before any of those modules is loaded. It
must change nothing that a program can notice: it prints nothing and raises nothing of its own. It lives inside the program that it watches, so it is
an honest witness of honest programs and no guard.
"""

import atexit
import io
import os
import sys

from joinery_log import Log, argv_of, now

_BY_SIGNAL = (2, 3)  # CLD_KILLED and CLD_DUMPED, which `os` names since 3.9


def watch(folder, here, after_import):
    """A fault of the probe is told to whoever reads the record, and the program runs on without it."""
    log = Log(folder)
    try:
        _watch(log, folder, here, after_import)
    except Exception as fault:
        log.report(fault=repr(fault))


def _watch(log, folder, here, after_import):
    hand_on = _HandOn(folder, here)
    log.report(kind="start", parent=os.getppid())
    log.report(kind="exec", argv=_own_argv())
    _watch_forks(log)
    _watch_execs(log, hand_on)
    _watch_waits(log)
    _watch_writes(log)
    _watch_end(log)
    after_import("socket", lambda module: _watch_sockets(log, module.socket))
    if os.name == "nt":
        from joinery_windows import watch_windows

        watch_windows(log, hand_on)


def _own_argv():
    """The command as the kernel got it, where Python (3.10) or the system tells."""
    if hasattr(sys, "orig_argv"):
        return sys.orig_argv
    try:
        with open("/proc/self/cmdline", "rb") as cmdline:
            return argv_of(cmdline.read().split(b"\0")[:-1])
    except OSError:
        return [sys.executable or "python3", *getattr(sys, "argv", [])]


def _replace(owner, name, make):
    """Puts `make(original)` in the place of a function, under its name and with its documentation."""
    original = getattr(owner, name, None)
    if original is None:
        return
    replacement = make(original)
    replacement.__name__ = replacement.__qualname__ = name
    replacement.__module__ = getattr(original, "__module__", None)
    replacement.__doc__ = original.__doc__
    setattr(owner, name, replacement)


class _HandOn:
    """What a child's environment must hold for it to be watched too, whatever environment the program chose for it."""

    def __init__(self, folder, here):
        node = os.path.join(os.path.dirname(here), "node.cjs").replace("\\", "\\\\").replace('"', '\\"')
        self.variables = {"JOINERY_PROBE": (folder, None), "NODE_OPTIONS": (f'--require="{node}"', " "), "PYTHONPATH": (here, os.pathsep)}

    def mapping(self, env):
        """A mapping of names to values, both of them `str` or `bytes`; nothing is a child that inherits this process's environment."""
        if env is None:
            return None if self._is_in(os.environ) else self.mapping(os.environ)
        handed = {os.fsdecode(name): os.fsdecode(value) for name, value in env.items()}
        for name, (own, separator) in self.variables.items():
            theirs = handed.get(name, "")
            if own not in theirs:
                handed[name] = own if separator is None or not theirs else own + separator + theirs
        return handed

    def pairs(self, env):
        """The same for a list of `NAME=value`."""
        handed = self.mapping(None if env is None else dict(os.fsencode(pair).partition(b"=")[::2] for pair in env))
        return None if handed is None else [os.fsencode(f"{name}={value}") for name, value in handed.items()]

    def _is_in(self, env):
        return all(own in env.get(name, "") for name, (own, _) in self.variables.items())


def _watch_forks(log):
    """The parent tells too: a child may be killed before it can speak."""

    def make_fork(original):
        def fork():
            at = now()
            result = original()
            child = result[0] if isinstance(result, tuple) else result
            if child:
                log.report(at, kind="start", pid=child, parent=log.pid)
            return result

        return fork

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=log.begin_child)
        _replace(os, "fork", make_fork)
        _replace(os, "forkpty", make_fork)


def _watch_execs(log, hand_on):
    def started(child, argv, at):
        if child:
            log.report(at, kind="start", pid=child, parent=log.pid)
            log.report(at, kind="exec", pid=child, argv=argv_of(argv))

    def make_fork_exec(original):
        def fork_exec(args, executables, close_fds, keep, cwd, env, *rest):
            at = now()
            child = original(args, executables, close_fds, keep, cwd, hand_on.pairs(env), *rest)
            started(child, args, at)
            return child

        return fork_exec

    def make_spawn(original):
        def posix_spawn(path, argv, env, /, **options):
            at = now()
            child = original(path, argv, hand_on.mapping(env), **options)
            started(child, argv, at)
            return child

        return posix_spawn

    def make_exec(original):
        def execve(path, argv, *env):
            log.report(kind="exec", argv=argv_of(argv))
            return original(path, argv, *map(hand_on.mapping, env))

        return execve

    try:
        import _posixsubprocess
    except ImportError:
        pass
    else:
        _replace(_posixsubprocess, "fork_exec", make_fork_exec)
    _replace(os, "posix_spawn", make_spawn)
    _replace(os, "posix_spawnp", make_spawn)
    if os.name != "nt":
        _replace(os, "execv", make_exec)
        _replace(os, "execve", make_exec)


def _watch_waits(log):
    def make_wait(original):
        def wait(*args):
            result = original(*args)
            log.collected(result[0], result[1])
            return result

        return wait

    def make_waitid(original):
        def waitid(kind, child, options, /):
            result = original(kind, child, options)
            if result is not None and not options & os.WNOWAIT:
                if result.si_code == os.CLD_EXITED:
                    log.collected(result.si_pid, result.si_status << 8)
                elif result.si_code in _BY_SIGNAL:
                    log.collected(result.si_pid, result.si_status)
            return result

        return waitid

    if os.name != "nt":
        for name in ("wait", "waitpid", "wait3", "wait4"):
            _replace(os, name, make_wait)
        _replace(os, "waitid", make_waitid)


def _watch_writes(log):
    def make_write(original):
        def write(fd, data, /):
            at = now()
            written = original(fd, data)
            log.write(fd, data, written, at)
            return written

        return write

    class FileIO(io.FileIO):
        def write(self, data, /):
            at = now()
            written = super().write(data)
            log.write(self.fileno(), data, written, at)
            return written

    _replace(os, "write", make_write)
    FileIO.__module__, FileIO.__qualname__ = "_io", "FileIO"
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = _over(FileIO, getattr(sys, name), fd)
        if stream is not None:
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def _over(file_type, stream, fd):
    """A stream like Python's own in all but its lowest layer, which is of the given type; nothing where Python's own is unusual."""
    if type(stream) is not io.TextIOWrapper:
        return None
    buffer = stream.buffer
    raw = getattr(buffer, "raw", buffer)
    if type(raw) is not io.FileIO or raw.fileno() != fd:
        return None
    own = file_type(fd, "wb", closefd=False)
    own.name = raw.name
    size = getattr(raw, "_blksize", 0)
    size = max(size, io.DEFAULT_BUFFER_SIZE) if size <= 1 or sys.version_info >= (3, 14) else size
    text = io.TextIOWrapper(
        own if buffer is raw else io.BufferedWriter(own, size),
        encoding=stream.encoding,
        errors=stream.errors,
        newline=None if os.name == "nt" else "\n",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    text.mode = "w"
    return text


def _watch_end(log):
    """Python tells nobody the code that it ends with; who collects the process knows it better. An uncaught exception leaves its mark in `sys`."""

    def make_exit(original):
        def _exit(status):
            log.report(kind="exit", exit={"code": status & 0xFF if os.name != "nt" else status})
            original(status)

        return _exit

    _replace(os, "_exit", make_exit)
    atexit.register(lambda: log.report(kind="exit", exit={"code": 1 if hasattr(sys, "last_type") else 0}))


def _watch_sockets(log, socket):
    def make_bind(original):
        def bind(self, address, /):
            original(self, address)
            if isinstance(address, (str, bytes)):
                log.report(kind="serve", path=os.fsdecode(address))

        return bind

    _replace(socket, "bind", make_bind)
