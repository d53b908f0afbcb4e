"""Errors of Python shap's sampled KernelExplainer on a model of 14 inputs, over 25 seeds and several budgets.

Run from the project's folder, with shap and scikit-learn installed:

    python test/peers/shap_sampling.py > test/fixtures/peers/shap-sampling.json

The model is a gradient boosting classifier of scikit-learn on made-up data; its trees are written out, so that the
tests compute exact values from them without Python. Rows, thresholds and leaves are rounded to single precision first.
`nsamples` is the number of coalitions evaluated; "default" is shap's own choice for 14 inputs.
"""

import json
import sys

import numpy as np
import shap
import sklearn
from sklearn.ensemble import GradientBoostingClassifier

INPUTS = 14
BACKGROUND_ROWS = 30
INSTANCES = 2
SEEDS = 25
BUDGETS = [100, 400, 2 * INPUTS + 2048]


def main() -> None:
    prng = np.random.default_rng(7)
    rows = np.round(prng.normal(size=(1500, INPUTS)), 3)
    signal = rows @ np.linspace(-1, 1, INPUTS) + 1.5 * rows[:, 0] * rows[:, 3] - rows[:, 5] * rows[:, 8] * (rows[:, 2] > 0)
    labels = signal + prng.logistic(size=len(rows)) > 0
    model = GradientBoostingClassifier(n_estimators=60, max_depth=4, learning_rate=0.2, random_state=7).fit(rows, labels)
    trees = [tree_of(each[0].tree_, model.learning_rate) for each in model.estimators_]
    base = float(np.log(labels.mean() / (1 - labels.mean())))
    background, instances = rows[:BACKGROUND_ROWS], rows[BACKGROUND_ROWS : BACKGROUND_ROWS + INSTANCES]
    scores = {"margin": lambda x: margin_of(trees, base, x), "probability": lambda x: 1 / (1 + np.exp(-margin_of(trees, base, x)))}
    assert np.allclose(scores["probability"](rows), model.predict_proba(rows)[:, 1], atol=1e-6)
    runs = [
        {"space": space, "instance": i, "nsamples": budget, "l1": l1, "attributions": estimates(score, background, instance, budget, l1)}
        for space, score in scores.items()
        for i, instance in enumerate(instances)
        for budget in BUDGETS
        for l1 in (["off", "default"] if budget == BUDGETS[-1] else ["off"])
    ]
    json.dump(
        {
            "peer": "shap",
            "version": shap.__version__,
            "model": f"scikit-learn {sklearn.__version__}, GradientBoostingClassifier, 60 trees of depth 4",
            "madeBy": "test/peers/shap_sampling.py",
            "seeds": SEEDS,
            "base": base,
            "trees": trees,
            "background": background.tolist(),
            "instances": instances.tolist(),
            "runs": runs,
        },
        sys.stdout,
    )
    sys.stdout.write("\n")


def tree_of(tree, rate: float) -> dict:
    leaf = tree.children_left < 0
    return {
        "feature": np.where(leaf, -1, tree.feature).tolist(),
        "threshold": np.where(leaf, 0, tree.threshold).astype(np.float32).astype(float).round(7).tolist(),
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": np.where(leaf, rate * tree.value[:, 0, 0], 0).round(6).tolist(),
    }


def margin_of(trees: list[dict], base: float, rows: np.ndarray) -> np.ndarray:
    total = np.full(len(rows), base)
    for tree in trees:
        feature, threshold, left, right, value = (np.array(tree[k]) for k in ("feature", "threshold", "left", "right", "value"))
        at = np.zeros(len(rows), int)
        while (feature[at] >= 0).any():
            inner = feature[at] >= 0
            goes_left = rows[np.arange(len(rows)), np.maximum(feature[at], 0)] <= threshold[at]
            at = np.where(inner, np.where(goes_left, left[at], right[at]), at)
        total += value[at]
    return total


def estimates(score, background: np.ndarray, instance: np.ndarray, budget: int, l1: str) -> list[list[float]]:
    explainer = shap.KernelExplainer(score, background)
    found = []
    for seed in range(SEEDS):
        np.random.seed(seed)
        options = {"l1_reg": 0} if l1 == "off" else {}
        values = explainer.shap_values(instance, nsamples=budget, silent=True, **options)
        found.append([float(f"{value:.9g}") for value in values])
    return found


if __name__ == "__main__":
    main()
