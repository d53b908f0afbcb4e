"""Intervals, tests and tails by SciPy and statsmodels, for the kernels of src/numeric.

Needs numpy, scipy, statsmodels, scikit-learn. From the top of the repository:

    python test/peers/statistics_reference.py

writes test/fixtures/peers/statistics.json. Nothing here looks at dossier's own numbers.
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [(12, 40, 48, 80), (0, 10, 5, 20), (9, 20, 1854, 3623), (167, 508, 2072, 3808), (3, 4, 2, 6), (10, 10, 15, 20),
         (30, 100, 30, 100), (141, 340, 1854, 3623), (5, 50000, 60, 90000), (400, 1000, 700, 1000)]


def delong(y, s):
    """Structural components by their definition, every positive against every negative."""
    pos, neg = s[y == 1], s[y == 0]
    wins = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    variance = wins.mean(axis=1).var(ddof=1) / len(pos) + wins.mean(axis=0).var(ddof=1) / len(neg)
    return float(wins.mean()), float(variance)


def restricted(x, n, xr, nr, d):
    """The reference's rate of greatest likelihood when the rates differ by d, as the root of the slope."""
    low, high = max(0.0, -d), min(1.0, 1.0 - d)

    def slope(q):
        p = min(max(q + d, 1e-300), 1 - 1e-16)
        q = min(max(q, 1e-300), 1 - 1e-16)
        return (x / p if x else 0) - ((n - x) / (1 - p) if n > x else 0) + (xr / q if xr else 0) - (
            (nr - xr) / (1 - q) if nr > xr else 0)

    inside = 1e-15 * (high - low)
    if slope(low + inside) <= 0:
        return low
    return high if slope(high - inside) >= 0 else optimize.brentq(slope, low + inside, high - inside, xtol=1e-17, rtol=9e-16)


def score_interval(x, n, xr, nr):
    """Every difference that Miettinen and Nurminen's score test does not reject."""
    found, total = x / n - xr / nr, n + nr

    def excess(d):
        q = restricted(x, n, xr, nr, d)
        variance = ((q + d) * (1 - q - d) / n + q * (1 - q) / nr) * total / (total - 1)
        return (found - d) ** 2 - stats.norm.isf(0.025) ** 2 * max(variance, 0)

    edges = []
    for end in (-1.0, 1.0):
        edges.append(end if excess(end) <= 0 else optimize.brentq(excess, found, end, xtol=1e-15, rtol=9e-16))
    return [float(edge) for edge in edges]


def statsmodels_score(x, n, xr, nr):
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ends = confint_proportions_2indep(x, n, xr, nr, method="score", compare="diff", alpha=0.05, correction=True)
        except ValueError:
            return [None, None]
    return [None if math.isnan(v) else float(v) for v in ends]


def pair(x, n, xr, nr):
    table = np.array([[x, n - x], [xr, nr - xr]])
    p = float(stats.fisher_exact(table).pvalue)
    observed = float(stats.hypergeom(n + nr, n, x + xr).pmf(x))
    woolf = Table2x2(table + (0.5 if (table == 0).any() else 0.0), shift_zeros=False)
    return {
        "x": x, "n": n, "xRef": xr, "nRef": nr,
        "clopperPearson": [float(v) for v in proportion_confint(x, n, method="beta")],
        "miettinenNurminen": score_interval(x, n, xr, nr), "statsmodelsScore": statsmodels_score(x, n, xr, nr),
        "fisher": p, "midP": p - observed / 2,
        "oddsRatioInterval": [float(v) for v in woolf.oddsratio_confint()],
        "chiSquare": None if x + xr in (0, n + nr) else float(stats.chi2_contingency(table, correction=False).statistic),
    }


def stratified(tables):
    found = StratifiedTable([np.array(t) for t in tables])
    cmh = found.test_null_odds(correction=False)
    plain, tarone = found.test_equal_odds(adjust=False), found.test_equal_odds(adjust=True)
    low, high = found.oddsratio_pooled_confint()
    return {
        "tables": tables,
        "cmh": [float(cmh.statistic), float(stats.chi2.sf(cmh.statistic, 1))],
        "oddsRatio": [float(found.oddsratio_pooled), float(low), float(high)],
        "riskRatio": float(found.riskratio_pooled),
        "breslowDay": [float(plain.statistic), float(stats.chi2.sf(plain.statistic, len(tables) - 1))],
        "tarone": [float(tarone.statistic), float(stats.chi2.sf(tarone.statistic, len(tables) - 1))],
    }


