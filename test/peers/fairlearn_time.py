"""Times fairlearn's MetricFrame and dossier's count metrics on the same rows, in one run.

    npx tsc && python test/peers/fairlearn_time.py [rows]

fairlearn: 8 metrics by race and sex, without intervals. dossier: one process that counts the Parquet file and computes
every count metric with its interval, tests and Holm's adjustment, its own start included; and the same without the start.
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import fairlearn
import pandas as pd
from fairlearn.metrics import (MetricFrame, count, false_negative_rate, false_positive_rate, selection_rate,
                               true_negative_rate, true_positive_rate)
from sklearn.metrics import accuracy_score, precision_score

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
ROOT = Path(__file__).resolve().parents[2]
CASE = """schema: dossier.case/1
system: { id: size, title: Size, purpose: Measures speed, owner: { name: Bench } }
lineage: { exports: [lineage.ndjson] }
decisionLog:
  files: [log.parquet]
  columns: { predictionId: id, decidedAt: decided, modelVersion: version, decision: decision, outcome: outcome, score: score }
decision: { favourable: approved, adverse: denied }
models: [{ version: v1, dataset: m.onnx, inputs: [score], cutoff: 0.3, adverseWhen: at-or-above }]
protected:
  attributes:
    - { name: race, column: race, label: Race, reference: white }
    - { name: sex, column: sex, label: Sex, reference: m }
"""
SCRIPT = """
const began = performance.now();
const { withSession } = await import('./dist/pipeline/session.js');
const { auditCounts } = await import('./dist/pipeline/audit.js');
const { silent } = await import('./dist/core/run-context.js');
const context = { signal: new AbortController().signal, progress: silent };
const loaded = performance.now();
await withSession({ caseDirectory: process.argv[1], context }, async (session) => {
  const table = await session.log.contingency();
  auditCounts(session.case, { table, scores: null }, {});
});
console.log(JSON.stringify({ audit: (performance.now() - loaded) / 1000, process: performance.now() / 1000 }));
"""

with tempfile.TemporaryDirectory() as folder:
    log = f"{folder}/log.parquet"
    duckdb.sql(f"""COPY (SELECT 'P' || lpad(i::VARCHAR, 9, '0') AS id, TIMESTAMP '2025-01-01' + INTERVAL (i % 180) DAY AS decided,
        'v1' AS version, (hash(i) % 1000000) / 1000000.0 AS score,
        CASE WHEN (hash(i) % 1000000) / 1000000.0 >= 0.3 + (hash(i + 7) % 5) * 0.02 THEN 'denied' ELSE 'approved' END AS decision,
        CASE hash(i + 3) % 2 WHEN 0 THEN 'denied' ELSE 'approved' END AS outcome,
        (['white', 'black', 'asian', 'hispanic', 'other'])[(hash(i + 7) % 5 + 1)::INTEGER] AS race,
        (['m', 'f'])[(hash(i + 9) % 2 + 1)::INTEGER] AS sex FROM range({ROWS}) t(i)) TO '{log}' (FORMAT parquet)""")
    Path(folder, "case.yaml").write_text(CASE)
    Path(folder, "lineage.ndjson").write_text("")
    frame = pd.read_parquet(log)
    truth, predicted = (frame[name].eq("denied").astype(int) for name in ("outcome", "decision"))
    began = time.perf_counter()
    MetricFrame(metrics={f.__name__: f for f in (count, selection_rate, true_positive_rate, false_positive_rate,
                                                 true_negative_rate, false_negative_rate, accuracy_score, precision_score)},
                y_true=truth, y_pred=predicted, sensitive_features=frame[["race", "sex"]])
    theirs = time.perf_counter() - began
    runs = [json.loads(subprocess.run(["node", "--input-type=module", "-e", SCRIPT, folder], cwd=ROOT, check=True,
                                      capture_output=True, text=True).stdout) for _ in range(3)]
    ours = min(runs, key=lambda run: run["process"])
    print(json.dumps({"fairlearn": fairlearn.__version__, "rows": ROWS, "fairlearn_seconds": theirs,
                      "dossier_process_seconds": ours["process"], "dossier_audit_seconds": ours["audit"],
                      "ratio_of_process": theirs / ours["process"], "ratio_of_audit": theirs / ours["audit"]}, indent=1))
