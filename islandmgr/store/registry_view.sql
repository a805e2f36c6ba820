-- What other game services read: one row an island that has announced itself.
-- Created by the migrations on MySQL 8 and MariaDB 10.6+; safe to run again by hand.
-- Instants are UTC whatever the reader's time_zone is. `ports` is JSON: {"app-common-port": 30807, ...}.
CREATE OR REPLACE VIEW registry_servers AS
SELECT
    r.island_id,
    r.incarnation,
    r.name,
    r.owner,
    r.branch,
    r.node,
    r.host,
    (SELECT MIN(p.port) FROM ports p WHERE p.island_id = r.island_id) AS first_port,
    r.ports,
    r.pod,
    r.fingerprint,
    i.state,
    TIMESTAMP('1970-01-01') + INTERVAL r.started_at SECOND AS started_at,
    TIMESTAMP('1970-01-01') + INTERVAL r.registered_at SECOND AS registered_at
FROM registry r
JOIN islands i ON i.id = r.island_id
