"""The frame of all HTTP: the gate, errors, streams, assets, languages. No SQL, no cluster, and no room's own words."""
