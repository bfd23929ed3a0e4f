import pytest

from models.trial import PREFERENCE, Trial, trial_of


@pytest.mark.parametrize("trial", [Trial(), Trial(True, False, None), Trial(False, True, True)])
def test_what_was_found_is_kept_as_it_was(trial: Trial) -> None:
    assert trial_of({PREFERENCE: trial.kept()}) == trial


@pytest.mark.parametrize("kept", ["", "ja", "[]", "3", '{"signs": 7}', '{"nytt": true}'])
def test_what_nobody_understands_any_more_is_as_if_nothing_was_found(kept: str) -> None:
    assert trial_of({PREFERENCE: kept}) == trial_of({}) == Trial()


def test_what_is_passed_by_stays_as_it_was_found_before() -> None:
    assert Trial(None, True, None).after(Trial(False, False, None)) == Trial(False, True, None)
