"""What is said of a body that is no JSON."""

import json

import pytest

from islandmgr.web.api.body import explain


@pytest.mark.parametrize("text", ['{"blueprint": sample}', "{", "[1,]", '{"a" 1}'])
def test_the_place_is_quoted(text: str) -> None:
    with pytest.raises(ValueError) as error:
        json.loads(text)
    assert f"near {text!r}" in explain(error.value)
    assert "line 1 column" in explain(error.value)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(UnicodeDecodeError) as error:
        b"\xff{".decode()
    assert "The body is no JSON" in explain(error.value)
