"""Long work in steps: rows, the pure `decide`, Pods, logs, the leader's worker, verbs. Rooms say what a task does."""
