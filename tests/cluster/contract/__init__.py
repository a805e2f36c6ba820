"""The contract of `tests.integration.cluster_contract` on a real Kubernetes: the same functions, another `bed`."""
