"""`make shots`: the gallery of docs/gallery.md. No clock, no chance, no demo: the same files every time."""

import io
from pathlib import Path

from PIL import Image

from templates.charts import ChartSpec, draw
from tests.gallery.cases import SECTIONS, Case

DOCS = Path(__file__).parents[2] / "docs"
LOCALES = ("es", "ca", "en")
WIDTH, COLOURS = 720, 64
"""Half the size is enough to look at, and these colours: a picture of a few kilobytes."""
_HEAD = """# Gallery of charts

Every kind of picture in the cases that bend it: a day and a year, zeros and gaps, long names, tiny and huge numbers.
Each is shown in one language or more; the words under a picture are its alternative text, for those who cannot see it.
`make shots` draws them anew (`python -m tests.gallery` them alone), from `tests/gallery/cases.py`.
"""


def main() -> None:
    """Write the pictures and the page, and remove pictures of cases that are gone."""
    folder, pages = DOCS / "images" / "gallery", [_HEAD]
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for section, cases in SECTIONS.items():
        pages.append(f"## {section}\n")
        for place, (name, case) in enumerate(cases.items()):
            locales = LOCALES if place == 0 else LOCALES[place % len(LOCALES) :][:1]
            pages.append(f"### {name.replace('_', ' ')}\n")
            for locale in locales:
                spec = _spec(case, locale)
                path = folder / f"{name}.{locale}.png"
                path.write_bytes(small(draw(spec)))
                written.add(path)
                pages.append(f"![{spec.alt}](images/gallery/{path.name})\n\n{spec.alt}\n")
    for path in set(folder.glob("*.png")) - written:
        path.unlink()
    (DOCS / "gallery.md").write_text("\n".join(pages), encoding="utf-8")


def _spec(case: Case, locale: str) -> ChartSpec:
    spec = case(locale)
    if spec is None:
        raise RuntimeError("a case of the gallery draws nothing")
    return spec


def small(png: bytes) -> bytes:
    """The picture at half its size, in few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(image.height * WIDTH / image.width)
    plain = image.resize((WIDTH, height), Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)
    held = io.BytesIO()
    plain.save(held, "PNG", optimize=True)
    return held.getvalue()


if __name__ == "__main__":
    main()
