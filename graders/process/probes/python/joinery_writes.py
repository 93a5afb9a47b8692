"""Tells of bytes that this process hands to the kernel, by its standard streams or by `os.write`, and of local sockets that it serves."""

import io
import os
import sys

from joinery_log import now
from joinery_wrap import replace


def watch_writes(log):
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

    replace(os, "write", make_write)
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


def watch_sockets(log, socket):
    def make_bind(original):
        def bind(self, address, /):
            original(self, address)
            if isinstance(address, (str, bytes)):
                log.report(kind="serve", path=os.fsdecode(address))

        return bind

    replace(socket, "bind", make_bind)
