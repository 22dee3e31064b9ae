"""Runs a command, takes note of all that it changes on the disk, and makes chosen calls fail.

Linux on x86-64 alone: each thread is stopped at its system calls by `ptrace`, so that whatever
writes is seen, SQLite and tantivy's native code included.
"""

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

IS_SUPPORTED = sys.platform == "linux" and os.uname().machine == "x86_64"

_TRACEME, _CONT_TO_CALL, _GETREGS, _SETREGS, _SETOPTIONS = 0, 24, 12, 13, 0x4200
_OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x100000  # SYSGOOD, FORK, VFORK, CLONE, EXITKILL
_REGISTERS = struct.Struct("27Q")
_RAX, _RDX, _RSI, _RDI, _CALL, _R10 = 10, 12, 13, 14, 15, 7

_CALLS = {
    0: "read", 17: "read", 1: "write", 18: "pwrite", 20: "unknown", 296: "unknown", 326: "unknown",
    77: "truncate", 82: "rename", 264: "rename", 316: "rename", 87: "unlink", 263: "unlink",
    83: "mkdir", 258: "mkdir", 74: "sync", 75: "sync", 257: "create", 285: "unknown",
}  # fmt: skip
_AT = {264, 316, 263, 258}
"""These take a folder before the path."""

_O_CREAT, _O_TRUNC = os.O_CREAT, os.O_TRUNC


class Operation(NamedTuple):
    """A change of a file or a folder, or what was told on standard output."""

    kind: str
    """write, truncate, create, rename, unlink, mkdir, sync, read or told."""
    path: str
    offset: int = 0
    """Of a write; the new size of a truncate."""
    data: bytes = b""
    target: str = ""
    """The new name of a rename."""


class Run(NamedTuple):
    """What a command did."""

    code: int
    """Its exit code, negative where a signal ended it."""
    output: str
    error: str
    operations: Sequence[Operation]
    eligible: int
    """How many operations there were of the kinds that were to fail."""


class Fault(NamedTuple):
    """Makes one operation fail instead of being done."""

    number: int
    """Which one, counted from 0 over those of the kinds."""
    errno: int
    """With which error; 0 kills the process before the operation."""
    kinds: frozenset[str]


def run(command: Sequence[str], folder: Path, fault: Fault | None = None) -> Run:
    """Run a command, and note what it does within a folder.

    Args:
        command: the command.
        folder: operations on other files are not noted.
        fault: what to make fail.
    """
    output, error = (folder.parent / f"{folder.name}.{name}" for name in ("out", "err"))
    with output.open("wb") as out, error.open("wb") as err:
        process = os.fork()
        if process == 0:
            _become(command, out.fileno(), err.fileno())
        tracer = _Tracer(process, folder.absolute(), fault)
        code = tracer.follow()
    return Run(code, output.read_text(), error.read_text(), tracer.operations, tracer.counted)


def _become(command: Sequence[str], out: int, err: int) -> None:
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        ctypes.CDLL(None).ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        os.execv(command[0], list(command))
    finally:
        os._exit(127)


