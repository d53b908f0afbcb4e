"""Group rates, gaps, intervals and tests by fairlearn, scikit-learn, SciPy and statsmodels.

Needs fairlearn 0.15, scikit-learn, scipy, statsmodels 0.15, pandas, pyarrow. From the top of the repository:

    python test/peers/fairness_reference.py

writes test/fixtures/peers/fairness.json: the cells of three seeded data sets and of the sample case, and what the
peers say of them. Nothing here looks at dossier's own numbers.
"""

import json
import math
from pathlib import Path

import fairlearn
import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
from fairlearn.metrics import (
    MetricFrame,
    false_negative_rate,
    false_positive_rate,
    selection_rate,
    true_negative_rate,
    true_positive_rate,
)
from scipy.stats import fisher_exact, norm
from sklearn.metrics import accuracy_score, jaccard_score, precision_score, zero_one_loss
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = "not known"
COMPARED = ["selectionRate", "falsePositiveRate", "positivePredictiveValue", "truePositiveRate"]


def seeded(seed, rows, groups, missing_group=0.0, missing_outcome=0.0):
    """groups: name -> (share, base rate, chance of denial given outcome favourable, given outcome adverse)."""
    rng = np.random.default_rng(seed)
    names = list(groups)
    share = np.array([groups[name][0] for name in names])
    group = rng.choice(len(names), size=rows, p=share / share.sum())
    sex = rng.choice(["f", "m"], size=rows, p=[0.45, 0.55])
    adverse = rng.random(rows) < np.array([groups[name][1] for name in names])[group]
    chance = np.where(adverse, [groups[names[g]][3] for g in group], [groups[names[g]][2] for g in group])
    denied = rng.random(rows) < chance
    table = pd.DataFrame({"race": np.array(names, dtype=object)[group], "sex": sex.astype(object)})
    table.loc[rng.random(rows) < missing_group, "race"] = None
    table["favourable"] = ~denied
    table["adverse"] = adverse.astype(object)
    table.loc[rng.random(rows) < missing_outcome, "adverse"] = None
    return table


def sample_case():
    case = ROOT / "sample-cases" / "boston-mortgage"
    log = pd.concat([pd.read_parquet(path) for path in sorted((case / "decisions").glob("*.parquet"))])
    joined = log.merge(pd.read_parquet(case / "protected" / "attributes.parquet"), on="prediction_id", how="left")
    table = joined[["race", "marital_status"]].astype(object).where(joined[["race", "marital_status"]].notna(), None)
    table["favourable"] = joined["decision"] == "approved"
    table["adverse"] = joined["outcome"].map({"denied": True, "approved": False}).astype(object)
    table["adverse"] = table["adverse"].where(table["adverse"].notna(), None)
    return table.rename(columns={"marital_status": "marital-status"})


def cells(table, attributes):
    counted = {}
    for row in table[[*attributes, "favourable", "adverse"]].itertuples(index=False, name=None):
        row = tuple(None if pd.isna(value) else value for value in row)
        counted[row] = counted.get(row, 0) + 1
    listed = [
        {
            "groups": list(key[:-2]),
            "favourable": bool(key[-2]),
            "adverseOutcome": None if key[-1] is None else bool(key[-1]),
            "n": n,
        }
        for key, n in counted.items()
    ]
    return sorted(listed, key=lambda cell: json.dumps(cell, sort_keys=True))


