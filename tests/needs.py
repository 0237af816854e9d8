"""What a test needs beyond Python: skipped without it, unless everything is required."""

from __future__ import annotations

import os

import pytest


def need(there: object, why: str) -> None:
    """Go on if what is needed is there.

    Otherwise the test is skipped, and under `CAREAUDIT_REQUIRE_ALL=1`, as in CI, it fails.
    `why` names what is missing and how to get it.
    """
    if there:
        return
    if os.environ.get("CAREAUDIT_REQUIRE_ALL") == "1":
        pytest.fail(f"everything is required here, and this is missing: {why}", pytrace=False)
    pytest.skip(why)
