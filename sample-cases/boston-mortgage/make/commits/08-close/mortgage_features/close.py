"""Closes the decision log: adds the outcomes, and the facts which an older model did not read."""

import argparse

import pandas as pd
from mortgage_features import tables
from mortgage_features.features import INPUTS

KEYS = ["prediction_id", "decided_at", "model_version", "run_id"]
FLAGS = ["phist", "selfemp", "insurance", "condomin", "hschool"]


def close(log: pd.DataFrame, curated: pd.DataFrame) -> pd.DataFrame:
    facts = curated.set_index("prediction_id").loc[log["prediction_id"]].reset_index(drop=True)
    closed = log.copy()
    for column in ("unemp", "hschool"):
        recorded = closed[column] if column in closed else pd.Series(index=closed.index, dtype=float)
        closed[column] = recorded.fillna(facts[column])
    closed[FLAGS] = closed[FLAGS].astype("int8")
    closed["outcome"] = facts["outcome"]
    return closed[[*KEYS, *INPUTS, "score", "decision", "outcome"]]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--curated", required=True)
    args.add_argument("--logs", required=True, nargs="+")
    given = args.parse_args()
    curated = tables.read(given.curated)
    for path in given.logs:
        tables.write(close(tables.read(path), curated), path)


if __name__ == "__main__":
    main()
