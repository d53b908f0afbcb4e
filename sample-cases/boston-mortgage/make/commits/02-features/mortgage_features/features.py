"""Curated applications in, model inputs out."""

import argparse

import pandas as pd
from mortgage_features import tables

CHIST = [f"chist_{level}" for level in range(1, 7)]
MHIST = [f"mhist_{level}" for level in range(1, 5)]
INPUTS = [
    "pirat",
    "hirat",
    "lvrat",
    *CHIST,
    *MHIST,
    "phist",
    "selfemp",
    "insurance",
    "condomin",
]


def one_hot(levels: pd.Series, columns: list[str]) -> pd.DataFrame:
    """One 0/1 column per level: `chist_3` is 1 where the level is 3."""
    return pd.DataFrame({c: (levels == int(c.rsplit("_", 1)[1])).astype("int8") for c in columns})


def build(curated: pd.DataFrame) -> pd.DataFrame:
    wide = pd.concat([curated, one_hot(curated["chist"], CHIST), one_hot(curated["mhist"], MHIST)], axis="columns")
    return wide[["prediction_id", *INPUTS]]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--curated", required=True)
    args.add_argument("--periods", required=True, nargs="+")
    args.add_argument("--label", action="store_true", help="known outcomes only, with column `denied`")
    args.add_argument("--out", required=True)
    given = args.parse_args()
    curated = tables.read(given.curated)
    curated = curated[curated["period"].isin(given.periods)]
    if given.label:
        curated = curated[curated["outcome"].notna()]
    curated = curated.reset_index(drop=True)
    features = build(curated)
    if given.label:
        features["denied"] = (curated["outcome"] == "denied").astype("int8")
    tables.write(features, given.out)


if __name__ == "__main__":
    main()
