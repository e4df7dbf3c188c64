"""Rules that hold between the blocks of one message or view."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sandbox.slack.elements import interactive_of
from sandbox.slack.validation.blocks import BLOCK, MARKDOWN, allowed_on
from sandbox.slack.validation.report import Problem

MAX_CHARTS = 2
MAX_TABLES = 1


def blocks_problems(blocks: Any, surface: str, most: int, pointer: str) -> Iterator[Problem]:
    """Everything wrong with a list of blocks on that surface."""
    if not isinstance(blocks, list):
        yield Problem(pointer, "must be an array")
        return
    if len(blocks) > most:
        yield Problem(pointer, f"no more than {most} items allowed")
    for index, block in enumerate(blocks):
        here = f"{pointer}/{index}"
        problems = list(BLOCK(block, here))
        if not problems and not allowed_on(block["type"], surface):
            problems.append(Problem(f"{here}/type", f"unsupported type: {block['type']} on this surface"))
        yield from problems or _repeated_actions(block, here)
    known = [block for block in blocks if isinstance(block, dict)]
    yield from _repeated_blocks(known, pointer)
    yield from _too_many(known, pointer)


def _repeated_blocks(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                yield Problem(f"{pointer}/{index}/block_id", f"`block_id` already exists: {block_id}")
            seen.add(block_id)


def _repeated_actions(block: dict[str, Any], pointer: str) -> Iterator[Problem]:
    counted = Counter(action_id for _, action_id, _ in interactive_of([block]))
    for action_id, times in counted.items():
        if times > 1:
            yield Problem(f"{pointer}/elements", f"`action_id` already exists: {action_id}")


def _too_many(blocks: list[dict[str, Any]], pointer: str) -> Iterator[Problem]:
    kinds = Counter(block.get("type") for block in blocks if isinstance(block.get("type"), str))
    if kinds["table"] > MAX_TABLES:
        yield Problem(pointer, "only_one_table_allowed")
    if kinds["data_visualization"] > MAX_CHARTS:
        yield Problem(pointer, f"no more than {MAX_CHARTS} data_visualization blocks allowed")
    markdown = sum(len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown")
    if markdown > MARKDOWN:
        yield Problem(pointer, f"markdown must be less than {MARKDOWN + 1} characters in total")
