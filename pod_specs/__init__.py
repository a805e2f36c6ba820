"""From blueprints and islands to Pods. Pure but for reading blueprint files: no store, no cluster, no clock.

blueprints = pod_specs.load(["/etc/islandmgr/blueprints"])
blueprint = blueprints.get("sample")
args = blueprint.check_args({"exit_after": "5"})
manifest = pod_specs.render(blueprint, RenderInput(island, "+0", token, manager_url, side_image))
"""

from pod_specs.blueprint import OUR_CONTAINERS, Blueprint
from pod_specs.library import BUILTIN, Blueprints, load
from pod_specs.loading import Problem
from pod_specs.names import island_name, pod_name, slug
from pod_specs.pool_rules import PortRange
from pod_specs.pool_rules import faults as pool_faults
from pod_specs.preview import as_yaml, check, open_file, preview
from pod_specs.render import manifest_of, render
from pod_specs.schema import schema
from pod_specs.values import RenderInput
from pod_specs.zone_files import missing_zone_file

__all__ = [
    "BUILTIN",
    "OUR_CONTAINERS",
    "Blueprint",
    "Blueprints",
    "PortRange",
    "Problem",
    "RenderInput",
    "as_yaml",
    "check",
    "island_name",
    "load",
    "manifest_of",
    "missing_zone_file",
    "open_file",
    "pod_name",
    "pool_faults",
    "preview",
    "render",
    "schema",
    "slug",
]
