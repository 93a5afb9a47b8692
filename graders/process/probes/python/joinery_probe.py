"""The probe inside Python: says what this process starts, runs, writes, sends, collects, and how it ends.

It wraps the few calls of `os`, `_posixsubprocess` and `_winapi` that every module for processes ends in, before any of those modules is loaded. It
must change nothing that a program can notice: it prints nothing and raises nothing of its own. It lives inside the program that it watches, so it is
an honest witness of honest programs and no guard.
"""

import atexit
import os
import sys

from joinery_family import HandOn, watch_execs, watch_forks, watch_waits
from joinery_log import Log, argv_of
from joinery_wrap import replace
from joinery_writes import watch_sockets, watch_writes


def watch(folder, here, after_import):
    """A fault of the probe is told to whoever reads the record, and the program runs on without it."""
    log = Log(folder)
    try:
        _watch(log, folder, here, after_import)
    except Exception as fault:
        log.report(fault=repr(fault))


def _watch(log, folder, here, after_import):
    hand_on = HandOn(folder, here)
    log.report(kind="start", parent=os.getppid())
    log.report(kind="exec", argv=_own_argv())
    watch_forks(log)
    watch_execs(log, hand_on)
    watch_waits(log)
    watch_writes(log)
    _watch_end(log)
    after_import("socket", lambda module: watch_sockets(log, module.socket))
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


def _watch_end(log):
    """Python tells nobody the code that it ends with; who collects the process knows it better. An uncaught exception leaves its mark in `sys`."""

    def make_exit(original):
        def _exit(status):
            log.report(kind="exit", exit={"code": status & 0xFF if os.name != "nt" else status})
            original(status)

        return _exit

    replace(os, "_exit", make_exit)
    atexit.register(lambda: log.report(kind="exit", exit={"code": 1 if hasattr(sys, "last_type") else 0}))
