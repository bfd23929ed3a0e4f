"""What the numbers were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

_MEASURED = ("tavlan", "textual", "asyncssh", "cysqlite", "peewee")


def machine() -> dict[str, str]:
    """Cores, processor, system, load, Python and the versions that matter."""
    return {
        "cores": str(os.cpu_count()),
        "cpu": _cpu_model(),
        "system": f"{platform.system()} {platform.release()}",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        **{name: version(name) for name in _MEASURED},
    }


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )
