"""The pipeline's own git repository, rebuilt commit by commit from `commits/`."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

import yaml

HERE = Path(__file__).parent
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}


@dataclass(frozen=True)
class Repository:
    """A working repository, and the full id of each commit by its folder's name."""

    path: Path
    commits: dict[str, str]

    def checkout(self, commit: str) -> Path:
        """A work tree of the commit, made once."""
        tree = self.path.parent / "checkouts" / commit
        if not tree.exists():
            git(self.path, "worktree", "add", "--quiet", "--detach", str(tree), self.commits[commit])
        return tree

    def bundle(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        git(self.path, "-c", "pack.threads=1", "bundle", "create", "--quiet", str(path), "HEAD", "main")


def git(path: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=path, env=os.environ | QUIET | environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(path: Path, entry: dict) -> str:
    shutil.copytree(HERE / "commits" / entry["folder"], path, dirs_exist_ok=True)
    name, mail = parseaddr(entry["author"])
    date = entry["date"].isoformat()
    people = {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in {"NAME": name, "EMAIL": mail, "DATE": date}.items()
    }
    git(path, "add", "--all")
    git(path, "commit", "--quiet", "--message", entry["message"], **people)
    return git(path, "rev-parse", "HEAD")


def build(path: Path) -> Repository:
    path.mkdir(parents=True)
    git(path, "init", "--quiet", "--initial-branch", "main")
    entries = yaml.safe_load((HERE / "commits.yaml").read_text())
    return Repository(path, {entry["folder"]: commit(path, entry) for entry in entries})
