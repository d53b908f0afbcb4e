"""Runs the pipeline's jobs at their commits, and has the OpenLineage client record each run."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import (
    DatasetEvent,
    InputDataset,
    Job,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
    StaticDataset,
)
from openlineage.client.facet_v2 import (
    documentation_dataset,
    documentation_job,
    error_message_run,
    execution_parameters_run,
    job_type_job,
    nominal_time_run,
    ownership_job,
    parent_run,
    processing_engine_run,
    source_code_location_job,
)
from openlineage.client.generated.output_statistics_output_dataset import OutputStatisticsOutputDatasetFacet
from openlineage.client.transport.file import FileConfig, FileTransport
from openlineage.client.uuid import generate_static_uuid

import columns
import datasets
import story
from datasets import Data
from repository import Repository

DAG = "mortgage_screening"
OWNERS = {
    "train": "team:credit-risk-models",
    "score": "team:mortgage-screening",
    "close": "team:mortgage-screening",
}


def iso(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def run_id(job: str, started: datetime) -> str:
    return str(generate_static_uuid(started, job.encode()))


@dataclass(frozen=True)
class Parent:
    """One run of the whole pipeline for one month, which the job runs belong to."""

    started: datetime
    finished: datetime
    nominal: tuple[datetime, datetime]

    @property
    def id(self) -> str:
        return run_id(DAG, self.started)


@dataclass
class Step:
    """One run of one job: what it runs, when, on what."""

    job: str
    module: str
    commit: str
    started: datetime
    took: timedelta
    parent: Parent
    inputs: list[Data]
    outputs: list[Data]
    arguments: list[str] = field(default_factory=list)
    engine: str = "Python"
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{DAG}.{self.job}"

    @property
    def id(self) -> str:
        return run_id(self.name, self.started)


class Pipeline:
    def __init__(self, build: Path, repository: Repository) -> None:
        self.build = build
        self.repository = repository
        events = build / "lineage/events.ndjson"
        events.parent.mkdir(parents=True)
        self.client = OpenLineageClient(transport=FileTransport(FileConfig(str(events), append=True)))

    def start(self, parent: Parent) -> None:
        self._emit_parent(parent, RunState.START, parent.started)

    def finish(self, parent: Parent) -> None:
        self._emit_parent(parent, RunState.COMPLETE, parent.finished)

    def run(
        self, step: Step, quality: Callable[[], dict] = dict, lineage: Callable[[], columns.Facet | None] = lambda: None
    ) -> None:
        """Runs the job. Once it is done, `quality` gives facets of its first input, `lineage` one of its outputs."""
        self._emit(step, RunState.START, step.started, self._light(step))
        done = self._execute(step)
        if done.returncode:
            raise RuntimeError(done.stderr)
        self._emit(step, RunState.COMPLETE, step.started + step.took, self._full(step, quality(), lineage()))

    def fail(self, step: Step) -> None:
        """Runs a job that must fail, and records how."""
        self._emit(step, RunState.START, step.started, self._light(step))
        done = self._execute(step)
        if not done.returncode:
            raise RuntimeError(f"{step.name} should have failed")
        trace = re.sub(r'File "[^"]*/(site-packages|checkouts/[^/]+)/', 'File "', done.stderr).strip()
        error = error_message_run.ErrorMessageRunFacet(
            message=trace.splitlines()[-1], programmingLanguage="PYTHON", stackTrace=trace
        )
        inputs, _ = self._light(step)
        self._emit(step, RunState.FAIL, step.started + step.took, (inputs, []), errorMessage=error)

    def promote(self, model: Data, time: datetime) -> None:
        """Records that from now on this model decides."""
        text = f"Promoted: denial model {model.version} decides from {iso(time)} on."
        facets = (
            datasets.identity(model, self.build)
            | datasets.tags(model_version=model.version, stage="production")
            | {"documentation": documentation_dataset.DocumentationDatasetFacet(text)}
        )
        dataset = StaticDataset(model.namespace, model.name, facets=facets)
        self.client.emit(DatasetEvent(eventTime=iso(time), dataset=dataset))

    def _execute(self, step: Step) -> subprocess.CompletedProcess:
        settings = {"PYTHONPATH": str(self.repository.checkout(step.commit)), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", f"mortgage_features.{step.module}", *step.arguments]
        return subprocess.run(command, cwd=self.build, env=os.environ | settings, capture_output=True, text=True)

    def _light(self, step: Step) -> tuple[list[InputDataset], list[OutputDataset]]:
        """At the start only the inputs' versions are known."""
        inputs = [InputDataset(d.namespace, d.name, facets=datasets.identity(d, self.build)) for d in step.inputs]
        return inputs, [OutputDataset(d.namespace, d.name) for d in step.outputs]

    def _full(
        self, step: Step, quality: dict, lineage: columns.Facet | None
    ) -> tuple[list[InputDataset], list[OutputDataset]]:
        inputs = [
            InputDataset(
                d.namespace, d.name,
                facets=datasets.description(d, self.build),
                inputFacets=quality if place == 0 else {},
            )
            for place, d in enumerate(step.inputs)
        ]  # fmt: skip
        derived = {"columnLineage": lineage} if lineage else {}
        outputs = [
            OutputDataset(
                d.namespace, d.name,
                facets=datasets.description(d, self.build) | derived,
                outputFacets={"outputStatistics": self._statistics(d)},
            )
            for d in step.outputs
        ]  # fmt: skip
        return inputs, outputs

    def _statistics(self, data: Data) -> OutputStatisticsOutputDatasetFacet:
        size = (self.build / data.path).stat().st_size
        rows = None if data.version else data.table(self.build).num_rows
        return OutputStatisticsOutputDatasetFacet(rowCount=rows, size=size, fileCount=1)

    def _emit(self, step: Step, state: RunState, time: datetime, data: tuple[list, list], **facets) -> None:
        engine = python_version() if step.engine == "Python" else version(step.engine)
        run_facets = {
            "parent": parent_facet(step.parent),
            "processing_engine": processing_engine_run.ProcessingEngineRunFacet(engine, step.engine),
            "nominalTime": nominal_facet(step.parent),
        }
        if step.parameters:
            run_facets["executionParameters"] = parameters_facet(step.parameters)
        inputs, outputs = data
        self.client.emit(RunEvent(
            eventType=state,
            eventTime=iso(time),
            run=Run(step.id, facets=run_facets | facets),
            job=Job(story.JOBS, step.name, facets=self._job_facets(step)),
            inputs=inputs,
            outputs=outputs,
        ))  # fmt: skip

    def _job_facets(self, step: Step) -> dict:
        sha = self.repository.commits[step.commit]
        path = f"mortgage_features/{step.module}.py"
        return {
            "jobType": job_type_job.JobTypeJobFacet("BATCH", "PYTHON", "JOB"),
            "ownership": job_owner(OWNERS.get(step.job, "team:mortgage-data")),
            "documentation": documentation_job.DocumentationJobFacet(self._docstring(step)),
            "sourceCodeLocation": source_code_location_job.SourceCodeLocationJobFacet(
                type="git",
                url=f"{story.REPOSITORY.removesuffix('.git')}/blob/{sha}/{path}",
                repoUrl=story.REPOSITORY,
                path=path,
                version=sha,
                branch="main",
            ),
        }

    def _docstring(self, step: Step) -> str:
        source = (self.repository.checkout(step.commit) / f"mortgage_features/{step.module}.py").read_text()
        return source.split('"""')[1].splitlines()[0]

    def _emit_parent(self, parent: Parent, state: RunState, time: datetime) -> None:
        facets = {
            "jobType": job_type_job.JobTypeJobFacet("BATCH", "PYTHON", "DAG"),
            "ownership": job_owner("team:mortgage-screening"),
            "documentation": documentation_job.DocumentationJobFacet("Monthly mortgage screening."),
        }
        run = Run(parent.id, facets={"nominalTime": nominal_facet(parent)})
        self.client.emit(
            RunEvent(eventType=state, eventTime=iso(time), run=run, job=Job(story.JOBS, DAG, facets=facets))
        )


def parent_facet(parent: Parent) -> parent_run.ParentRunFacet:
    return parent_run.ParentRunFacet(run=parent_run.Run(parent.id), job=parent_run.Job(story.JOBS, DAG))


def nominal_facet(parent: Parent) -> nominal_time_run.NominalTimeRunFacet:
    first, last = parent.nominal
    return nominal_time_run.NominalTimeRunFacet(iso(first), iso(last))


def parameters_facet(parameters: dict[str, str]) -> execution_parameters_run.ExecutionParametersRunFacet:
    pairs = [execution_parameters_run.ExecutionParameter(key=key, value=value) for key, value in parameters.items()]
    return execution_parameters_run.ExecutionParametersRunFacet(pairs)


def job_owner(name: str) -> ownership_job.OwnershipJobFacet:
    return ownership_job.OwnershipJobFacet([ownership_job.Owner(name, "OWNER")])
