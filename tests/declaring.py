"""Reading a declaration as `vigia apply` does: with the sources that there are."""

from connectors.registry import DESCRIPTORS
from storage import declare


def parse(text: str, file: str = "vigia.yaml") -> declare.Declaration:
    return declare.parse(text, file, DESCRIPTORS)
