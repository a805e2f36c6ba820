from tests.integration.cluster_contract.test_readiness import *  # noqa: F403
