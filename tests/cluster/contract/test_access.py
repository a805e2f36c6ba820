from tests.integration.cluster_contract.test_access import *  # noqa: F403