def power(rate, n, n_ref, ratio):
    one = rate * ratio
    pooled = (one * n + rate * n_ref) / (n + n_ref)
    null = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / n_ref))
    gap = math.sqrt(one * (1 - one) / n + rate * (1 - rate) / n_ref)
    upper = stats.norm.sf((stats.norm.isf(0.025) * null - (rate - one)) / gap)
    return {"rate": rate, "n": n, "nRef": n_ref, "ratio": ratio, "power": float(upper)}


def main():
    rng = np.random.default_rng(20250201)
    ps = [float(v) for v in np.concatenate([rng.random(7) ** 3, [1e-300, 1.0]])]
    scores = []
    for size, levels in ((60, 7), (400, 40), (900, 100000)):
        s = rng.integers(0, levels, size) / levels
        y = (rng.random(size) < 0.2 + 0.6 * s).astype(int)
        value, variance = delong(y, s)
        scores.append({"scores": s.tolist(), "outcomes": y.tolist(), "auc": value, "variance": variance,
                       "sklearn": float(sklearn.metrics.roc_auc_score(y, s))})
    fixture = {
        "peer": "SciPy, statsmodels, scikit-learn",
        "version": {m.__name__: m.__version__ for m in (scipy, statsmodels, sklearn, np)},
        "madeBy": "test/peers/statistics_reference.py",
        "tolerance": {"intervals": 1e-9, "tests": 1e-9, "smallP": 1e-6},
        "why": {
            "miettinenNurminen": "Not statsmodels 0.15: its restricted rate takes count0 * diff where the cubic has nobs0 * "
            "diff (statsmodelsScore holds what it gives, null where it fails). Here the likelihood is maximised by SciPy.",
            "midP": "SciPy has none; it is SciPy's exact p less half of SciPy's hypergeometric probability.",
            "delong": "Neither peer has DeLong's variance; the script forms it by its definition, pair by pair.",
            "smallP": "Relative to the size of p.",
            "oddsRatioInterval": "With a count of 0, 1/2 is added to all four before the call; by itself statsmodels adds it to the zeros only.",
        },
        "pairs": [pair(*each) for each in PAIRS],
        "chiSquareTail": [{"x": x, "df": df, "p": float(stats.chi2.sf(x, df))} for x, df in
                          [(0.1, 1), (3.84, 1), (114.5, 1), (1370.0, 1), (2.0, 4), (9.5, 4), (1300.0, 7), (30.0, 40), (1e-6, 3), (250.0, 200)]],
        "studentTail": [{"t": t, "df": df, "p": float(2 * stats.t.sf(t, df))} for t, df in
                        [(0.5, 3), (2.1, 7.4), (40.0, 12.0), (1.96, 1e6), (37.0, 5000.0)]],
        "incompleteBeta": [{"x": x, "a": a, "b": b, "value": float(stats.beta.cdf(x, a, b))} for x, a, b in
                           [(0.3, 2.5, 4.0), (0.001, 3.0, 2000.0), (0.999, 5000.0, 3.0), (0.5, 1e5, 1e5 + 200.0)]],
        "kolmogorov": [{"lambda": v, "p": float(stats.kstwobign.sf(v))} for v in (0.3, 0.8, 1.36, 3.0, 15.0)],
        "goodnessOfFit": [{"counts": c, "shares": s, "statistic": float(r.statistic), "p": float(r.pvalue)} for c, s in
                          [([30, 50, 20], [0.25, 0.5, 0.25]), ([5, 900, 95], [0.1, 0.8, 0.1])]
                          for r in [stats.chisquare(c, np.array(s) * sum(c))]],
        "groups": [{"x": x, "n": n, "statistic": float(r.statistic), "p": float(r.pvalue)} for x, n in
                   [([45, 48, 51, 60], [100, 100, 100, 100]), ([700, 20, 900], [5000, 300, 4000])]
                   for r in [stats.chi2_contingency(np.array([x, np.array(n) - np.array(x)]), correction=False)]],
        "benjaminiHochberg": {"p": ps, "adjusted": [float(v) for v in multipletests(ps, method="fdr_bh")[1]]},
        "stratified": [
            stratified([[[20, 80], [40, 90]], [[10, 15], [50, 30]], [[7, 93], [30, 170]]]),
            stratified([[[300, 700], [1200, 1300]], [[90, 410], [800, 2200]], [[3, 17], [9, 11]], [[150, 50], [700, 90]]]),
        ],
        "delong": scores,
        "power": [power(0.5, 300, 800, 0.8), power(0.2, 5000, 9000, 0.9), power(0.9, 60, 500, 0.85)],
    }
    target = ROOT / "test" / "fixtures" / "peers" / "statistics.json"
    target.write_text(json.dumps(fixture, indent=1, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
