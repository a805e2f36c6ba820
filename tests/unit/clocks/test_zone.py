"""Whether a server tells local time in its island's zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from islandmgr.resources.clocks.rules import zone
from islandmgr.resources.clocks.rules.zone import ZoneSeen

WINTER = datetime(2026, 12, 1, tzinfo=UTC).timestamp()
SHANGHAI = 8 * 3600


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ("Asia/Shanghai", ZoneSeen("Asia/Shanghai", SHANGHAI, True)),
        ("Asia/Shanghai", ZoneSeen("PRC", SHANGHAI, True)),  # another name of the same
        ("Asia/Shanghai", ZoneSeen("CST-8", SHANGHAI)),
        ("Asia/Shanghai", ZoneSeen("", SHANGHAI)),  # the image's own is the same
        ("Asia/Shanghai", ZoneSeen("Asia/Shanghai", None, True)),
        ("UTC", ZoneSeen("UTC", 0)),
        ("Asia/Shanghai", None),
    ],
)
def test_it_does(wanted: str, seen: ZoneSeen | None) -> None:
    assert not zone.fault(wanted, seen, WINTER)


def test_without_its_file_local_time_is_utc() -> None:
    fault = zone.fault("Asia/Shanghai", ZoneSeen("Asia/Shanghai", 0, False), WINTER)
    assert fault.code == zone.MISSING.code
    assert "tzdata" in fault
    assert "zone_files" in fault


def test_it_is_said_also_while_the_zone_happens_to_be_at_utc() -> None:
    assert zone.fault("Europe/London", ZoneSeen("Europe/London", 0, False), WINTER).code == zone.MISSING.code


@pytest.mark.parametrize(
    ("wanted", "seen", "words"),
    [
        ("Asia/Shanghai", ZoneSeen("Asia/Tokyo", 9 * 3600, True), "Asia/Tokyo (+09:00), not Asia/Shanghai (+08:00)"),
        ("Asia/Shanghai", ZoneSeen("", 0), "its image's own (+00:00), not Asia/Shanghai (+08:00)"),
        ("Asia/Shanghai", ZoneSeen("EST5EDT,M3.2.0,M11.1.0", -5 * 3600), "(-05:00)"),
        # The same in winter, an hour apart in summer.
        ("Europe/London", ZoneSeen("Africa/Abidjan", 0, True), "Africa/Abidjan (+00:00), not Europe/London (+01:00)"),
    ],
)
def test_another_zone_is_said(wanted: str, seen: ZoneSeen, words: str) -> None:
    fault = zone.fault(wanted, seen, WINTER)
    assert fault.code == zone.DIFFERS.code
    assert words in fault
