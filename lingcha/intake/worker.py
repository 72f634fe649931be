"""The process in which files are read: loads everything once, then forks a throw-away child for each file.

``python -m lingcha.intake.worker`` takes one job per line on its standard input and answers one line per
job. A child
that is killed - by a limit, by the kernel, by an abort inside a reader - costs its own file and nothing else.
"""

import errno
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

import pyarrow as pa

from lingcha import disk
from lingcha.contract.forms import load_forms
from lingcha.intake import memory
from lingcha.intake.file import Job, hash_of, read_file
from lingcha.intake.header import best_match
from lingcha.intake.reading import refused
from lingcha.intake.scope import unit_names, unit_of
from lingcha.intake.words import spellings

MEMORY = 3 << 30  # address space; the largest register needs 1.2 GB
CPU_SECONDS = 180
WALL_SECONDS = 300
_WHY = {
    signal.SIGXCPU: f"计算超过 {CPU_SECONDS} 秒",
    signal.SIGALRM: f"超过 {WALL_SECONDS} 秒",
    signal.SIGABRT: "读取程序中止",
    signal.SIGKILL: "被系统终止",
    signal.SIGSEGV: "读取程序崩溃",
}
_FAILED = 70  # exit status of a child whose reader raised what it should not
_NO_MEMORY = 71
_DISK_ERRORS = {*disk.FULL, *disk.READ_ONLY, errno.EIO}


def main() -> None:
    """Answer jobs until the standard input closes."""
    asked_by = os.getppid()
    _fill_tables()
    for line in sys.stdin:
        path, folder_unit, out_dir, file_name = json.loads(line)
        job = Job(Path(path), folder_unit, Path(out_dir), file_name)
        try:
            answer = run_in_child(job)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        except OSError:
            if os.getppid() == asked_by:
                raise
            os._exit(0)  # the run that asked was killed; the next one has cleared its folder


def _fill_tables() -> None:
    """Everything that reading looks up, once for all children: each would pay a third of its time for it."""
    for form in load_forms().values():
        for column in form.columns:
            spellings(column.code_list)
    best_match([["", "", ""]], [])
    for name in unit_names().values():
        unit_of(name)
    pa.array([""])  # lets pyarrow look for pandas now: each child would import it again, 0.3 s a file


def run_in_child(job: Job) -> str:
    """Read one file in a child of its own; the answer is empty, or says in English what befell the child."""
    pid = os.fork()
    if pid == 0:
        _child(job)
    _, status = os.waitpid(pid, 0)
    if status == 0:
        return ""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) - disk.STATUS in _DISK_ERRORS:
        # Not the file's fault: a receipt that refuses it would outlive the full disk.
        sys.exit(os.WEXITSTATUS(status))
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        why, name = _WHY.get(signal.Signals(number), "读取程序中止"), signal.Signals(number).name
    else:
        exit_status = os.WEXITSTATUS(status)
        why = "需要的内存过多" if exit_status == _NO_MEMORY else "读取程序报错"
        name = f"exit {exit_status}"
    refused(hash_of(job.path), job.out_dir, job.file_name, "E_READER_CRASH", {"what": why})
    return name


def _child(job: Job) -> None:
    """Never returns. Kernel limits also end a reader that is stuck outside Python."""
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):
            os.dup2(silence, stream)
        memory.limit(MEMORY)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(WALL_SECONDS)
        read_file(job)
    except MemoryError:
        os._exit(_NO_MEMORY)
    except BaseException as error:  # noqa: BLE001 - a panic of the Rust reader derives from BaseException
        if isinstance(error, OSError) and error.errno in _DISK_ERRORS:
            os._exit(disk.STATUS + error.errno)
        # Where it happened, not what it said: the text of an exception may quote a cell.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        os.write(
            2, f"intake: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}\n".encode()
        )
        os._exit(_FAILED)
    os._exit(0)


if __name__ == "__main__":
    main()
