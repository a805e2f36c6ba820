"""A real browser on the real product: a manager process with the local cluster, driven by clicks and keys."""
