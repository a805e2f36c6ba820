"""Islands' clocks: asked for, written into Pods, and measured there. Nothing is believed that was not measured.

requests     from a request to a `Clock`, with what only the manager knows: blueprints, other islands, the past
changes      commit a new clock to an island's row, with its line of history
pod_clock    write a clock into a Pod and measure it there
application  make Pods show what was committed; the self-test before `running`
measurement  the same beside the reconciler, which waits for no Pod
verbs        the verbs about one island's clock
groups       the verbs about islands that share one time line
scripts      the verbs about saved scripts
runs         carrying scripts out
"""

from islandmgr.resources.clocks.rules.check_times import UNKNOWN, Rounds
from islandmgr.resources.clocks.service.application import ClockWriter
from islandmgr.resources.clocks.service.groups import Groups
from islandmgr.resources.clocks.service.measurement import ClockMeasurement
from islandmgr.resources.clocks.service.runs import Runs
from islandmgr.resources.clocks.service.scripts import Scripts
from islandmgr.resources.clocks.service.verbs import ClockReport, Clocks, Preview

__all__ = [
    "UNKNOWN",
    "ClockMeasurement",
    "ClockReport",
    "ClockWriter",
    "Clocks",
    "Groups",
    "Preview",
    "Rounds",
    "Runs",
    "Scripts",
]
