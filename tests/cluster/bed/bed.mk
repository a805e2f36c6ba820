# Targets of the Kubernetes test bed; include from the project's Makefile.
#   include tests/cluster/bed/bed.mk
BED := tests/cluster/bed/bed

.PHONY: cluster-up cluster-down

cluster-up: ## bring up a real Kubernetes on this machine (needs root; does nothing if KUBECONFIG is set)
	$(BED) up

cluster-down: ## take it away, whole
	$(BED) down
