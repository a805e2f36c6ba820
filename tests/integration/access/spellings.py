"""Other ways to write an island's number, which one parser or another takes for the same."""

from __future__ import annotations

from collections.abc import Iterator

SCRIPTS = "０٠०๐𝟎"  # zeros whose digits Python reads as numbers: fullwidth, Arabic, Devanagari, Thai, mathematical

_PATHS = """
N N.0 N. N.00 .N +N %2BN -N --N 0N 000N 0_N Ne0 NE0 Ne%2B0 N0e-1
%20N N%20 N+ %09N N%0A %0AN N%0D N%0D%0A %0BN N%00 %00N N%C2%A0 %E3%80%80N %EF%BB%BFN N%E2%80%8B
%22N%22 %27N%27 %5BN%5D (N) N;v=1 N,N N%2F N/ .%2FN 1%2F..%2FN N%23 N%3F NL Nn True
"""
_BODIES = r"""
[N] [N.0] [N.00] [Ne0] [NE+0] [N0e-1] [0N] [+N] [-N] [N.5]
["N"] ["N.0"] ["0N"] ["+N"] ["Ne0"] ["N\n"] ["\u0000N"] ["\u00a0N"] ["N,N"] ["0_N"]
["N",N] [N,N] [[N]] [{"id":N}] [{"N":N}] [null,N] [true,N] [N,N.0] [true] [NaN] [Infinity]
N N.0 "N" "[N]" {"0":N} {"N":true} null
[],"islands":[N] [N],"\u0069slands":[N] [N.0],"islands":["N"]
"""


def in_paths(number: int) -> Iterator[str]:
    """As a part of a path, quoted where it must be; the plain number first."""
    yield from (form.replace("N", str(number)) for form in _PATHS.split())
    yield from ("".join(f"%{byte:02X}" for byte in digits.encode()) for digits in _in_scripts(number))
    yield from (f"0x{number:x}", f"0o{number:o}", f"0b{number:b}", str(number + 2**64))


def in_bodies(number: int) -> Iterator[str]:
    """What may stand behind `"islands": ` in a JSON object; the plain list first."""
    yield from (form.replace("N", str(number)) if "NaN" not in form else form for form in _BODIES.split())
    yield from (f'["{digits}"]' for digits in _in_scripts(number))
    yield from (f'[" {number}"]', f'["{number} "]', f'["0x{number:x}"]', f"[{number + 2**64}]")


def _in_scripts(number: int) -> Iterator[str]:
    for zero in SCRIPTS:
        digits = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
        assert int(digits) == number
        yield digits
