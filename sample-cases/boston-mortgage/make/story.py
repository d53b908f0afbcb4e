"""What is invented: the bank, its calendar and its thresholds. All times are UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

JOBS = "harbor-savings"
LAKE = "file://lake.harbor.example"
DECISIONS = "file://decisions.harbor.example"
REPOSITORY = "https://git.harbor.example/mortgage-features.git"

CUTOFF = 0.20
PACE_MS = 2150
"""Time between two decisions of one scoring run."""

HISTORY = "history"
HISTORY_ROWS = 900
"""Applications decided before 2025, which model v1 was trained on."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Batch:
    """One scoring run: the applications it decides, with which model, when."""

    period: str
    rows: int
    version: str
    commit: str
    features_at: datetime
    scores_at: datetime
    nominal: tuple[datetime, datetime]
    failed_at: datetime | None = None

    @property
    def month(self) -> str:
        return self.period[:7]

    @property
    def log(self) -> str:
        return f"{self.month}.parquet"


@dataclass(frozen=True)
class Training:
    """One model version: its training data, when it was made, trained and promoted."""

    version: str
    periods: tuple[str, ...]
    commit: str
    nominal: tuple[datetime, datetime]
    features_at: datetime
    trained_at: datetime
    promoted_at: datetime


JANUARY = (at("2025-01-01"), at("2025-02-01"))
APRIL = (at("2025-04-01"), at("2025-05-01"))
AUGUST = (at("2025-08-01"), at("2025-09-01"))

CURATED_BY = "04-train"
CURATED_AT = at("2025-01-13T09:00")
CLOSED_BY = "08-close"
CLOSED_AT = at("2025-08-04T07:30")

TRAININGS = [
    Training(
        "v1", (HISTORY,), "04-train", JANUARY,
        features_at=at("2025-01-13T10:15"),
        trained_at=at("2025-01-14T08:30"),
        promoted_at=at("2025-01-27T12:00"),
    ),
    Training(
        "v2", (HISTORY, "2025-02", "2025-03"), "06-two-more-features", APRIL,
        features_at=at("2025-04-14T09:00"),
        trained_at=at("2025-04-14T13:30"),
        promoted_at=at("2025-04-16T08:00"),
    ),
]  # fmt: skip


def batch(period: str, rows: int, deployed: tuple[str, str], days: tuple[str, str, str], **more: datetime) -> Batch:
    """A batch over the days `first` until before `last`, whose runs start in the evening of `ran`."""
    first, last, ran = days
    evening = at(f"{ran}T18:00")
    times = {"features_at": evening, "scores_at": evening + timedelta(hours=2)} | more
    return Batch(period, rows, *deployed, nominal=(at(first), at(last)), **times)


BATCHES = [
    batch("2025-02", 240, ("v1", "05-score"), ("2025-02-01", "2025-03-01", "2025-02-28")),
    batch("2025-03", 250, ("v1", "05-score"), ("2025-03-01", "2025-04-01", "2025-03-31")),
    batch("2025-04a", 118, ("v1", "05-score"), ("2025-04-01", "2025-04-12", "2025-04-11")),
    batch("2025-04b", 122, ("v2", "06-two-more-features"), ("2025-04-12", "2025-05-01", "2025-04-30")),
    batch(
        "2025-05", 246, ("v2", "06-two-more-features"), ("2025-05-01", "2025-06-01", "2025-05-30"),
        failed_at=at("2025-05-30T20:00"),
        features_at=at("2025-05-30T21:10"),
        scores_at=at("2025-05-30T22:00"),
    ),
    batch("2025-06", 252, ("v2", "07-missing-month"), ("2025-06-01", "2025-07-01", "2025-06-30")),
    batch("2025-07", 252, ("v2", "07-missing-month"), ("2025-07-01", "2025-08-01", "2025-07-31")),
]  # fmt: skip
LOGS = sorted({b.log for b in BATCHES})
