"""What people and platforms may call things, of all that could break a message or call somebody."""

from collections.abc import Callable

from hypothesis import example
from hypothesis import strategies as st

STRINGS = ("<!channel>", "<@U1> & co", "*a*\n>b", "&" * 300, "`" * 300)
HOSTILE = st.text(min_size=1, max_size=300) | st.sampled_from(STRINGS)

Test = Callable[..., None]


def each_everywhere(fields: int, *more: object) -> Callable[[Test], Test]:
    """Have a test of `HOSTILE` strings try each of the known ones in all of its fields at once, whatever is drawn
    besides. `more` are its arguments after the fields."""

    def asked(test: Test) -> Test:
        for one in STRINGS:
            test = example(*(one,) * fields, *more)(test)
        return test

    return asked
