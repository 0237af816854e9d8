"""What holds for every test: how long Hypothesis tries, and that it tries the same each time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A run says the same twice, and a slow machine is no failure: speed is shown by `make bench`.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", settings.get_profile("steady"), derandomize=False, max_examples=5_000
)
settings.load_profile("steady")

pytest_plugins = ["tests.stores"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="take what conversations now say into their scripts"
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Were we asked to take over what is said now, rather than compare?"""
    return bool(request.config.getoption("--rewrite"))
