"""Remakes the sample: `python make.py`, with the packages of requirements.txt."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

import columns
import datasets
import quality
import repository
import story
import study
from datasets import Data
from pipeline import Parent, Pipeline, Step
from story import Batch, Training

CASE = Path(__file__).parent.parent
MADE = ["code", "decisions", "lake", "lineage", "protected"]
BRIEF = timedelta(minutes=1, seconds=20)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        build = Path(temporary) / "case"
        build.mkdir()
        tell(build, repository.build(Path(temporary) / "repository"))
        for folder in MADE:
            shutil.rmtree(CASE / folder, ignore_errors=True)
            shutil.copytree(build / folder, CASE / folder)


def tell(build: Path, code: repository.Repository) -> None:
    """The story, in the order of its events."""
    study.write(build)
    code.bundle(build / "code/mortgage-features.bundle")
    pipeline = Pipeline(build, code)
    curate(pipeline)
    for training in story.TRAININGS:
        train(pipeline, training)
        for batch in story.BATCHES:
            if batch.version == training.version:
                decide(pipeline, batch)
    close(pipeline)


def curate(pipeline: Pipeline) -> None:
    parent = opened(pipeline, story.CURATED_AT, story.CURATED_AT, story.JANUARY)
    raw, calendar, curated = datasets.raw_applications(), datasets.calendar(), datasets.curated()
    step = Step(
        "curate", "clean", story.CURATED_BY, story.CURATED_AT, BRIEF, parent,
        arguments=["--applications", raw.path, "--calendar", calendar.path, "--out", curated.path],
        inputs=[raw, calendar],
        outputs=[curated],
    )  # fmt: skip
    pipeline.run(step, lineage=lambda: columns.of_curated(raw, calendar))
    pipeline.finish(parent)


def train(pipeline: Pipeline, training: Training) -> None:
    parent = opened(pipeline, training.features_at, training.trained_at, training.nominal)
    curated, data, model = datasets.curated(), datasets.training(training.version), datasets.model(training.version)
    features_step = Step(
        "training_features", "features", training.commit, training.features_at, BRIEF, parent,
        arguments=["--curated", curated.path, "--periods", *training.periods, "--label", "--out", data.path],
        inputs=[curated],
        outputs=[data],
    )  # fmt: skip
    build_features(pipeline, features_step)
    train_step = Step(
        "train", "train", training.commit, training.trained_at, timedelta(minutes=4), parent,
        arguments=["--training", data.path, "--version", training.version, "--out", model.path],
        inputs=[data],
        outputs=[model],
        engine="scikit-learn",
        parameters={"model_version": training.version},
    )  # fmt: skip
    pipeline.run(train_step, quality=lambda: checked(pipeline, data, quality.of_training))
    pipeline.finish(parent)
    pipeline.promote(model, training.promoted_at)


def decide(pipeline: Pipeline, batch: Batch) -> None:
    parent = opened(pipeline, batch.failed_at or batch.features_at, batch.scores_at, batch.nominal)
    if batch.failed_at:
        pipeline.fail(score_step(batch, parent, batch.failed_at, timedelta(seconds=4)))
    curated, features = datasets.curated(), datasets.scoring(batch.period)
    features_step = Step(
        "scoring_features", "features", batch.commit, batch.features_at, BRIEF, parent,
        arguments=["--curated", curated.path, "--periods", batch.period, "--out", features.path],
        inputs=[curated],
        outputs=[features],
    )  # fmt: skip
    build_features(pipeline, features_step)
    inputs = [name for name, _ in datasets.columns(datasets.model(batch.version), pipeline.build)]
    step = score_step(batch, parent, batch.scores_at, timedelta(minutes=10))
    pipeline.run(step, lineage=lambda: columns.of_log(features, inputs))
    pipeline.finish(parent)


def score_step(batch: Batch, parent: Parent, started: datetime, took: timedelta) -> Step:
    features, model = datasets.scoring(batch.period), datasets.model(batch.version)
    log = datasets.log(batch.log, growing=True)
    step = Step(
        "score", "score", batch.commit, started, took, parent,
        inputs=[features, model],
        outputs=[log],
        engine="onnxruntime",
        parameters={"model_version": batch.version, "cutoff": str(story.CUTOFF), "deny_when": "at or above"},
    )  # fmt: skip
    step.arguments = [
        "--model", model.path, "--version", batch.version, "--features", features.path,
        "--run-id", step.id, "--started-at", started.isoformat(), "--pace-ms", str(story.PACE_MS),
        "--cutoff", str(story.CUTOFF), "--log", log.path,
    ]  # fmt: skip
    return step


def close(pipeline: Pipeline) -> None:
    parent = opened(pipeline, story.CLOSED_AT, story.CLOSED_AT, story.AUGUST)
    curated, logs = datasets.curated(), [datasets.log(name, growing=False) for name in story.LOGS]
    step = Step(
        "close", "close", story.CLOSED_BY, story.CLOSED_AT, BRIEF, parent,
        arguments=["--curated", curated.path, "--logs", *(log.path for log in logs)],
        inputs=[curated],
        outputs=logs,
    )  # fmt: skip
    pipeline.run(step, lineage=lambda: columns.of_closed_log(curated))
    pipeline.finish(parent)


def opened(pipeline: Pipeline, first: datetime, last: datetime, nominal: tuple[datetime, datetime]) -> Parent:
    """A run of the whole pipeline, from just before its first job to after its last; its start is recorded."""
    parent = Parent(first - timedelta(seconds=5), last + timedelta(minutes=30), nominal)
    pipeline.start(parent)
    return parent


def build_features(pipeline: Pipeline, step: Step) -> None:
    [curated], [features] = step.inputs, step.outputs
    pipeline.run(
        step,
        quality=lambda: checked(pipeline, curated, quality.of_curated),
        lineage=lambda: columns.of_features(curated, [name for name, _ in datasets.columns(features, pipeline.build)]),
    )


def checked(pipeline: Pipeline, data: Data, checks: Callable[[pd.DataFrame], Iterable[quality.Check]]) -> dict:
    table = data.table(pipeline.build).to_pandas()
    return quality.facets(table, checks(table), (pipeline.build / data.path).stat().st_size)


if __name__ == "__main__":
    main()
