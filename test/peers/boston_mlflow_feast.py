"""Tells the story of sample-cases/boston-mortgage as an MLflow server and a Feast registry would have recorded it.

Training runs and registered models go to MLflow, the definition of features to Feast. Neither knows of the jobs that made
the data or of the runs that scored, and MLflow's digest of a data set holds at most 36 characters, so that the SHA-256
goes into a tag. Shapes: runs/search, registered-models/search and model-versions/search of the MLflow REST API, and
`feast registry-dump`.

    python test/peers/boston_mlflow_feast.py
"""

import hashlib
import json
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "test/fixtures/lineage/boston"
LAKE = "file://lake.harbor.example"
MODEL = "denial"
PROJECT = "harbor_savings"


def events(job: str) -> list[dict]:
    lines = (ROOT / "sample-cases/boston-mortgage/lineage/events.ndjson").read_text().splitlines()
    found = [json.loads(line) for line in lines]
    return [e for e in found if e.get("job", {}).get("name") == f"mortgage_screening.{job}"]


def closed(job: str) -> list[tuple[dict, dict]]:
    """Start and completion of each run of a job."""
    starts = {e["run"]["runId"]: e for e in events(job) if e["eventType"] == "START"}
    return [(starts[e["run"]["runId"]], e) for e in events(job) if e["eventType"] == "COMPLETE"]


def milliseconds(event: dict) -> int:
    return int(datetime.fromisoformat(event["eventTime"]).timestamp() * 1000)


def sha256(data: dict) -> str:
    return data["facets"]["version"]["datasetVersion"].removeprefix("sha256:")


def columns(data: dict) -> list[str]:
    return [field["name"] for field in data["facets"]["schema"]["fields"]]


def pairs(tags: dict[str, str]) -> list[dict]:
    return [{"key": key, "value": value} for key, value in tags.items()]


def dataset_input(data: dict, rows: int) -> dict:
    schema = [{"type": "double", "name": name, "required": True} for name in columns(data)]
    return {
        "dataset": {
            "name": Path(data["name"]).stem,
            "digest": hashlib.md5(sha256(data).encode()).hexdigest()[:8],
            "source_type": "local",
            "source": json.dumps({"uri": f"{LAKE}/{data['name']}"}),
            "schema": json.dumps({"mlflow_colspec": schema}),
            "profile": json.dumps({"num_rows": rows, "num_elements": rows * len(schema)}),
        },
        "tags": pairs({"mlflow.data.context": "training", "sha256": sha256(data)}),
    }


def training_run(start: dict, end: dict, rows: int) -> dict:
    identifier = end["run"]["runId"].replace("-", "")
    code = end["job"]["facets"]["sourceCodeLocation"]
    tags = {
        "mlflow.runName": Path(end["outputs"][0]["name"]).parent.name,
        "mlflow.source.type": "LOCAL",
        "mlflow.source.name": code["path"],
        "mlflow.source.git.commit": code["version"],
        "mlflow.source.git.branch": code["branch"],
        "mlflow.source.git.repoURL": code["repoUrl"],
        "mlflow.user": "credit-risk-models",
    }
    return {
        "info": {
            "run_uuid": identifier,
            "run_id": identifier,
            "run_name": tags["mlflow.runName"],
            "experiment_id": "1",
            "user_id": "credit-risk-models",
            "status": "FINISHED",
            "start_time": milliseconds(start),
            "end_time": milliseconds(end),
            "artifact_uri": f"{LAKE}/models/mlruns/1/{identifier}/artifacts",
            "lifecycle_stage": "active",
        },
        "data": {"metrics": [], "params": [], "tags": pairs(tags)},
        "inputs": {"dataset_inputs": [dataset_input(end["inputs"][0], rows)]},
    }


def model_version(end: dict, version: int) -> dict:
    artefact = end["outputs"][0]
    return {
        "name": MODEL,
        "version": str(version),
        "creation_timestamp": milliseconds(end) + 60_000,
        "last_updated_timestamp": milliseconds(end) + 60_000,
        "current_stage": "None",
        "source": f"{LAKE}/{artefact['name']}",
        "run_id": end["run"]["runId"].replace("-", ""),
        "status": "READY",
        "tags": pairs({"sha256": sha256(artefact), "owner": "team:credit-risk-models"}),
    }


