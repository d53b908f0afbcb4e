"""A model and one batch of applications in, rows of the decision log out."""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
from mortgage_features import tables


def probability_denied(model: str, features: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """The model's input columns, and the float32 probability of class 1 for each row."""
    session = onnxruntime.InferenceSession(model)
    inputs = session.get_modelmeta().custom_metadata_map["inputs"].split(",")
    matrix = features[inputs].to_numpy(np.float32)
    _, probabilities = session.run(None, {"float_input": matrix})
    return inputs, np.array([row[1] for row in probabilities], dtype=np.float32)


def decide(given: argparse.Namespace) -> pd.DataFrame:
    if not Path(given.features).exists():
        raise SystemExit(f"{given.features} is not built yet: run the feature job of this month first")
    features = tables.read(given.features)
    inputs, scores = probability_denied(given.model, features)
    pace = pd.to_timedelta(np.arange(len(features)) * given.pace_ms, unit="ms")
    decisions = pd.DataFrame(
        {
            "prediction_id": features["prediction_id"],
            "decided_at": pd.Timestamp(given.started_at).tz_localize(None) + pace,
            "model_version": given.version,
            "run_id": given.run_id,
        }
    )
    decisions[inputs] = features[inputs]
    decisions["score"] = scores.astype(np.float64)
    decisions["decision"] = np.where(decisions["score"] >= given.cutoff, "denied", "approved")
    return decisions


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--version", "--features", "--run-id", "--started-at", "--log"):
        args.add_argument(name, required=True)
    args.add_argument("--cutoff", type=float, required=True, help="deny at or above this probability")
    args.add_argument("--pace-ms", type=int, required=True, help="time between two decisions")
    given = args.parse_args()
    decisions = decide(given)
    if Path(given.log).exists():
        decisions = pd.concat([tables.read(given.log), decisions], ignore_index=True)
    tables.write(decisions, given.log)


if __name__ == "__main__":
    main()
