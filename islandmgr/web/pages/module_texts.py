"""The texts for people in a module, for babel: see `babel.cfg`.

Babel's own extractor takes a template literal for one string and does not know that its expressions hold code, in
which further literals may stand. So each literal with expressions is replaced by these, and babel reads the rest.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_javascript

_PIECES = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""  # comments and strings
    r"|(?:(?<=[(,=:\[!&|?{};+])|(?<=[(,=:\[!&|?{};+>]\s)|(?<=return\s))"  # what a division does not stand behind
    r"/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"  # regular expressions
    r"|[`{}]|[^\"'`/{}]+|.",
    re.DOTALL,
)
_LITERAL = re.compile(r"\\.|\$\{|`|[^\\$`]+|.", re.DOTALL)


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """As babel wants it: line, function, messages, comments."""
    source = file.read().decode("utf-8")
    yield from extract_javascript(io.BytesIO(without_literals(source).encode()), keywords, comment_tags, options)


def without_literals(source: str) -> str:
    """The module with `(expression,expression)` for each template literal; lines keep their numbers."""
    return _code(source, 0)[0]


def _code(source: str, at: int) -> tuple[str, int]:
    """Code up to the brace that closes more than was opened, or to the end; and where that is."""
    found, depth = [], 0
    while match := _PIECES.match(source, at):
        piece, at = match[0], match.end()
        if piece == "`":
            piece, at = _literal(source, at)
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if depth < 0:
            break
        found.append(piece)
    return "".join(found), at


def _literal(source: str, begin: int) -> tuple[str, int]:
    found, expressions, at = [], 0, begin
    while (match := _LITERAL.match(source, at)) and match[0] != "`":
        at = match.end()
        if match[0] == "${":
            code, at = _code(source, at)
            found.append(f"{',' if expressions else ''}{code}")
            expressions += 1
        else:
            found.append("\n" * match[0].count("\n"))
    end = at + 1
    return (f"({''.join(found)})" if expressions else f"`{source[begin:end]}"), end
