"""The intake worker, watched: what every file costs is written to the file named by ``MEASURES``.

The same children read the files; only between worker and child stands one process more, because the kernel
adds up the cost of children per parent.
"""

import json
import os
import resource

from lingcha.intake import worker
from lingcha.intake.file import Job


def measured(job: Job) -> str:
    """What ``run_in_child`` answers, after its cost was noted as one line of JSON."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        answer = run_in_child(job)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        line = [job.file_name, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, answer]
        os.write(writing, json.dumps(line).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        line = pipe.read()
    os.waitpid(pid, 0)
    with open(os.environ["MEASURES"], "ab") as measures:  # noqa: PTH123 - appended by two workers at once
        measures.write(line + b"\n")
    return str(json.loads(line)[3])


run_in_child = worker.run_in_child

if __name__ == "__main__":
    worker.run_in_child = measured
    worker.main()
