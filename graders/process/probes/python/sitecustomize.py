"""Runs before every Python program of a run, by PYTHONPATH.

It gives programs the same ground on every machine: four processors, or `Pool()` would be a pool of one here and of sixteen there; and `fork` as the
start method where this Python would choose another, unless the program chooses itself. It has lines written as at a terminal. Where JOINERY_PROBE names
a folder, the probe that tells of the program's processes is loaded too. It is a part of every start, so it imports nothing that Python has not loaded already.
"""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_CPUS = 4


def _show_four_cpus():
    for name in ("cpu_count", "process_cpu_count"):
        if hasattr(os, name):
            setattr(os, name, _counting(name, getattr(os, name).__doc__))
    if hasattr(os, "sched_getaffinity"):
        _allow_four_cpus(os.sched_getaffinity, os.sched_setaffinity)


def _allow_four_cpus(allowed, allow):
    chosen = []

    def is_own(pid):
        return pid in (0, os.getpid())

    def shown(pid):
        cpus = sorted(allowed(pid))
        others = (cpu for cpu in range(len(cpus) + _CPUS) if cpu not in cpus)
        return cpus[:_CPUS] + [next(others) for _ in range(_CPUS - len(cpus))]

    def sched_getaffinity(pid, /):
        return set(chosen if chosen and is_own(pid) else shown(pid))

    def sched_setaffinity(pid, mask, /):
        mask, cpus, there = set(mask), shown(pid), sorted(allowed(pid))
        # A processor that is only shown is one of those that there are.
        allow(pid, {there[cpus.index(cpu) % len(there)] if cpu in cpus else cpu for cpu in mask})
        if is_own(pid):
            chosen[:] = mask

    os.sched_getaffinity, os.sched_setaffinity = sched_getaffinity, sched_setaffinity


def _counting(name, doc):
    def count():
        return _CPUS

    count.__name__ = count.__qualname__ = name
    count.__doc__ = doc
    return count


def _prefer_fork(context):
    """`multiprocessing.context` as it is imported: what it takes when a program chooses nothing."""
    forking = getattr(context, "_concrete_contexts", {}).get("fork")
    default = getattr(context, "_default_context", None)
    if forking is not None and hasattr(default, "_default_context"):
        default._default_context = forking


class _AfterImport:
    """A finder that finds nothing by itself: it calls back when one of a few modules has been loaded by its own loader."""

    def __init__(self):
        self.waiting = {}

    def find_spec(self, name, path=None, target=None):
        call_back = self.waiting.pop(name, None)
        if call_back is None:
            return None
        spec = _found(name, path, target)
        loader = getattr(spec, "loader", None)
        if hasattr(loader, "exec_module") and not isinstance(loader, type):
            execute = loader.exec_module

            def exec_module(module):
                del loader.exec_module
                execute(module)
                call_back(module)

            loader.exec_module = exec_module
        return spec


def _found(name, path, target=None):
    for finder in sys.meta_path:
        if not isinstance(finder, _AfterImport) and hasattr(finder, "find_spec"):
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                return spec
    return None


def after_import(name, call_back):
    """Calls back with the module now, if it is loaded, or else as soon as it is."""
    if name in sys.modules:
        call_back(sys.modules[name])
    else:
        _after_import.waiting[name] = call_back


def _shadowed():
    """Another sitecustomize that this one stands before, or nothing: it runs as if this one were not there."""
    others = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != _HERE]
    spec = _found("sitecustomize", others)
    if spec is not None and hasattr(spec.loader, "exec_module"):
        module = type(sys)("sitecustomize")
        module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
        sys.modules["sitecustomize"] = module
        spec.loader.exec_module(module)


def _write_whole_lines():
    """Unbuffered, `print` of several things is as many calls of the kernel and more, and the record holds each of them up."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(line_buffering=True, write_through=False)


_write_whole_lines()
_after_import = _AfterImport()
sys.meta_path.insert(0, _after_import)
_show_four_cpus()
if hasattr(os, "fork"):
    after_import("multiprocessing.context", _prefer_fork)
if os.environ.get("JOINERY_PROBE"):
    import joinery_probe

    joinery_probe.watch(os.environ["JOINERY_PROBE"], _HERE, after_import)
_shadowed()
