"""How long a return takes: read and checked, imported and checked, and checked by the public validator.

    python bench/returns.py [FOLDER] [--children 1500 15000] [--year 2026]

Without FOLDER a return is invented. FOLDER holds a return in `this` and that of the year before in `prev`; its
children are repeated under new ids until Header has as many as asked for. The same files go to everybody in the same
run; each is a process of its own, timed from start to end, with the most memory it held.

The public validator (csc-validator-be-903) needs a Python of its own, because it pins old libraries:

    python3.11 -m venv /path/of/venv && /path/of/venv/bin/pip install csc-validator-be-903==0.1.17
    WAYMARK_VALIDATOR_PYTHON=/path/of/venv/bin/python python bench/returns.py

Without WAYMARK_VALIDATOR_PYTHON its line says that it was not run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import invented_return

ROOT = Path(__file__).resolve().parent.parent

VALIDATOR = """
import glob, logging, os, sys
logging.disable(logging.CRITICAL)
from lac_validator import lac_validator
from lac_validator.report import Report
from lac_validator.rules.ruleset_utils import get_year_ruleset
from lac_validator.utils import process_uploaded_files
folder, year = sys.argv[1:]
rules = get_year_ruleset(year)
files = process_uploaded_files({
    "This year": sorted(glob.glob(os.path.join(folder, "this", "*.csv"))),
    "Prev year": sorted(glob.glob(os.path.join(folder, "prev", "*.csv"))),
})
run = lac_validator.LacValidator(
    metadata={"collectionYear": year, "localAuthority": "E09000027"}, files=files, registry=rules
)
report = Report(run.ds_results, rules)
lac_validator.create_issue_df(report.report, report.error_report)
"""


class Measured(NamedTuple):
    """A whole process: seconds on the clock, seconds of processor, the most memory held in MB, exit code."""

    seconds: float
    processor: float
    memory: float
    code: int


def timed(command: list[str], folder: Path, environment: dict[str, str]) -> Measured:
    """Runs a process to its end; what it says on stderr is passed on when it fails."""
    with open(os.devnull, "wb") as nowhere, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=nowhere, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.stderr.write(errors.read().decode("utf-8", "replace")[-2000:])
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def main() -> None:
    """Makes the files, runs everybody, prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a return in `this`, the year before in `prev`")
    parser.add_argument("--children", type=int, nargs="+", default=[1_500, 15_000])
    parser.add_argument("--year", type=int, default=2026)
    given = parser.parse_args()
    for children in given.children:
        with tempfile.TemporaryDirectory() as temporary:
            files = Path(temporary) / "files"
            if given.folder:
                counts = invented_return.repeat(given.folder, files, children)
            else:
                counts = invented_return.write(files, children, given.year)
            print(f"{children:,} children, both years: " + ", ".join(f"{name} {n:,}" for name, n in counts.items()))
            compare(files, Path(temporary), str(given.year), str(given.year - 1))


def compare(files: Path, work: Path, year: str, before: str) -> None:
    """Runs everybody on the same files and prints how they stand to the goals."""
    environment = os.environ | {
        "WAYMARK_DATABASE_URL": f"sqlite:///{work / 'bench.sqlite3'}",
        "WAYMARK_DATA_DIR": str(work),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every process would compile all its modules, and be timed so
    manage = [sys.executable, str(ROOT / "manage.py")]
    this, prev = str(files / "this"), str(files / "prev")
    check = [*manage, "check_903", this, "--prev", prev, "--year", year, "--json"]
    load = [*manage, "import_903", "--year", before, prev, "--year", year, this, "--json"]
    timed([*manage, "migrate", "--verbosity", "0"], work, environment)
    ours = show("read and check", timed(check, work, environment))
    written = show("import both years into an empty SQLite database", timed(load, work, environment))
    validator = os.environ.get("WAYMARK_VALIDATOR_PYTHON")
    if not validator:
        print("  public validator: not run (set WAYMARK_VALIDATOR_PYTHON, see the top of this file)")
        return
    theirs = show("public validator", timed([validator, "-c", VALIDATOR, str(files), year], work, environment))
    if ours and theirs:
        print(f"  read and check take 1/{theirs / ours:.1f} of the validator's processor time")
    if ours and written and theirs:
        print(f"  import and check take 1/{theirs / (ours + written):.1f} of it (goal at 15,000 children: 1/5 or less)")


def show(what: str, run: Measured) -> float | None:
    """Prints one line; gives the seconds of processor when the process succeeded, which others on the machine move least."""
    failed = f" (FAILED with {run.code})" if run.code else ""
    print(f"  {what}: {run.seconds:.2f} s ({run.processor:.2f} s of processor), at most {run.memory:.0f} MB{failed}")
    return None if run.code else run.processor


if __name__ == "__main__":
    main()
