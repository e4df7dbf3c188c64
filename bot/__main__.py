"""`python -m bot` is the command `vigia`."""

from bot.cli import main

main()
