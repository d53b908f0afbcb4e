"""Tells a running Marquez server of a small history and pulls it with `dossier lineage pull`; the answers are a fixture.

Features are built twice from different sources, a model is trained from each by different code, the first model is
promoted by an event about its data set alone, and a batch is scored with it after the second was trained. The server
must be empty. Tried with the server's main branch of March 2025 (0.51) on PostgreSQL 15.

    python test/peers/marquez_server.py http://127.0.0.1:5000
"""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "test/fixtures/lineage/marquez/server-0.51.ndjson"
URL = sys.argv[1]
PRODUCER = "https://git.example/denial"
FACETS = "https://openlineage.io/spec/facets/1-0-0"


def facet(name: str, **content: object) -> dict:
    return {"_producer": PRODUCER, "_schemaURL": f"{FACETS}/{name}.json", **content}


def dataset(name: str, digit: str, kind: str = "FILE") -> dict:
    version = facet("DatasetVersionDatasetFacet", datasetVersion=f"sha256:{digit * 64}")
    facets = {"version": version, "datasetType": facet("DatasetTypeDatasetFacet", datasetType=kind)}
    if kind == "FILE":
        fields = [{"name": name, "type": "DOUBLE"} for name in ("income", "debt")]
        facets["schema"] = facet("SchemaDatasetFacet", fields=fields)
    return {"namespace": "s3://lake", "name": name, "facets": facets}


def job(name: str, commit: str) -> dict:
    place = {"type": "git", "repoUrl": f"{PRODUCER}.git", "path": f"denial/{name}.py", "version": commit * 40}
    url = f"{PRODUCER}/blob/{commit * 40}/denial/{name}.py"
    return {
        "namespace": "denial",
        "name": name,
        "facets": {"sourceCodeLocation": facet("SourceCodeLocationJobFacet", url=url, branch="main", **place)},
    }


def run(digit: str, name: str, commit: str, day: str, inputs: list[dict], outputs: list[dict]) -> list[dict]:
    shared = {
        "run": {"runId": f"{digit * 8}-{digit * 4}-7{digit * 3}-8{digit * 3}-{digit * 12}"},
        "job": job(name, commit),
        "inputs": inputs,
        "producer": PRODUCER,
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    }
    return [
        {"eventType": "START", "eventTime": f"2025-01-{day}T08:00:00.000Z", "outputs": [], **shared},
        {"eventType": "COMPLETE", "eventTime": f"2025-01-{day}T09:00:00.000Z", "outputs": outputs, **shared},
    ]


def promotion(day: str, model: dict) -> dict:
    tags = [{"key": "model_version", "value": "v1", "source": "USER"}]
    return {
        "eventTime": f"2025-01-{day}T08:00:00.000Z",
        "dataset": {**model, "facets": {**model["facets"], "tags": facet("TagsDatasetFacet", tags=tags)}},
        "producer": PRODUCER,
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent",
    }


def history() -> list[dict]:
    features = [dataset("features.parquet", digit) for digit in "12"]
    models = [dataset(f"model-{digit}.onnx", digit, "MODEL") for digit in "34"]
    return [
        *run("a", "features", "a", "06", [dataset("raw-1.csv", "5")], features[:1]),
        *run("b", "train", "a", "07", features[:1], models[:1]),
        promotion("08", models[0]),
        *run("c", "features", "b", "09", [dataset("raw-2.csv", "6")], features[1:]),
        *run("d", "train", "b", "10", features[1:], models[1:]),
        *run("e", "score", "b", "13", [models[0], dataset("batch.parquet", "7")], [dataset("decisions.parquet", "8")]),
    ]


def main() -> None:
    for event in history():
        body = json.dumps(event).encode()
        request = urllib.request.Request(f"{URL}/api/v1/lineage", body, {"content-type": "application/json"})
        with urllib.request.urlopen(request) as response:
            assert response.status == 201, response.status
    subprocess.run(
        ["node", "--import", "tsx", "src/cli/main.ts", "lineage", "pull", "--from", "marquez", "--out", OUT],
        cwd=ROOT,
        env={**os.environ, "DOSSIER_LINEAGE_URL": URL},
        check=True,
    )


if __name__ == "__main__":
    main()
