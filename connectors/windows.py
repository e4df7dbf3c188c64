"""Asking for less when an answer is too big."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from connectors.problems import TooMuch
from domain.window import Window

Row = TypeVar("Row")


async def halving(window: Window, fetch: Callable[[Window], Awaitable[list[Row]]], smallest: int = 1) -> list[Row]:
    """What `fetch` gives for the window, asked in halves when it raises TooMuch, down to `smallest` days."""
    try:
        return await fetch(window)
    except TooMuch:
        if window.days <= smallest:
            raise
    middle = window.start + timedelta(days=window.days // 2 - 1)
    first = await halving(Window(window.start, middle), fetch, smallest)
    return first + await halving(Window(middle + timedelta(days=1), window.end), fetch, smallest)
