"""Runs workers beside this process: one for a single file, two for many."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue

from lingcha import disk
from lingcha.errors import LingchaError
from lingcha.intake.file import Job
from lingcha.intake.reading import Reading
from lingcha.intake.scope import folder_unit_code

# One thread per process: the workers themselves are the parallelism, and threads do not survive a fork.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}

WORKER_MODULE = "lingcha.intake.worker"

OnDone = Callable[[Job, Reading], None]


class Worker:
    """A worker process that answers one job after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", WORKER_MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | _ENVIRONMENT,
        )

    def read(self, job: Job) -> Reading:
        """The reading of one file, complete in its folder."""
        assert self._process.stdin and self._process.stdout
        line = json.dumps([str(job.path), job.folder_unit, str(job.out_dir), job.file_name])
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            answered = self._process.stdout.readline()
        except BrokenPipeError:
            answered = ""
        if not answered:
            failed = OSError(self._process.wait() - disk.STATUS, "")
            raise disk.disk_failure(failed, job.out_dir) or LingchaError(
                "E_READER_GONE", "读取程序意外退出。请重新运行；已收到的文件都在档案中。", 1
            )
        return Reading.load(job.out_dir)

    def close(self) -> None:
        """Let the process end by itself."""
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):  # it is gone already
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def read_many(jobs: Sequence[Job], workers: int = 2, on_done: OnDone | None = None) -> list[Reading]:
    """Read files side by side; readings in the order of the jobs, ``on_done`` in the order of completion.

    ``on_done`` is called by the threads that drive the workers, one call at a time per worker.
    """
    for job in jobs:
        folder_unit_code(job.folder_unit)  # a wrong call fails here, not as somebody's bad file
    idle: SimpleQueue[Worker] = SimpleQueue()
    started = [Worker() for _ in range(min(workers, len(jobs)))]
    for worker in started:
        idle.put(worker)

    def run(job: Job) -> Reading:
        worker = idle.get()
        try:
            reading = worker.read(job)
        finally:
            idle.put(worker)
        if on_done:
            on_done(job, reading)
        return reading

    try:
        with ThreadPoolExecutor(max(len(started), 1)) as threads:
            return list(threads.map(run, jobs))
    finally:
        for worker in started:
            worker.close()
