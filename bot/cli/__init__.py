"""The command line."""


def main() -> None:
    """The console script `vigia`."""
    from bot.cli.app import app  # noqa: PLC0415 - whoever imports a command must not pay for all of them
    from bot.cli.edge import guarded  # noqa: PLC0415 - the same

    guarded(app)
