"""A warm chart: plain pyplot against the worker's drawing; the same picture of the same data, new values each time."""

import gc
import io
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

from domain.words import Audience
from templates.charts import ChartSpec, draw, results_chart
from templates.charts import theme as look
from tests.bench.harness import Numbers, cpu, report
from tests.templates import world

CHARTS, WARM = 12, 3


def specs() -> list[ChartSpec]:
    """Thirty-five days with values that differ a little, as from one day to the next: the axes stay."""
    first = results_chart(world.longer(35), "es", Audience.INTERNAL)
    if first is None:
        raise RuntimeError("the world has nothing to draw")

    def varied(n: int) -> ChartSpec:
        by = 1 - n / 400
        series = (s._replace(values=tuple(v and v * by for v in s.values)) for s in first.series)
        return replace(first, series=tuple(series), title=f"{first.title} ({n})")

    return [varied(n) for n in range(CHARTS + WARM)]


def plain(spec: ChartSpec) -> bytes:
    """As one draws it on a first evening: pyplot, twin axes, legend, tight_layout, savefig."""
    import matplotlib.pyplot as plt

    figure, left = plt.subplots(figsize=(look.WIDTH / look.DPI, look.HEIGHT / look.DPI), dpi=look.DPI)
    right: Any = left.twinx() if len(spec.axes) > 1 else left
    places = range(len(spec.labels))
    for series in spec.series:
        axes = left if series.panel == 0 else right
        values = [float("nan") if value is None else value for value in series.values]
        if series.role in {"spend", "results"} and axes is left:
            axes.bar(places, values, label=series.name)
        else:
            axes.plot(places, values, label=series.name)
    for axes, axis in zip((left, right), spec.axes, strict=False):
        axes.set_ylim(0, axis.top)
        axes.set_ylabel(axis.title)
        axes.set_yticks([value for value, _ in axis.ticks], [text for _, text in axis.ticks])
    left.set_xticks(list(places)[::5], spec.labels[::5])
    left.set_title(spec.title)
    left.grid(visible=True, axis="y")
    figure.legend()
    figure.tight_layout()
    held = io.BytesIO()
    figure.savefig(held, format="png")
    plt.close(figure)
    return held.getvalue()


def warm(paint: Callable[[ChartSpec], bytes]) -> Numbers:
    """CPU milliseconds per chart once the first few are drawn; the size of the picture in kilobytes."""
    charts = specs()
    before = cpu()
    paint(charts[0])
    cold, taken, sizes = (cpu() - before) * 1e3, [], []
    for spec in charts[1:]:
        gc.collect()
        before = cpu()
        sizes.append(len(paint(spec)) / 1e3)
        taken.append((cpu() - before) * 1e3)
    return {"cpu": median(taken[WARM - 1 :]), "cold": cold, "kb": median(sizes)}


if __name__ == "__main__":
    report({"pyplot": lambda: warm(plain), "ours": lambda: warm(draw)})