def group_rates(table, attribute):
    """Each metric by group, by the library that is best known for it; selection rate over all rows."""
    everyone = table[attribute].where(table[attribute].notna(), UNKNOWN)
    predicted = (~table["favourable"]).astype(int)
    labelled = table["adverse"].notna()
    truth = table.loc[labelled, "adverse"].astype(int)
    selected = MetricFrame(
        metrics=lambda y, p: selection_rate(y, p, pos_label=0), y_true=predicted, y_pred=predicted, sensitive_features=everyone
    ).by_group
    frame = MetricFrame(
        metrics={
            "accuracy": accuracy_score,
            "baseRate": lambda y, p: float(np.mean(y)),
            "errorRate": zero_one_loss,
            "falseDiscoveryRate": lambda y, p: 1 - precision_score(y, p, pos_label=1, zero_division=np.nan),
            "falseOmissionRate": lambda y, p: 1 - precision_score(y, p, pos_label=0, zero_division=np.nan),
            "falsePositiveShare": lambda y, p: float(((y == 0) & (p == 1)).sum() / (y != p).sum()) if (y != p).any() else np.nan,
            "threatScore": lambda y, p: jaccard_score(y, p, zero_division=0),
            "falseNegativeRate": false_negative_rate,
            "falsePositiveRate": false_positive_rate,
            "negativePredictiveValue": lambda y, p: precision_score(y, p, pos_label=0, zero_division=np.nan),
            "positivePredictiveValue": lambda y, p: precision_score(y, p, pos_label=1, zero_division=np.nan),
            "trueNegativeRate": true_negative_rate,
            "truePositiveRate": true_positive_rate,
        },
        y_true=truth,
        y_pred=predicted[labelled],
        sensitive_features=everyone[labelled],
    ).by_group
    return selected, frame


def counts(part):
    labelled = part[part["adverse"].notna()]
    denied, adverse = ~labelled["favourable"], labelled["adverse"].astype(bool)
    tp, fp = int((denied & adverse).sum()), int((denied & ~adverse).sum())
    fn, tn = int((~denied & adverse).sum()), int((~denied & ~adverse).sum())
    return {
        "accuracy": (tp + tn, tp + fp + fn + tn),
        "adverseDecisionRate": (int((~part["favourable"]).sum()), len(part)),
        "errorRate": (fp + fn, tp + fp + fn + tn),
        "falseDiscoveryRate": (fp, tp + fp),
        "falseOmissionRate": (fn, fn + tn),
        "falsePositiveShare": (fp, fp + fn),
        "threatScore": (tp, tp + fp + fn),
        "baseRate": (tp + fn, tp + fp + fn + tn),
        "falseNegativeRate": (fn, tp + fn),
        "falsePositiveRate": (fp, fp + tn),
        "negativePredictiveValue": (tn, tn + fn),
        "positivePredictiveValue": (tp, tp + fp),
        "selectionRate": (int(part["favourable"].sum()), len(part)),
        "trueNegativeRate": (tn, fp + tn),
        "truePositiveRate": (tp, tp + fn),
    }


def estimate(x, n, peer):
    if n == 0:
        given = None if peer is None or (isinstance(peer, float) and math.isnan(peer)) else float(peer)
        return {"value": None, "low": None, "high": None, "numerator": x, "denominator": 0, "peerValue": given}
    low, high = proportion_confint(x, n, alpha=0.05, method="wilson")
    low, high = (0.0 if x == 0 else low), (1.0 if x == n else high)
    return {"value": float(peer), "low": float(low), "high": float(high), "numerator": x, "denominator": n}


def comparison(x, n, x_ref, n_ref):
    if n == 0 or n_ref == 0:
        return {"ratio": None, "difference": None, "p": None, "test": "none"}
    table = np.array([[x, n - x], [x_ref, n_ref - x_ref]])
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    low, high = confint_proportions_2indep(x, n, x_ref, n_ref, method="newcomb", compare="diff", alpha=0.05)
    found = {"difference": {"value": x / n - x_ref / n_ref, "low": float(low), "high": float(high)}}
    if expected.min() < 5:
        found |= {"test": "Fisher exact", "p": float(fisher_exact(table).pvalue)}
    else:
        z, _ = proportions_ztest([x, x_ref], [n, n_ref])
        found |= {"test": "two-proportion z", "p": float(2 * norm.sf(abs(z)))}
    found["ratio"] = None if x_ref == 0 else ratio(x, n, x_ref, n_ref)
    return found


def ratio(x, n, x_ref, n_ref):
    if x == 0 or (x == n and x_ref == n_ref):
        one, two = (x + 0.5, n + 1), (x_ref + 0.5, n_ref + 1)
    else:
        one, two = (x, n), (x_ref, n_ref)
    shifted = Table2x2(np.array([[one[0], one[1] - one[0]], [two[0], two[1] - two[0]]]), shift_zeros=False)
    low, high = shifted.riskratio_confint(alpha=0.05)
    return {"value": (x / n) / (x_ref / n_ref), "low": float(low), "high": float(high)}


