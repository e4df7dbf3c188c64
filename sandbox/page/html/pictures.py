"""Images in messages: public addresses, and files of the workspace by id or address."""

from markupsafe import Markup

from sandbox.page.html.look import Look, Picture
from sandbox.page.html.mrkdwn import bare
from sandbox.page.html.tag import Json, tag, web_address


def picture(item: Json, look: Look, class_: str = "picture") -> Markup:
    """An `image` block or element as an img with its alternative text; a note while its file is not ready."""
    alt = str(item.get("alt_text", ""))
    found = _stored(item, look)
    if isinstance(found, Picture):
        return stored(found, look, alt, class_)
    address = web_address(item.get("image_url"))
    if address is None:
        return tag("span", look.say("no_image", alt=alt), class_="missing")
    if not address.startswith("/"):
        # The page asks no other server for anything, so a picture from elsewhere stays a link.
        return tag(
            "a", look.say("image_elsewhere", alt=alt), href=address, target="_blank", rel="noopener", class_="missing"
        )
    return tag("img", src=address, alt=alt, class_=class_)


def stored(found: Picture, look: Look, alt: str, class_: str = "picture") -> Markup:
    """A workspace file as an image."""
    if not found.ready:
        return tag("span", look.say("image_soon", alt=alt or found.alt), class_="missing")
    size = {"width": found.width, "height": found.height} if found.width and found.height else {}
    return tag("img", src=found.url, alt=alt or found.alt or found.name, class_=class_, **size)


def _stored(item: Json, look: Look) -> Picture | None:
    slack_file = item.get("slack_file")
    if not isinstance(slack_file, dict):
        return None
    return look.picture_of(str(slack_file.get("id", "")), str(slack_file.get("url", "")))


def image_block(block: Json, look: Look) -> Markup:
    """An image with its title above it, zoomed by a click."""
    title = bare(block.get("title"))
    caption = tag("figcaption", title) if title else ""
    return tag("figure", caption, picture(block, look), class_="figure")
