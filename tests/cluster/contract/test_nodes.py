from tests.integration.cluster_contract.test_nodes import *  # noqa: F403
