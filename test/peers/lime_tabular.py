"""Reference local models, by Python lime's tabular explainer with its defaults, on rows that lime itself drew.

Run from the project's folder, with lime and scikit-learn installed:

    python test/peers/lime_tabular.py > test/fixtures/peers/lime-tabular.json

The fixture holds the rows that lime drew and scored, so that both sides fit the same neighbourhood. A category of three
is one column of codes for lime and three one-hot columns in the fixture. Column 4 is an integer, so that some of its
bins hold a single value.
"""

import json
import sys

import numpy as np
import scipy
import sklearn
from importlib.metadata import version
from lime.lime_tabular import LimeTabularExplainer

CODES = 11
BINARY = [9, 10]
SAMPLES = 300


def training(generator: np.random.Generator) -> np.ndarray:
    n = 120
    columns = [generator.normal(size=n) for _ in range(4)]
    columns.append(generator.integers(0, 5, n).astype(float))
    columns.append(generator.lognormal(1, 1, n))
    columns += [generator.uniform(-3, 3, n) for _ in range(3)]
    columns += [(generator.random(n) < share).astype(float) for share in (0.2, 0.7)]
    columns.append(generator.integers(0, 3, n).astype(float))
    return np.round(np.column_stack(columns), 6)


def score(rows: np.ndarray) -> np.ndarray:
    z = rows[:, 0] - 0.7 * rows[:, 1] * rows[:, 9] + 0.4 * rows[:, 4] + 0.3 * np.log1p(rows[:, 5])
    z += 0.2 * rows[:, 6] ** 2 - 0.8 * (rows[:, CODES] == 2) + 0.5 * rows[:, 10] - 2
    p = 1 / (1 + np.exp(-z))
    return np.column_stack([1 - p, p])


def encoded(rows: np.ndarray) -> list:
    hot = np.column_stack([(rows[:, CODES] == code).astype(float) for code in range(3)])
    return np.column_stack([rows[:, :CODES], hot]).tolist()


def case(index: int) -> dict:
    generator = np.random.default_rng(20250 + index)
    train = training(generator)
    instance = train[index].copy()
    seen = []

    def predict(rows: np.ndarray) -> np.ndarray:
        seen.append(rows.copy())
        return score(rows)

    explainer = LimeTabularExplainer(train, categorical_features=[*BINARY, CODES], random_state=index)
    found = explainer.explain_instance(instance, predict, num_features=10, num_samples=SAMPLES)
    rows = seen[0]
    discretizer = explainer.discretizer
    marks = discretizer.discretize(rows) == discretizer.discretize(instance)
    marks[0] = True
    weights = dict(found.local_exp[1])
    return {
        "training": encoded(train),
        "instance": encoded(instance[None, :])[0],
        "rows": encoded(rows),
        "scores": score(rows)[:, 1].tolist(),
        "marks": ["".join("1" if mark else "0" for mark in row) for row in marks],
        "bins": [
            {
                "edges": [float(e) for e in discretizer.maxs[c][:-1]],
                "means": [float(m) for m in discretizer.means[c]],
                "deviations": [float(s) for s in discretizer.stds[c]],
                "mins": [float(m) for m in discretizer.mins[c]],
                "maxs": [float(m) for m in discretizer.maxs[c]],
            }
            for c in range(9)
        ],
        "weights": [float(weights[c]) if c in weights else None for c in range(CODES + 1)],
        "intercept": float(found.intercept[1]),
        "r2": float(found.score),
        "prediction": float(found.local_pred[0]),
    }


json.dump(
    {
        "peer": "lime",
        "version": version("lime"),
        "runtime": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {np.__version__}",
        "madeBy": "test/peers/lime_tabular.py",
        "tolerance": 1e-9,
        "why": "another solver of the same linear system",
        "columns": {"numeric": list(range(9)), "binary": BINARY, "group": [11, 12, 13]},
        "cases": [case(index) for index in range(2)],
    },
    sys.stdout,
)
