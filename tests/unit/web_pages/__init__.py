"""The pages' decisions, and the rules that their files keep."""
