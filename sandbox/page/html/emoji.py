"""Unicode for shortcodes; those that nobody knows stay as they are written."""

from emoji import emojize


def emoji(shortcode: str) -> str | None:
    """The character for a shortcode without its colons, None where there is none.

    Slack calls some of the coloured circles "large".
    """
    name = shortcode.partition("::")[0]
    for one in (name, name.removeprefix("large_")):
        written = f":{one}:"
        drawn = emojize(written, language="alias", variant="emoji_type")
        if drawn != written:
            return drawn
    return None