def audit(table, attribute, reference):
    selected, frame = group_rates(table, attribute)
    everyone = table[attribute].where(table[attribute].notna(), UNKNOWN)
    present = sorted(set(everyone) - {reference, UNKNOWN})
    order = [reference, *present, *([UNKNOWN] if (everyone == UNKNOWN).any() else [])]
    counted = {group: counts(table[everyone == group]) for group in order}

    def peer(group, metric):
        if metric == "selectionRate":
            return selected.get(group)
        if metric == "adverseDecisionRate":
            return None if selected.get(group) is None else 1 - selected.get(group)
        return frame[metric].get(group)

    groups = [
        {"group": group, "metrics": {m: estimate(x, n, peer(group, m)) for m, (x, n) in counted[group].items()}}
        for group in order
    ]
    disparities = [
        {"group": group, "metric": metric} | comparison(*counted[group][metric], *counted[reference][metric])
        for group in present
        for metric in COMPARED
    ]
    tested = [each for each in disparities if each["p"] is not None]
    for each in disparities:
        each["pAdjusted"] = None
    if tested:
        adjusted = multipletests([each["p"] for each in tested], method="holm")[1]
        for each, p in zip(tested, adjusted, strict=True):
            each["pAdjusted"] = float(p)
    return {"name": attribute, "reference": reference, "groups": groups, "disparities": disparities}


def case(name, table, references):
    return {
        "name": name,
        "attributes": list(references),
        "rows": len(table),
        "cells": cells(table, list(references)),
        "audits": [audit(table, attribute, reference) for attribute, reference in references.items()],
    }


def main():
    usual = {"white": (0.6, 0.12, 0.08, 0.6), "black": (0.25, 0.2, 0.15, 0.65), "asian": (0.15, 0.1, 0.07, 0.6)}
    small = {"white": (0.9, 0.1, 0.05, 0.6), "native": (0.03, 0.02, 0.1, 0.9), "asian": (0.07, 0.0, 0.0, 0.5)}
    large = {"white": (0.7, 0.1, 0.1, 0.7), "black": (0.2, 0.15, 0.13, 0.7), "asian": (0.1, 0.1, 0.101, 0.7)}
    fixture = {
        "peer": "fairlearn, scikit-learn, SciPy, statsmodels",
        "version": {m.__name__: m.__version__ for m in (fairlearn, sklearn, scipy, statsmodels, np, pd)},
        "madeBy": "test/peers/fairness_reference.py",
        "tolerance": {"rates": 1e-12, "gaps": 1e-12, "intervals": 1e-9, "tests": 1e-9, "smallP": 1e-6},
        "why": {
            "0/0": "peerValue is what fairlearn returns where nothing was observed, 0 for a rate of the confusion matrix. "
            "We say null with a reason.",
            "smallP": "Below 1e-12 an error of one unit in the last place of z is multiplied by z^2, so that p-values are "
            "compared relative to their size.",
            "wilson": "Ends are set to exactly 0 and 1 at x = 0 and x = n, where the peer leaves a rounding error.",
            "ratio": "Where a count is 0, or both rates are 1, the interval is taken with 1/2 added to both counts and 1 to "
            "both totals.",
            "missing group": "fairlearn 0.15 refuses a missing group; here it gets the name 'not known' before the call.",
        },
        "cases": [
            case("usual", seeded(20250101, 4000, usual, 0.03, 0.2), {"race": "white", "sex": "m"}),
            case("small groups", seeded(20250102, 300, small, 0.05, 0.3), {"race": "white", "sex": "m"}),
            case("large", seeded(20250103, 150_000, large, 0.01, 0.1), {"race": "white", "sex": "m"}),
            case("boston-mortgage", sample_case(), {"race": "white", "marital-status": "married"}),
        ],
    }
    target = ROOT / "test" / "fixtures" / "peers" / "fairness.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(fixture, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
