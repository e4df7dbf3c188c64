"""Every lock, resolved by the oldest pip that each supported Python brings: `python -m tests.locks`.

Nothing is installed: pip only says what it would install. A Python that is not on this machine is named and left out.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OLDEST = {"3.11": "22.3", "3.12": "23.2.1", "3.13": "24.2", "3.14": "25.2"}
"""Python -> the pip within its first release (its `ensurepip/_bundled`)."""
LOCKS = (
    ("requirements.lock", "requirements-build.lock"),
    ("requirements-sandbox.lock",),
    ("requirements-dev.lock",),
)


def python_of(version: str) -> str | None:
    """A Python of that version, None where there is none that starts."""
    known = [shutil.which(f"python{version}"), *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    for path in filter(None, known):
        asked = [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False)
        if told.stdout.strip() == version:
            return path
    return None


def refused(python: str, pip: str) -> list[str]:
    """What this pip said of the locks that it did not accept."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        inside = f"{folder}/bin/python"
        subprocess.run([inside, "-m", "pip", "install", "-q", f"pip=={pip}"], check=True)
        for locks in LOCKS:
            named = [word for lock in locks for word in ("-r", str(ROOT / lock))]
            asked = [inside, "-m", "pip", "install", "-q", "--dry-run", "--require-hashes", *named]
            told = subprocess.run(asked, capture_output=True, text=True, check=False)
            if told.returncode:
                found.append(f"{' '.join(locks)}: {told.stderr.strip()}")
    return found


def main() -> int:
    """1 where a pip refuses a lock."""
    worst = 0
    for version, pip in OLDEST.items():
        python = python_of(version)
        if python is None:
            print(f"Python {version}: not on this machine, not tried")
            continue
        problems = refused(python, pip)
        print(f"Python {version}, pip {pip}: " + ("every lock is accepted" if not problems else "\n".join(problems)))
        worst |= bool(problems)
    return worst


if __name__ == "__main__":
    sys.exit(main())
