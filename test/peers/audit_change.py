"""Reference numbers for trends and changes between audits, by SciPy and statsmodels.

    python test/peers/audit_change.py > test/fixtures/peers/audit-change.json
"""
import json
import math
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

Z = stats.norm.ppf(0.975)


def rate_change(then, now):
    (x1, n1), (x2, n2) = then, now
    low, high = confint_proportions_2indep(x2, n2, x1, n1, method="newcomb", compare="diff")
    expected = stats.contingency.expected_freq([[x1, n1 - x1], [x2, n2 - x2]]).min()
    if expected < 5:
        p = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]])[1]
    else:
        p = proportions_ztest([x2, x1], [n2, n1])[1]
    return {"value": x2 / n2 - x1 / n1, "low": low, "high": high, "p": p}


def ratio_change(then, now):
    """then and now: ((x, n) of the group, (x, n) of the reference)."""
    def log_ratio(pair):
        (x, n), (xr, nr) = pair
        return math.log((x / n) / (xr / nr)), 1 / x - 1 / n + 1 / xr - 1 / nr
    (a, va), (b, vb) = log_ratio(then), log_ratio(now)
    error = math.sqrt(va + vb)
    d = b - a
    return {"value": math.exp(d), "low": math.exp(d - Z * error), "high": math.exp(d + Z * error),
            "p": 2 * stats.norm.sf(abs(d) / error)}


def chi_square(counts):
    table = [[x, n - x] for x, n in counts]
    statistic, p, dof, _ = stats.chi2_contingency(table, correction=False)
    return {"statistic": statistic, "p": p, "degreesOfFreedom": dof}


then = {"white": (540, 600), "black": (70, 100), "asian": (3, 9)}
now = {"white": (530, 610), "black": (95, 110), "asian": (8, 9)}
changes = []
for group in ["white", "asian", "black"]:
    changes.append({"group": group, "measure": "selection-rate", **rate_change(then[group], now[group])})
    if group != "white":
        changes.append({"group": group, "measure": "impact-ratio",
                        **ratio_change((then[group], then["white"]), (now[group], now["white"]))})
adjusted = multipletests([c["p"] for c in changes], method="holm")[1]
for change, p in zip(changes, adjusted):
    change["pHolm"] = p

periods = {"a": [(90, 100), (80, 100), (95, 120)], "b": [(40, 60), (50, 60), (20, 61)]}
tests = {group: chi_square(counts) for group, counts in periods.items()}
for group, p in zip(tests, multipletests([t["p"] for t in tests.values()], method="holm")[1]):
    tests[group]["pHolm"] = p
wilson = proportion_confint(90, 100, method="wilson")

print(json.dumps({
    "provenance": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "script": "test/peers/audit_change.py"},
    "then": then, "now": now, "changes": changes, "periods": periods, "tests": tests,
    "wilson": {"low": wilson[0], "high": wilson[1]},
}, indent=1))
