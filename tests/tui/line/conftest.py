"""A board whose plan has been taken away."""

import pytest

from models.database import database
from models.plan import Plan
from tests.conftest import MadeBoard


@pytest.fixture
def no_plan(board: MadeBoard) -> MadeBoard:
    with database.atomic():
        Plan.update(removed=True).execute()
    return board
