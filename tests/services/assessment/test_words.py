"""How sources are named in what an assessment rests on."""

from crp_desktop.services.assessment.load import finding_source


def test_a_finding_is_named_with_its_workshop() -> None:
    assert finding_source(3, None, None) == "Finding 3"
    assert finding_source(3, 2, "") == "Finding 3, from “Workshop 2”"
    assert finding_source(3, 2, "Youth forum") == "Finding 3, from “Youth forum”"
