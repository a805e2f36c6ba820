"""The clock's arithmetic: what people ask, as a `Clock`; a `Clock`, as the one line that the clock library reads.

Pure. It must not read a clock (`now` is handed in, as real UTC epoch seconds), touch a file, a Pod or the network, or
know how a line comes to a server. Of the project it knows `islandmgr.model`.

What is accepted is exactly right; everything else raises `islandmgr.model.errors.Invalid`, which quotes the value and
says what is accepted. The reasons for each rule are in docs/clock-internals.md.

    requests     ask, moved_by                  a request -> a Clock
    lines        line, next_step, compare ...   a Clock -> the line, its steps, and whether a measurement fits
    moments      `daily-reset` and its like
    scripts      a list of steps, carried out by whoever calls `advance`
    effects      what a change does to a running server
    description  a Clock as data to be put in words
    times, steps, cron, zones, text             the texts that the above are written in
    messages     what is said about all these
"""

from .description import Description, describe
from .effects import Effect, Warned, warnings
from .lines import Line, Stepping, compare, is_applied, island_time, line, next_step, parse_line, shown, stepping
from .moments import Moment, next_moment
from .moments import parse as parse_moment
from .requests import ask, moved_by
from .times import shift_text
from .zones import EARLIEST, LATEST

__all__ = [
    "EARLIEST",
    "LATEST",
    "Description",
    "Effect",
    "Line",
    "Moment",
    "Stepping",
    "Warned",
    "ask",
    "compare",
    "describe",
    "is_applied",
    "island_time",
    "line",
    "moved_by",
    "next_moment",
    "next_step",
    "parse_line",
    "parse_moment",
    "shift_text",
    "shown",
    "stepping",
    "warnings",
]
