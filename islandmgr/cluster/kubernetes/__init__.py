"""A real Kubernetes, 1.28 or newer, behind the cluster port.

The only importer of `kubernetes`, and of that only what reads a kubeconfig: requests go as raw JSON over one pool of
connections, since the library's models cost several times the time and memory of the answers they hold.
"""

from islandmgr.cluster.kubernetes.adapter import KubernetesCluster

__all__ = ["KubernetesCluster"]
