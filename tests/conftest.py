"""What holds for every test: how long Hypothesis tries, and that it tries the same each time."""

from __future__ import annotations

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
