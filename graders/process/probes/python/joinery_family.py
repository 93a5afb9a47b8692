"""Tells of the processes that this one starts, becomes and collects, and hands the probe on to them.

Every module for processes (`multiprocessing`, `subprocess`, `asyncio`, `concurrent.futures`) ends in the few calls that are wrapped here.
"""

import os

from joinery_log import argv_of, now
from joinery_wrap import replace

_BY_SIGNAL = (2, 3)  # CLD_KILLED and CLD_DUMPED, which `os` names since 3.9


class HandOn:
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


def watch_forks(log):
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
        replace(os, "fork", make_fork)
        replace(os, "forkpty", make_fork)


def watch_execs(log, hand_on):
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
        def execv(path, argv, /):
            log.report(kind="exec", argv=argv_of(argv))
            return original(path, argv)

        return execv

    def make_exec_in(original):
        def execve(path, argv, env):
            log.report(kind="exec", argv=argv_of(argv))
            return original(path, argv, hand_on.mapping(env))

        return execve

    try:
        import _posixsubprocess
    except ImportError:
        pass
    else:
        replace(_posixsubprocess, "fork_exec", make_fork_exec)
    replace(os, "posix_spawn", make_spawn)
    replace(os, "posix_spawnp", make_spawn)
    if os.name != "nt":
        replace(os, "execv", make_exec)
        replace(os, "execve", make_exec_in)


def watch_waits(log):
    def make_wait(original):
        def wait(*args, **options):
            result = original(*args, **options)
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
            replace(os, name, make_wait)
        replace(os, "waitid", make_waitid)
