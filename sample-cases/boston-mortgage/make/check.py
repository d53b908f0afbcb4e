"""Checks the sample against itself: `python check.py`. Ends with an error at the first thing that is wrong."""

import json
import subprocess
import tempfile
from collections import defaultdict
from datetime import datetime
from itertools import chain

import numpy as np
import onnxruntime
import pandas as pd
import yaml

import story
from datasets import ROOTS, sha256
from make import CASE

DECLARED = yaml.safe_load((CASE / "case.yaml").read_text())
EVENTS = [json.loads(line) for line in (CASE / "lineage/events.ndjson").read_text().splitlines()]
TRY = ("BM-001037", "BM-002210", "BM-001221")
RUNS = [event for event in EVENTS if "run" in event]


def decisions() -> pd.DataFrame:
    return pd.concat([pd.read_parquet(CASE / file) for file in DECLARED["decisionLog"]["files"]], ignore_index=True)


def moment(event: dict) -> pd.Timestamp:
    return pd.Timestamp(datetime.fromisoformat(event["eventTime"])).tz_localize(None)


def every_digest_is_that_of_the_file() -> str:
    seen = set()
    for event in EVENTS:
        for data in chain(event.get("inputs", []), event.get("outputs", []), [event.get("dataset")]):
            version = data and data["facets"].get("version")
            if version:
                path = f"{ROOTS[data['namespace']]}/{data['name']}"
                assert version["datasetVersion"] == f"sha256:{sha256(CASE / path)}", path
                seen.add(path)
    kept = {str(p.relative_to(CASE)) for root in ROOTS.values() for p in (CASE / root).rglob("*") if p.is_file()}
    assert seen == kept, seen ^ kept
    return f"{len(seen)} files"


def every_score_is_replayed_exactly() -> str:
    log = decisions()
    for model in DECLARED["models"]:
        rows = log[log["model_version"] == model["version"]]
        session = onnxruntime.InferenceSession(CASE / "lake" / model["dataset"])
        assert [o.name for o in session.get_outputs()] == ["output_label", "output_probability"]
        [feed] = session.get_inputs()
        matrix = rows[model["inputs"]].to_numpy(np.float32)
        assert feed.name == "float_input" and feed.shape == [None, matrix.shape[1]]
        alone = [session.run(None, {"float_input": row[None]})[1][0][1] for row in matrix]
        assert (np.float64(np.float32(alone)) == rows["score"]).all()
        assert ((rows["score"] >= model["cutoff"]) == (rows["decision"] == "denied")).all()
        assert model["cutoff"] == story.CUTOFF
    return f"{len(log)} rows"


def runs_start_and_end_once_in_order() -> str:
    times = [moment(event) for event in EVENTS]
    assert times == sorted(times)
    states = defaultdict(list)
    for event in RUNS:
        states[event["run"]["runId"]].append(event["eventType"])
    assert all(pair in (["START", "COMPLETE"], ["START", "FAIL"]) for pair in states.values())
    assert sum("FAIL" in pair for pair in states.values()) == 1
    return f"{len(states)} runs"


def nothing_is_read_before_it_is_written() -> str:
    written = {"raw/hmda.csv", "raw/application-calendar.csv"}
    for event in RUNS:
        if event["eventType"] == "COMPLETE":
            missing = {data["name"] for data in event["inputs"]} - written
            assert not missing, (event["job"]["name"], missing)
            written |= {data["name"] for data in event["outputs"]}
    return f"{len(written)} data sets"


def every_decision_falls_into_its_run() -> str:
    ends = {(event["run"]["runId"], event["eventType"]): event for event in RUNS}
    log = decisions()
    for run, rows in log.groupby("run_id"):
        start, end = ends[run, "START"], ends[run, "COMPLETE"]
        assert moment(start) <= rows["decided_at"].min() and rows["decided_at"].max() <= moment(end)
        [version] = rows["model_version"].unique()
        assert any(data["name"] == f"models/denial/{version}/model.onnx" for data in end["inputs"])
    return f"{log['run_id'].nunique()} scoring runs"


def no_model_decides_on_what_it_was_trained_on() -> str:
    log = decisions()
    assert log["prediction_id"].is_unique
    known = set(log["prediction_id"])
    for version, rows in log.groupby("model_version"):
        training = pd.read_parquet(CASE / f"lake/features/training-{version}.parquet")
        assert not training["prediction_id"].isin(rows["prediction_id"]).any()
        known |= set(training["prediction_id"])
    attributes = pd.read_parquet(CASE / DECLARED["protected"]["file"])
    assert set(attributes["prediction_id"]) == known
    return f"{len(log)} decisions"


def every_commit_is_in_the_bundle() -> str:
    recorded = {
        (place["version"], place["path"])
        for event in RUNS
        if (place := event["job"]["facets"].get("sourceCodeLocation"))
    }
    with tempfile.TemporaryDirectory() as clone:
        subprocess.run(["git", "clone", "--quiet", CASE / DECLARED["code"][0]["bundle"], clone], check=True)
        for commit, path in recorded:
            subprocess.run(["git", "cat-file", "-e", f"{commit}:{path}"], cwd=clone, check=True)
    return f"{len(recorded)} files at {len({commit for commit, _ in recorded})} commits"


def the_three_ids_of_the_readme_are_as_told() -> str:
    log = decisions().set_index("prediction_id")
    plain, older, edge = (log.loc[i] for i in TRY)
    assert {row["decision"] for row in (plain, older, edge)} == {"denied"}
    assert plain["score"] > 3 * story.CUTOFF and plain["model_version"] == "v2"
    assert older["model_version"] == "v1" and older["decided_at"] > pd.Timestamp("2025-04-01")
    assert story.CUTOFF <= edge["score"] < 1.02 * story.CUTOFF
    text = (CASE / "README.md").read_text()
    assert all(i in text for i in TRY)
    return ", ".join(TRY)


CHECKS = [
    every_digest_is_that_of_the_file,
    every_score_is_replayed_exactly,
    runs_start_and_end_once_in_order,
    nothing_is_read_before_it_is_written,
    every_decision_falls_into_its_run,
    no_model_decides_on_what_it_was_trained_on,
    every_commit_is_in_the_bundle,
    the_three_ids_of_the_readme_are_as_told,
]

if __name__ == "__main__":
    for check in CHECKS:
        print(f"ok  {check.__name__.replace('_', ' ')}: {check()}")
