"""The same on Windows, where processes are made and waited for by other calls, and a child's environment goes by one of them."""

from joinery_log import now

_STILL_ACTIVE = 259
_TERMINATED = 0x10000  # the code that multiprocessing gives a process that it terminates


def watch_windows(log, hand_on):
    import _winapi

    create, code_of = _winapi.CreateProcess, _winapi.GetExitCodeProcess
    running = {}

    def CreateProcess(application, command, process, thread, inherit, flags, env, cwd, startup, /):
        at = now()
        created = create(application, command, process, thread, inherit, flags, hand_on.mapping(env), cwd, startup)
        handle, _, child, _ = created
        running[int(handle)] = child
        log.report(at, kind="start", pid=child, parent=log.pid)
        log.report(at, kind="exec", pid=child, argv=[str(command or application)])
        return created

    def GetExitCodeProcess(handle, /):
        code = code_of(handle)
        child = running.pop(int(handle), None) if code != _STILL_ACTIVE else None
        if child is not None:
            at = now()
            log.report(at, kind="exit", pid=child, exit={"signal": "SIGTERM"} if code == _TERMINATED else {"code": code})
            log.report(at, kind="reap", child=child)
        return code

    _winapi.CreateProcess, _winapi.GetExitCodeProcess = CreateProcess, GetExitCodeProcess
