"""Reading a Dockerfile and a .dockerignore, as far as ours go: no engine is needed to follow the steps."""

import json
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path


@dataclass
class Stage:
    """One FROM and what follows it, as (instruction, arguments)."""

    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, instruction: str) -> list[str]:
        return [given for name, given in self.steps if name == instruction]

    def environment(self) -> dict[str, str]:
        """What ENV sets."""
        return dict(part.split("=", maxsplit=1) for given in self.all("ENV") for part in shlex.split(given))

    def command(self, instruction: str) -> list[str]:
        """The exec form of CMD, or of what HEALTHCHECK runs."""
        given = self.all(instruction)[-1]
        return list(json.loads(given[given.index("[") :]))


def stages(text: str) -> list[Stage]:
    """The stages of a Dockerfile in their order."""
    found: list[Stage] = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        instruction, _, given = line.partition(" ")
        if instruction == "FROM":
            image, _, name = given.partition(" AS ")
            found.append(Stage(image, name))
        else:
            found[-1].steps.append((instruction, given.strip()))
    return found


def sent(names: Iterable[str], ignore: str) -> list[str]:
    """The files that reach the build, given the lines of a .dockerignore."""
    patterns = [line.strip() for line in ignore.splitlines() if line.strip() and not line.startswith("#")]
    return [name for name in names if not any(_matches(name, pattern) for pattern in patterns)]


def _matches(name: str, pattern: str) -> bool:
    parents = [str(parent) for parent in (Path(name), *Path(name).parents)]
    return any(fnmatch(parent, pattern) or fnmatch(f"./{parent}", pattern) for parent in parents)
