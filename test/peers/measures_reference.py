"""Measures beyond rates by fairlearn, AIF360, aequitas, scikit-learn, SciPy and statsmodels, on three seeded data sets.

Needs fairlearn 0.15, aif360 0.6, aequitas 1.1, scikit-learn, scipy, statsmodels, pandas 2. From the top:

    python test/peers/measures_reference.py

writes test/fixtures/peers/measures.json. Nothing here looks at dossier's own numbers.
"""

import json
import math
import warnings
from importlib.metadata import version
from pathlib import Path

warnings.simplefilter("ignore")

import numpy as np
import pandas as pd
import statsmodels.api as sm
from aequitas.group import Group
from aif360.datasets import BinaryLabelDataset
from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric
from fairlearn.metrics import equalized_odds_difference, equalized_odds_ratio
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, ttest_ind, wasserstein_distance
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, f1_score, roc_auc_score, roc_curve

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = "white"


def seeded(seed, rows, shares):
    rng = np.random.default_rng(seed)
    names = list(shares)
    weight = np.array([shares[name][0] for name in names])
    group = rng.choice(len(names), size=rows, p=weight / weight.sum())
    latent = rng.normal([shares[names[g]][1] for g in group], 1.2)
    score = np.clip(np.round(1 / (1 + np.exp(-latent)), 2), 0.01, 0.99)
    adverse = (rng.random(rows) < score ** np.array([shares[names[g]][2] for g in group])).astype(int)
    denied = (score + rng.normal(0, 0.05, rows) >= 0.5).astype(int)
    return pd.DataFrame({"group": np.array(names, dtype=object)[group], "score": score, "adverse": adverse, "denied": denied})


def counted(table, columns):
    sizes = table.groupby(columns, sort=True).size()
    return [[*(v.item() if hasattr(v, "item") else v for v in key), int(n)] for key, n in sizes.items()]


def aif(table, group, positive):
    """AIF360 with the adverse decision (1) or the favourable one (0) as its favorable label."""
    frame = pd.DataFrame({"g": (table["group"] == REFERENCE).astype(float), "y": table["adverse"].astype(float)})
    keep = table["group"].isin([group, REFERENCE]) if group else np.ones(len(table), dtype=bool)
    codes = {name: float(i) for i, name in enumerate(sorted(table["group"].unique()))}
    frame["g"] = table["group"].map(codes)
    frame = frame[keep]
    made = {"favorable_label": float(positive), "unfavorable_label": float(1 - positive), "label_names": ["y"],
            "protected_attribute_names": ["g"]}
    truth = BinaryLabelDataset(df=frame, **made)
    said = BinaryLabelDataset(df=frame.assign(y=table.loc[keep, "denied"].astype(float)), **made)
    pair = {"privileged_groups": [{"g": codes[REFERENCE]}],
            "unprivileged_groups": [{"g": v} for k, v in codes.items() if k != REFERENCE and (group is None or k == group)]}
    return ClassificationMetric(truth, said, **pair), BinaryLabelDatasetMetric(said, **pair)


def abroca(one, two):
    """Between the interpolated curves, by the trapezium rule on a grid that holds every corner and every crossing."""
    curves = [roc_curve(t["adverse"], t["score"], drop_intermediate=False)[:2] for t in (one, two)]
    grid = np.unique(np.concatenate([curves[0][0], curves[1][0]]))
    total = 0.0
    for low, high in zip(grid[:-1], grid[1:], strict=True):
        ends = []
        for fpr, tpr in curves:
            i = np.searchsorted(fpr, low, side="right") - 1
            slope = (tpr[i + 1] - tpr[i]) / (fpr[i + 1] - fpr[i])
            ends.append((tpr[i] + slope * (low - fpr[i]), tpr[i] + slope * (high - fpr[i])))
        a, b = ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]
        width = high - low
        total += width * (abs(a + b) / 2 if a * b >= 0 else (a * a + b * b) / (2 * (abs(a) + abs(b))))
    return float(total)


def group_values(part):
    adverse, denied, score = part["adverse"], part["denied"], part["score"]
    logit = np.log(score / (1 - score))
    fit = sm.Logit(adverse, sm.add_constant(logit)).fit(disp=0, tol=1e-14, maxiter=200)
    ci = fit.conf_int(alpha=0.05)
    return {
        "f1Score": float(f1_score(adverse, denied)),
        "balancedAccuracy": float(balanced_accuracy_score(adverse, denied)),
        "auc": float(roc_auc_score(adverse, score)),
        "brierScore": float(brier_score_loss(adverse, score)),
        "calibrationInTheLarge": float(score.mean() - adverse.mean()),
        "calibrationSlope": float(fit.params.iloc[1]),
        "calibrationIntercept": float(fit.params.iloc[0]),
        "calibrationSlopeInterval": [float(v) for v in ci.iloc[1]],
        "brierUncertainty": float(adverse.var(ddof=0)),
    }


