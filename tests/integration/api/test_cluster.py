"""Nodes, branches, blueprints, ports; and what machines ask: health, metrics, the document."""

from __future__ import annotations

import requests
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.serving import Serving, eventually


def test_nodes_by_selector(manager: Serving) -> None:
    everything = manager.json("GET", "/nodes")["items"]
    dev = manager.json("GET", "/nodes", params={"selector": "branch=dev"})["items"]
    assert {node["labels"]["branch"] for node in dev} == {"dev"}
    assert 0 < len(dev) < len(everything)
    assert manager.json("POST", f"/nodes/{dev[0]['name']}/uncordon")["schedulable"] is True


def test_branches_and_blueprints(manager: Serving) -> None:
    assert "dev" in manager.json("GET", "/branches")["items"]
    blueprints = manager.json("GET", "/blueprints")
    sample = next(one for one in blueprints["items"] if one["name"] == "sample")
    assert [port["name"] for port in sample["ports"]] == ["time", "echo", "count"]
    assert next(arg for arg in sample["args"] if arg["name"] == "exit_after")["type"] == "int"
    assert sample["title"]["zh"]
    assert blueprints["broken"] == []


def test_ports(manager: Serving) -> None:
    (pool,) = manager.json("GET", "/ports")["items"]
    assert pool["held"] + pool["free"] + pool["resting"] + pool["excluded"] == pool["last"] - pool["first"] + 1
    assert [finding for finding in manager.json("GET", "/ports/doctor")["items"] if finding["code"] == "leaked"] == []


def test_health(manager: Serving) -> None:
    assert requests.get(f"{manager.url}/healthz", timeout=30).json() == {"status": "alive"}
    ready = requests.get(f"{manager.url}/readyz", timeout=30)
    assert ready.status_code == 200
    assert set(ready.json()["checks"].values()) == {"ok"}


def test_metrics(manager: Serving) -> None:
    manager.call("GET", "/islands/999999999")

    def counted() -> bool:
        """A request is measured when its last byte is sent, which is after we have it."""
        labels = [sample.labels for sample in families(manager)["islandmgr_request_seconds"].samples]
        return any(one["route"] == "/api/v1/islands/<island_id>" and one["status"] == "404" for one in labels)

    eventually(counted)
    found = families(manager)
    assert {sample.labels["use"] for sample in found["islandmgr_ports"].samples} == {"held", "resting", "free"}
    assert found["islandmgr_leader"].samples[0].value == 1
    assert found["islandmgr_database_up"].samples[0].value == 1
    assert "process_resident_memory_bytes" in found


def families(manager: Serving) -> dict[str, Metric]:
    text = requests.get(f"{manager.url}/metrics", timeout=30).text
    return {family.name: family for family in text_string_to_metric_families(text)}


def test_the_document_and_its_page_need_no_other_site(manager: Serving) -> None:
    document = requests.get(f"{manager.url}/api/v1/openapi.json", timeout=30).json()
    assert "/api/v1/islands/{island_id}/clock" in document["paths"]
    page = requests.get(f"{manager.url}/api/v1/docs", timeout=30).text
    assert "http" not in page.replace("http-equiv", "")
    for link in [part.split('"')[0] for part in page.split('src="')[1:] + page.split('rel="stylesheet" href="')[1:]]:
        assert requests.get(manager.url + link, timeout=30).ok, link
