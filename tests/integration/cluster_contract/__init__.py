"""What every cluster adapter must do, as tests that do not know which one they talk to.

A test takes the fixture `bed` (see `beds.Bed`) and nothing else of the cluster. `conftest.py` gives the local
adapter's; another suite runs the same tests on another adapter by importing them next to a `bed` fixture of its own:

    from tests.integration.cluster_contract.test_pods import *
"""
