"""Starts a real MLflow server, logs a small history with its client, and pulls it with `dossier lineage pull`.

Two models are trained and registered, one training fails, a batch is scored with the second model, and then the alias and
the stage by which the scoring job finds its model go back to the first. What the server answered is kept as a fixture.

    python -m venv venv && venv/bin/pip install mlflow pandas scikit-learn
    venv/bin/python test/peers/mlflow_server.py [port]
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

os.environ.update(LOGNAME="credit-risk-models", MLFLOW_DISABLE_TELEMETRY="true")

import mlflow
import pandas as pd
from mlflow.entities import LoggedModelInput
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
OUT = ROOT / "test/fixtures/lineage/mlflow/server-3.ndjson"
PORT = sys.argv[1] if len(sys.argv) > 1 else "5055"
URL = f"http://127.0.0.1:{PORT}"
LAKE = "s3://lake/features"


def code(path: str, commit: str) -> None:
    """What a job scheduler tells MLflow of the code that it starts."""
    told = {"name": path, "git.repoURL": "https://git.example/denial.git", "git.branch": "main", "git.commit": commit * 40}
    os.environ["MLFLOW_RUN_CONTEXT"] = json.dumps({f"mlflow.source.{key}": value for key, value in told.items()})


def table(rows: int) -> pd.DataFrame:
    income = [(index * 37) % 100 / 100 for index in range(rows)]
    return pd.DataFrame({"income": income, "debt": [1 - x / 2 for x in income], "denied": [int(x < 0.4) for x in income]})


def logged_input(rows: int, name: str, context: str) -> pd.DataFrame:
    frame = table(rows)
    mlflow.log_input(
        mlflow.data.from_pandas(frame, source=f"{LAKE}/{name}.parquet", name=name),
        context=context,
        tags={"sha256": hashlib.sha256(frame.to_csv().encode()).hexdigest()},
    )
    return frame


def train(name: str, rows: int, commit: str) -> str:
    code("denial/train.py", commit)
    with mlflow.start_run(run_name=name):
        frame = logged_input(rows, f"training-{name}", "training")
        model = LogisticRegression().fit(frame[["income", "debt"]], frame["denied"])
        mlflow.log_metric("accuracy", model.score(frame[["income", "debt"]], frame["denied"]))
        mlflow.log_param("rows", rows)
        return mlflow.sklearn.log_model(
            model,
            name="model",
            registered_model_name="denial",
            skops_trusted_types=["numpy.dtype"],
            pip_requirements=["scikit-learn"],
            input_example=frame[["income", "debt"]][:2],
        ).model_id


def history() -> None:
    mlflow.set_tracking_uri(URL)
    mlflow.set_experiment("denial.train")
    client = mlflow.MlflowClient()
    train("v1", 40, "a")
    client.set_registered_model_alias("denial", "champion", "1")
    client.transition_model_version_stage("denial", "1", "Production")
    code("denial/train.py", "b")
    try:
        with mlflow.start_run(run_name="failed"):
            logged_input(10, "training-v2", "training")
            raise MemoryError
    except MemoryError:
        pass
    second = train("v2", 60, "c")
    client.set_registered_model_alias("denial", "champion", "2")
    client.transition_model_version_stage("denial", "2", "Production", archive_existing_versions=True)
    mlflow.set_experiment("denial.score")
    code("denial/score.py", "c")
    with mlflow.start_run(run_name="batch") as run:
        logged_input(20, "scoring", "scoring")
        client.log_inputs(run.info.run_id, models=[LoggedModelInput(model_id=second)])
    client.set_registered_model_alias("denial", "champion", "1")
    client.transition_model_version_stage("denial", "1", "Production", archive_existing_versions=True)


def answers() -> bool:
    try:
        return urllib.request.urlopen(f"{URL}/health", timeout=2).status == 200
    except OSError:
        return False


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", PORT, "--workers", "1"),
            *("--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artefacts"),
        ]
        with open(f"{folder}/log", "wb") as log:
            server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            for _ in range(120):
                if answers() or server.poll() is not None:
                    break
                time.sleep(1)
            history()
            subprocess.run(
                ["node", "--import", "tsx", "src/cli/main.ts", "lineage", "pull", "--from", "mlflow", "--out", OUT],
                cwd=ROOT,
                env={**os.environ, "DOSSIER_LINEAGE_URL": URL},
                check=True,
            )
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
