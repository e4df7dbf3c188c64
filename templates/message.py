"""What is said: a text that stands alone, blocks, and where a chart goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import AfterValidator, TypeAdapter

from templates.charts.spec import ChartSpec
from templates.mrkdwn import escape, raw

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """A message for Slack.

    `text` is the whole finding for notifications and screen readers; plain strings are escaped on the way in.
    `blocks` never hold the chart: whoever sends puts the image, or its native twins, before `blocks[chart_after]`.
    """

    text: Annotated[str, AfterValidator(raw)]  # what was kept is escaped already
    blocks: list[Block] = field(default_factory=list)
    chart: ChartSpec | None = None
    chart_after: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", escape(self.text))

    def with_chart(self, drawn: Sequence[Block]) -> list[Block]:
        """The blocks with the chart's own in their place (at the end where no place was named)."""
        place = len(self.blocks) if self.chart_after is None else self.chart_after
        return [*self.blocks[:place], *drawn, *self.blocks[place:]]

    def led_by(self, block: Block, said: str) -> "Message":
        """The message with a block before all others, whose words are `said`."""
        after = None if self.chart_after is None else self.chart_after + 1
        return replace(self, text=raw(f"{escape(said)} {self.text}"), blocks=[block, *self.blocks], chart_after=after)

    def to_json(self) -> dict[str, Any]:
        """The message as JSON-able values."""
        plain: dict[str, Any] = _KEPT.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Message":
        """The message that `to_json` wrote, whatever else stands beside it."""
        return _KEPT.validate_python(data)


_KEPT = TypeAdapter(Message)