def mlflow() -> list[dict]:
    rows = {e["outputs"][0]["name"]: e["outputs"][0]["outputFacets"]["outputStatistics"]["rowCount"]
            for _, e in closed("training_features")}  # fmt: skip
    trained = closed("train")
    versions = [model_version(end, index + 1) for index, (_, end) in enumerate(trained)]
    registered = {
        "name": MODEL,
        "creation_timestamp": versions[0]["creation_timestamp"],
        "last_updated_timestamp": versions[-1]["last_updated_timestamp"],
        "latest_versions": [versions[-1]],
        "aliases": [{"alias": "champion", "version": versions[-1]["version"]}],
    }
    experiment = {
        "experiment_id": "1",
        "name": "mortgage_screening.train",
        "artifact_location": f"{LAKE}/models/mlruns/1",
        "lifecycle_stage": "active",
        "creation_time": milliseconds(trained[0][0]),
    }
    return [
        {"experiments": [experiment]},
        {"runs": [training_run(start, end, rows[end["inputs"][0]["name"]]) for start, end in trained]},
        {"registered_models": [registered]},
        {"model_versions": versions},
    ]


def fields(names: list[str]) -> list[dict]:
    return [{"name": name, "valueType": "DOUBLE"} for name in names]


def meta(event: dict) -> dict:
    return {"createdTimestamp": event["eventTime"], "lastUpdatedTimestamp": event["eventTime"]}


def feast() -> dict:
    """Features as they were defined when the last model was trained."""
    built = closed("training_features")
    _, last = built[-1]
    lineage = last["outputs"][0]["facets"]["columnLineage"]["fields"]
    read = last["inputs"][0]
    kept, made = {}, {}
    for name, field in lineage.items():
        direct = [i for i in field["inputFields"] if i["transformations"][0]["type"] == "DIRECT"]
        same = all(i["transformations"][0]["subtype"] == "IDENTITY" for i in direct)
        (kept if same else made)[name] = [i["field"] for i in direct]
    source = {
        "name": "curated_hmda",
        "type": "BATCH_FILE",
        "dataSourceClassType": "feast.infra.offline_stores.file_source.FileSource",
        "fileOptions": {"uri": f"{LAKE}/{read['name']}"},
        "project": PROJECT,
        "owner": "team:mortgage-data",
        "timestampField": "period",
    }
    plain = sorted({column for columns_ in [*kept.values(), *made.values()] for column in columns_})
    view = {
        "meta": {**meta(last), "currentVersionNumber": 2},
        "spec": {
            "name": "applications",
            "project": PROJECT,
            "owner": "team:mortgage-data",
            "batchSource": source,
            "features": fields(plain),
            "online": False,
        },
    }
    views = {**{name: "applications" for name in kept}, **{name: f"{of[0]}_one_hot" for name, of in made.items()}}
    return {
        "project": PROJECT,
        "dataSources": [source],
        "entities": [],
        "featureViews": [view],
        "onDemandFeatureViews": [one_hot(column, made, last) for column in sorted({of[0] for of in made.values()})],
        "featureServices": [],
        "savedDatasets": [saved(end, views) for _, end in built],
        "infra": [],
    }


def one_hot(column: str, made: dict[str, list[str]], event: dict) -> dict:
    names = [name for name, of in made.items() if of == [column]]
    code = (
        f"def {column}_one_hot(inputs: pd.DataFrame) -> pd.DataFrame:\n"
        f'    return pd.get_dummies(inputs["{column}"], prefix="{column}")\n'
    )
    projection = {"featureViewName": "applications", "featureColumns": fields([column])}
    return {
        "meta": meta(event),
        "spec": {
            "name": f"{column}_one_hot",
            "project": PROJECT,
            "features": fields(names),
            "mode": "pandas",
            "sources": {"applications": {"featureViewProjection": projection}},
            "featureTransformation": {"userDefinedFunction": {"name": f"{column}_one_hot", "bodyText": code}},
        },
    }


def saved(event: dict, views: dict[str, str]) -> dict:
    output = event["outputs"][0]
    return {
        "meta": meta(event),
        "spec": {
            "name": Path(output["name"]).stem.replace("-", "_"),
            "project": PROJECT,
            "features": [f"{views[name]}:{name}" for name in columns(output) if name in views],
            "joinKeys": ["prediction_id"],
            "storage": {"fileStorage": {"uri": f"{LAKE}/{output['name']}"}},
            "tags": {"owner": "team:mortgage-data"},
        },
    }


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for name, told in {"mlflow": mlflow(), "feast": feast()}.items():
        (OUT / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")
