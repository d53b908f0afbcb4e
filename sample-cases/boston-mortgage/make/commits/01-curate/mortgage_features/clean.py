"""Raw applications and the application calendar in, curated applications out.

Reads only the columns named here: race and marital status never enter the pipeline.
"""

import argparse

import pandas as pd

from mortgage_features import tables

RATIOS = ["pirat", "hirat", "lvrat"]
LEVELS = ["chist", "mhist"]
FLAGS = ["phist", "selfemp", "insurance", "condomin", "hschool"]
OUTCOMES = {"yes": "denied", "no": "approved"}


def curate(applications: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    rows = calendar.merge(applications, on="rownames", validate="one_to_one")
    curated = rows[["prediction_id", "period"]].copy()
    curated[RATIOS] = rows[RATIOS]
    curated["lvrat"] = curated["lvrat"].where(curated["lvrat"] <= 1.5, curated["lvrat"] / 100)
    curated[LEVELS] = rows[LEVELS].astype("int8")
    curated["unemp"] = rows["unemp"]
    curated[FLAGS] = (rows[FLAGS] == "yes").astype("int8")
    curated["outcome"] = rows["deny"].map(OUTCOMES).where(rows["outcome_reported"] == "yes", None)
    return curated.sort_values("prediction_id", ignore_index=True)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--applications", required=True)
    args.add_argument("--calendar", required=True)
    args.add_argument("--out", required=True)
    given = args.parse_args()
    columns = ["rownames", "deny", *RATIOS, *LEVELS, "unemp", *FLAGS]
    applications = pd.read_csv(given.applications, usecols=columns, float_precision="round_trip")
    tables.write(curate(applications, pd.read_csv(given.calendar)), given.out)


if __name__ == "__main__":
    main()