class _Tracer:
    def __init__(self, process: int, folder: Path, fault: Fault | None) -> None:
        self.operations: list[Operation] = []
        self._process = process
        self._folder = str(folder)
        self._fault = fault
        self.counted = 0
        self._entered: dict[int, tuple[Operation | None, bool]] = {}
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.ptrace.argtypes = [
            ctypes.c_long,
            ctypes.c_long,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self._buffer = ctypes.create_string_buffer(_REGISTERS.size)

    def follow(self) -> int:
        os.waitpid(self._process, 0)
        self._libc.ptrace(_SETOPTIONS, self._process, None, _OPTIONS)
        self._go_on(self._process, 0)
        while True:
            thread, status = os.waitpid(-1, 0x40000000)  # __WALL
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                if thread == self._process:
                    return os.waitstatus_to_exitcode(status)
                continue
            stopped_by = os.WSTOPSIG(status)
            if stopped_by == signal.SIGTRAP | 0x80:
                self._at_call(thread)
                self._go_on(thread, 0)
            elif stopped_by in {signal.SIGTRAP, signal.SIGSTOP}:
                self._go_on(thread, 0)
            else:
                self._go_on(thread, stopped_by)

    def _go_on(self, thread: int, with_signal: int) -> None:
        self._libc.ptrace(_CONT_TO_CALL, thread, None, with_signal)

    def _at_call(self, thread: int) -> None:
        registers = self._registers(thread)
        if thread not in self._entered:
            operation = self._operation(thread, registers)
            self._entered[thread] = operation, self._prevent(thread, registers, operation)
            return
        operation, was_prevented = self._entered.pop(thread)
        if was_prevented and self._fault:
            registers[_RAX] = -self._fault.errno & (1 << 64) - 1
            self._set_registers(thread, registers)
        elif operation and operation.kind != "read" and registers[_RAX] < 1 << 63:
            if operation.kind in {"write", "told"}:
                operation = operation._replace(data=operation.data[: registers[_RAX]])
            self.operations.append(operation)

    def _prevent(self, thread: int, registers: list[int], operation: Operation | None) -> bool:
        if operation is None or self._fault is None or operation.kind not in self._fault.kinds:
            return False
        self.counted += 1
        if self.counted - 1 != self._fault.number:
            return False
        if not self._fault.errno:
            os.kill(self._process, signal.SIGKILL)
            return False
        registers[_CALL] = (1 << 64) - 1
        self._set_registers(thread, registers)
        return True

    def _operation(self, thread: int, registers: list[int]) -> Operation | None:
        call = registers[_CALL]
        kind = _CALLS.get(call)
        if kind is None:
            return None
        first, second, third = registers[_RDI], registers[_RSI], registers[_RDX]
        if kind in {"rename", "unlink", "mkdir", "create"}:
            return self._of_path(thread, call, kind, registers)
        path = self._path_of(thread, first)
        if kind == "write" and first == 1:
            return Operation("told", "", data=self._memory(thread, second, third))
        if not path.startswith(self._folder):
            return None
        if kind in {"write", "pwrite"}:
            offset = registers[_R10] if kind == "pwrite" else self._position(thread, first)
            return Operation("write", path, offset, self._memory(thread, second, third))
        if kind == "unknown":
            raise NotImplementedError(f"system call {call} on {path}")
        return Operation(kind, path, second if kind == "truncate" else 0)

    def _of_path(self, thread: int, call: int, kind: str, registers: list[int]) -> Operation | None:
        first, second = registers[_RDI], registers[_RSI]
        if kind == "create":
            path, flags = self._text(thread, second), registers[_RDX]
            if not flags & (_O_CREAT | _O_TRUNC) or not path.startswith(self._folder):
                return None
            exists = Path(path).exists()
            if exists and not flags & _O_TRUNC:
                return None
            return Operation("truncate" if exists else "create", path)
        path = self._text(thread, second if call in _AT else first)
        if not path.startswith(self._folder):
            return None
        target = ""
        if kind == "rename":
            target = self._text(thread, registers[_R10] if call in _AT else second)
        return Operation(kind, path, target=target)

    def _registers(self, thread: int) -> list[int]:
        self._libc.ptrace(_GETREGS, thread, None, ctypes.addressof(self._buffer))
        return list(_REGISTERS.unpack(self._buffer.raw))

    def _set_registers(self, thread: int, registers: list[int]) -> None:
        self._buffer.raw = _REGISTERS.pack(*registers)
        self._libc.ptrace(_SETREGS, thread, None, ctypes.addressof(self._buffer))

    def _memory(self, thread: int, address: int, length: int) -> bytes:
        with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:  # noqa: PTH123
            memory.seek(address)
            return memory.read(length)

    def _text(self, thread: int, address: int) -> str:
        # A page at a time: what follows a text may be no memory at all.
        text = b""
        while b"\0" not in text:
            text += self._memory(thread, address + len(text), 4096 - (address + len(text)) % 4096)
        return os.fsdecode(text[: text.index(b"\0")])

    def _path_of(self, thread: int, descriptor: int) -> str:
        try:
            return os.readlink(f"/proc/{thread}/fd/{descriptor}")  # noqa: PTH115
        except OSError:
            return ""

    def _position(self, thread: int, descriptor: int) -> int:
        info = Path(f"/proc/{thread}/fdinfo/{descriptor}").read_text()
        return int(info.split()[1])
