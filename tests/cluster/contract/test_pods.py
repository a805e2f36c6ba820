from tests.integration.cluster_contract.test_pods import *  # noqa: F403

# A kubelet goes on waiting for the grace of the first deletion (docs/kubernetes-differences.md).
del test_a_second_deletion_can_shorten_the_grace  # noqa: F821
