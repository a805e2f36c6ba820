from tests.integration.cluster_contract.test_fields import *  # noqa: F403
