"""Long work that runs step by step."""
