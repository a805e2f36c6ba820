"""Islands' clocks: asked for, written into Pods, and measured there. Nothing is believed that was not measured.

asking    from a request to a `Clock`, with what only the manager knows: blueprints, other islands, the past
changing  commit a new clock to an island's row, with its line of history
pod       write a clock into a Pod and measure it there
judging   what a measurement says: applied, or why not
applying  make Pods show what was committed; the self-test before `running`
looking   the same beside the reconciler, which waits for no Pod
setting   the verbs about one island's clock
groups    the verbs about islands that share one time line
scripts   the verbs about saved scripts
runs      carrying scripts out
"""

from islandmgr.resources.clocks.service.application import Applying
from islandmgr.resources.clocks.service.groups import Groups
from islandmgr.resources.clocks.service.measurement import Looking
from islandmgr.resources.clocks.service.runs import Runs
from islandmgr.resources.clocks.service.scripts import Scripts
from islandmgr.resources.clocks.service.verbs import ClockReport, Clocks, Preview

__all__ = ["Applying", "ClockReport", "Clocks", "Groups", "Looking", "Preview", "Runs", "Scripts"]
