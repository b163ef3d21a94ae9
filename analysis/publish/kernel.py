"""A kernel of this very Python for one notebook, and what a failing cell says."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING, Any

from analysis.errors import StudyError
from analysis.settings import ROOT

if TYPE_CHECKING:
    from nbformat import NotebookNode

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "--log-level=40", "-f", "{connection_file}"]
STARTUP_SECONDS = 120
RUNNING: list[Popen] = []
LONGEST_SOCKET_FOLDER = 80  # the name of a Unix socket has 104 signs or fewer


@contextmanager
def kernel(notebook: NotebookNode, folder: Path) -> Iterator[Any]:
    """A notebook client with its own kernel, which leaves nothing outside a temporary folder."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class ThisPython(KernelSpecManager):
        """Whatever kernels the machine has, the one of this interpreter is used."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(argv=COMMAND, display_name="Python 3", language="python")

    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=ThisPython(),
            connection_file=str(Path(scratch, "kernel.json")),
            transport="ipc" if os.name == "posix" and len(scratch) < LONGEST_SOCKET_FOLDER else "tcp",
        )
        client = NotebookClient(
            notebook, km=manager, timeout=None, startup_timeout=STARTUP_SECONDS,
            coalesce_streams=True, record_timing=False, shutdown_kernel="immediate",
        )  # fmt: skip
        with client.setup_kernel(cwd=str(folder), env=_environment(scratch), cleanup_kc=True):
            process = manager.provisioner.process
            RUNNING.append(process)
            try:
                yield client
            finally:
                RUNNING.remove(process)


def stop_kernels() -> None:
    """End every kernel that still runs: Ctrl-C reaches only the thread that waits for them."""
    for process in tuple(RUNNING):
        process.kill()


def _environment(scratch: str) -> dict[str, str]:
    """The kernel's environment: finds `analysis`, orders sets the same, starts no user's scripts."""
    fixed = {
        "IPYTHONDIR": scratch,
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
    }
    return os.environ | fixed


def run_cell(client: Any, cell: NotebookNode, index: int, path: Path) -> None:
    """Run one code cell.

    Raises
    ------
    StudyError
        The cell fails, warns, or ends Python; the message names notebook, cell and remedy.
    """
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    try:
        client.execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
    except CellExecutionError as error:
        raise _failure(cell, path, client.code_cells_executed, error.ename, error.evalue) from None
    except DeadKernelError:
        problem = "Python stopped there, most likely for want of memory"
        raise _cell_error(cell, path, client.code_cells_executed, problem, "Close other programs") from None
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stderr":
            problem = f"it warns: {_first_warning(output.text)}"
            raise _cell_error(cell, path, cell.execution_count, problem, "Mend what it warns of")


def _failure(cell: NotebookNode, path: Path, n: int, name: str, said: str) -> StudyError:
    """What a failing cell says: for a mistake in the data its own sentence, else the exception."""
    said = " ".join(said.split()).replace(str(Path.cwd()) + os.sep, "")
    if name in {StudyError.__name__, *(kind.__name__ for kind in StudyError.__subclasses__())}:
        return _cell_error(cell, path, n, f"it stops: {said.rstrip('.')}", "Then run again")
    problem = f"it fails with {name}{': ' * bool(said)}{said.rstrip('.')}"
    return _cell_error(cell, path, n, problem, "Mend the cell (`make lab` opens it), then run again")


def _cell_error(cell: NotebookNode, path: Path, n: int, problem: str, remedy: str) -> StudyError:
    line = next(line for line in cell.source.splitlines() if line.strip())
    return StudyError(f"cell [{n}] `{line.strip()}`: {problem}", remedy=remedy, path=path)


def _first_warning(text: str) -> str:
    """The sentence of a warning, without the file it came from."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = next((line for line in lines if "Warning: " in line), (lines or ["something unsaid"])[0])
    return re.sub(r"^.*?:\d+: (?=\w*Warning: )", "", found).rstrip(".")