def pair_values(table, group):
    part, ref = table[table["group"] == group], table[table["group"] == REFERENCE]
    both = table[table["group"].isin([group, REFERENCE])]
    adverse, _ = aif(table, group, 1)
    pooled = ttest_ind(part["score"], ref["score"])
    n, m = len(part), len(ref)
    return {
        "equalizedOddsGap": float(equalized_odds_difference(both["adverse"], both["denied"], sensitive_features=both["group"])),
        "fairlearnEqualizedOddsRatio": float(equalized_odds_ratio(both["adverse"], both["denied"], sensitive_features=both["group"])),
        "averageOddsGap": float(adverse.average_odds_difference()),
        "equalizedOddsMeanGap": float(adverse.average_abs_odds_difference()),
        "averagePredictiveValueGap": float(adverse.average_predictive_value_difference()),
        "kolmogorovSmirnov": float(ks_2samp(part["score"], ref["score"]).statistic),
        "wassersteinDistance": float(wasserstein_distance(part["score"], ref["score"])),
        "standardisedMeanDifference": float(pooled.statistic * math.sqrt(1 / n + 1 / m)),
        "standardisedMeanDifferencePopulation": float((part["score"].mean() - ref["score"].mean()) / table["score"].std(ddof=0)),
        "standardisedMeanDifferenceReference": float((part["score"].mean() - ref["score"].mean()) / ref["score"].std(ddof=1)),
        "welchP": float(ttest_ind(part["score"], ref["score"], equal_var=False).pvalue),
        "abroca": abroca(part, ref),
    }


def all_values(table):
    benefit, said = aif(table, None, 0)
    return {
        "betweenGroupEntropy": float(benefit.between_all_groups_generalized_entropy_index(alpha=2)),
        "differentialFairness": float(said.smoothed_empirical_differential_fairness(concentration=1.0)),
        "generalisedEntropyOfAll": float(benefit.generalized_entropy_index(alpha=2)),
        "theilIndexOfAll": float(benefit.theil_index()),
    }


def by_aequitas(table):
    frame = pd.DataFrame({"score": table["denied"], "label_value": table["adverse"], "group": table["group"]})
    found, _ = Group().get_crosstabs(frame, attr_cols=["group"])
    names = {"tpr": "truePositiveRate", "tnr": "trueNegativeRate", "for": "falseOmissionRate", "fdr": "falseDiscoveryRate",
             "fpr": "falsePositiveRate", "fnr": "falseNegativeRate", "npv": "negativePredictiveValue",
             "precision": "positivePredictiveValue", "prev": "baseRate", "pprev": "adverseDecisionRate"}
    return {row["attribute_value"]: {ours: None if pd.isna(row[theirs]) else float(row[theirs]) for theirs, ours in names.items()}
            for _, row in found.iterrows()}


def case(name, table):
    groups = sorted(table["group"].unique())
    return {
        "name": name,
        "columns": ["group", "score", "adverse", "denied", "rows"],
        "cells": counted(table, ["group", "score", "adverse", "denied"]),
        "groups": {group: group_values(table[table["group"] == group]) for group in groups},
        "pairs": {group: pair_values(table, group) for group in groups if group != REFERENCE},
        "all": all_values(table),
        "aequitas": by_aequitas(table),
    }


def distributions():
    cases = [([0.2, 0.5, 0.3], [0.1, 0.6, 0.3]), ([1.0, 0.0], [0.4, 0.6]), ([0.25] * 4, [0.7, 0.1, 0.1, 0.1])]
    return [{"p": p, "q": q, "jensenShannon": float(jensenshannon(p, q) ** 2)} for p, q in cases]


def main():
    usual = {"white": (0.6, -0.3, 1.0), "black": (0.25, 0.1, 1.2), "asian": (0.15, -0.4, 0.9)}
    small = {"white": (0.7, -0.2, 1.0), "native": (0.3, 0.3, 1.1)}
    even = {"white": (0.5, 0.0, 1.0), "black": (0.3, 0.0, 1.0), "asian": (0.2, 0.05, 1.0)}
    fixture = {
        "peer": "fairlearn, AIF360, aequitas, scikit-learn, SciPy, statsmodels",
        "version": {name: version(name) for name in ("fairlearn", "aif360", "aequitas", "scikit-learn", "scipy", "statsmodels", "numpy", "pandas")},
        "madeBy": "test/peers/measures_reference.py",
        "tolerance": {"values": 1e-12, "fits": 1e-9},
        "why": {
            "fairlearnEqualizedOddsRatio": "fairlearn takes the smaller over the larger rate of each kind; ours is fixed as group "
            "over reference, so that the two agree only where both ratios are below 1.",
            "aequitas": "aequitas names the adverse decision rate pprev. Its significance flags are not taken: they share one "
            "t-test among four metrics. It caps ratios at 10; we never do.",
            "generalised entropy": "AIF360 divides by the mean once more for alpha 0 and is not taken for it; alpha 1 and 2 are.",
            "fits": "Newton's steps of both end where the slope of the likelihood is lost in rounding.",
            "abroca": "No peer has it (holisticai's is the difference of the areas): formed here from scikit-learn's curves.",
        },
        "cases": [
            case("usual", seeded(20250301, 3000, usual)),
            case("small", seeded(20250302, 260, small)),
            case("even", seeded(20250303, 20000, even)),
        ],
        "distributions": distributions(),
    }
    target = ROOT / "test" / "fixtures" / "peers" / "measures.json"
    text = json.dumps(fixture, indent=1, allow_nan=False)
    target.write_text(compact(text) + "\n")


def compact(text):
    """Each cell on one line."""
    out, row = [], None
    for line in text.splitlines():
        if row is None and line == "    [":
            row = []
        elif row is not None:
            if line.startswith("    ]"):
                out.append("    [" + " ".join(row) + line.strip())
                row = None
            else:
                row.append(line.strip())
        else:
            out.append(line)
    return "\n".join(out)


if __name__ == "__main__":
    main()
