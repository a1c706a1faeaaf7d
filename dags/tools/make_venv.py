"""Makes a virtual environment from pinned requirements; see make-venv.sh.

It is kept while requirements, constraints and interpreter stay the same. Two makers at a time wait for each other;
one that was killed leaves no stamp, and what it left is made anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path


def digest(requirements: Path, constraints: Path, folder: Path) -> str:
    """What the environment is made of; its own path too, because an environment cannot be moved."""
    made_of = hashlib.sha256()
    for part in (requirements.read_bytes(), constraints.read_bytes(), sys.version.encode(), str(folder).encode()):
        made_of.update(hashlib.sha256(part).digest())
    return made_of.hexdigest()


def say(text: str) -> None:
    print(f"make-venv: {text}", file=sys.stderr, flush=True)


def make(folder: Path, requirements: Path, constraints: Path, wanted: str) -> int:
    say(f"installing {requirements} into {folder}; this happens once")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(folder)
    except subprocess.CalledProcessError:
        say(f"{sys.executable} cannot make a virtual environment with pip; some systems have python3.11-venv apart.")
        return 4
    pip = [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "-q", "--no-input"]
    code = subprocess.run(
        [*pip, "-r", str(requirements), "-c", str(constraints)], stdout=sys.stderr, check=False
    ).returncode
    if code != 0:
        say(f"pip failed with exit code {code}: see above. If a download failed, check the network or pip's settings.")
        return 3
    (folder / "made-of.sha256").write_text(wanted, encoding="ascii")
    return 0


def main(home: str, name: str, requirements_file: str, constraints_file: str) -> int:
    requirements, constraints = Path(requirements_file).resolve(), Path(constraints_file).resolve()
    folder = Path(home) / ".statarb" / f"venv-{name}"
    wanted = digest(requirements, constraints, folder)
    stamp = folder / "made-of.sha256"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_suffix(".lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_text(encoding="ascii") != wanted:
            code = make(folder, requirements, constraints, wanted)
            if code != 0:
                return code
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
