"""Cells of files that spreadsheets open safely."""

from __future__ import annotations

from datetime import datetime

Cell = str | int | datetime | None

LONGEST = 32_000  # characters of a cell; spreadsheets take 32,767, and xlsxwriter leaves out a longer text altogether
BOM = "\ufeff"  # without it Excel reads a CSV file as whatever the computer's country used in 1995
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text that begins so is run as a formula by one spreadsheet program or another."""


def fitting(text: str) -> str:
    """The text as long as a cell may be, and how much was left out, in the words that cut logs have."""
    left_out = len(text) - LONGEST
    return text if left_out <= 0 else f"{text[:LONGEST]}... [cut: {left_out:,} characters]"


def harmless(cell: Cell) -> str | int:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers, also negative ones."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return "'" + cell
    return "" if cell is None else cell
