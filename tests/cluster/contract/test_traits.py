from tests.integration.cluster_contract.test_traits import *  # noqa: F403
