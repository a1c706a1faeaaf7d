"""Describes the Java kernel to Jupyter and executes notebooks with it; see notebook.sh."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent.parent
HOME = HERE.parent
JUPYTER = HERE / "target" / "jupyter"
KERNEL = "statarb-java"
DEFAULT_NOTEBOOK = HERE / "feature-parity-and-attribution.ipynb"

# The kernel's start on a busy machine, and the longest query of a cell.
START_S, CELL_S = 30, 300

# The kernel binds its channels in threads of its own. Now and then the one for cells hears nothing although the kernel
# lives; a new kernel does.
STARTS = 5


# The kernel logs by itself.
LOGGING = ("log4j-slf4j2-impl-", "jul-to-slf4j-")


def class_path() -> str:
    """The project's jars, separated as the kernel wants it."""
    jars = (HERE / "target" / "notebook.cp").read_text(encoding="utf-8").strip().split(os.pathsep)
    return ";".join(jar for jar in jars if not Path(jar).name.startswith(LOGGING))


def describe_kernel() -> Path:
    """Writes the kernel's description and gives the folder that Jupyter looks into."""
    jvm = HOME / ".mvn" / "jvm"
    native = HOME / ".statarb" / "native"
    description = {
        "argv": [
            str(Path(os.environ["JAVA_HOME"]) / "bin" / "java"),
            f"@{jvm / 'common.opts'}",
            f"@{jvm / 'spark.opts'}",
            f"-Dstatarb.home={HOME}",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Djava.awt.headless=true",
            "-jar",
            str(HERE / "target" / "kernel" / "rapaio-jupyter-kernel.jar"),
            "{connection_file}",
        ],
        "display_name": "Java (statarb)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            "RJK_CLASSPATH": class_path(),
            "RJK_MIMA_CACHE": str(HERE / "target" / "mima"),
            "LD_LIBRARY_PATH": str(native),
            "OPENBLAS_NUM_THREADS": "1",
            "SPARK_LOCAL_IP": "127.0.0.1",
        },
    }
    folder = JUPYTER / "kernels" / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"kernel.json.tmp-{os.getpid()}"
    beside.write_text(json.dumps(description, indent=2), encoding="utf-8")
    beside.replace(folder / "kernel.json")
    return JUPYTER


def execute(run: Path, source: Path) -> int:
    os.environ["JUPYTER_PATH"] = str(describe_kernel())
    # Nothing of this belongs into the home folder.
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        os.environ[name] = str(JUPYTER / name.lower())
    os.environ["NB_RUN"] = str(run.resolve())

    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from nbconvert import HTMLExporter

    notebook = nbformat.read(source, as_version=4)

    def client() -> NotebookClient:
        return NotebookClient(
            notebook,
            kernel_name=KERNEL,
            timeout=CELL_S,
            startup_timeout=START_S,
            resources={"metadata": {"path": str(HERE)}},
        )

    def run_cells(log: TextIO) -> None:
        """Runs them once; a kernel that did not answer has run none."""
        for start in range(1, STARTS + 1):
            try:
                client().execute(stdout=log, stderr=log)
                return
            except RuntimeError as failure:
                deaf = not isinstance(failure, DeadKernelError) and "didn't respond" in str(failure)
                if not deaf or start == STARTS:
                    raise
                print(f"notebook: {failure}; starting another", file=sys.stderr)

    target = HERE / "target" / "executed"
    target.mkdir(parents=True, exist_ok=True)
    code = 0
    with open(target / f"{source.stem}.log", "w", encoding="utf-8") as log:
        try:
            run_cells(log)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as failure:
            print(f"notebook: {source.name}: {failure}", file=sys.stderr)
            code = 1
    nbformat.write(notebook, target / source.name)
    (target / source.name).with_suffix(".html").write_text(
        HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8"
    )
    print(target / source.name)
    return code


def main(arguments: list[str]) -> int:
    if arguments == ["kernel"]:
        print(describe_kernel())
        return 0
    if len(arguments) in (2, 3) and arguments[0] == "run":
        return execute(Path(arguments[1]), Path(arguments[2]) if len(arguments) == 3 else DEFAULT_NOTEBOOK)
    print("usage: notebook.sh run RUN [NOTEBOOK] | notebook.sh kernel", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
