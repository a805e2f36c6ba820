"""The cluster port (`base`) and its two adapters. Knows Pods, not islands: no store, no service."""
