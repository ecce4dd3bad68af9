from decide import decide


def yes(_):
    return True


def no(_):
    return False


def never(_):
    raise AssertionError("must not be looked up")


def test_nothing_is_looked_up_after_an_opt_out():
    assert decide("m-1", yes, never, never, never).outcome == "manual"


def test_an_unusual_location_leads_to_a_call_and_not_to_a_decline():
    assert decide("m-1", no, no, never, never).outcome == "security-call"


def test_the_two_lines():
    def outcome(ratio):
        return decide("m-1", no, yes, lambda _: (ratio, 6_000, 12, ("level of sales",)), yes).outcome

    assert [outcome(ratio) for ratio in (0.79, 0.80, 0.91, 0.92)] == ["decline", "underwriter", "underwriter", "offer"]


def test_a_new_merchant_is_never_declined_automatically():
    assert decide("m-1", no, yes, lambda _: (0.5, 6_000, 5, ()), never).outcome == "underwriter"


def test_no_consumer_report_is_asked_for_after_a_decline():
    assert decide("m-1", no, yes, lambda _: (0.5, 6_000, 12, ()), never).outcome == "decline"


def test_a_consumer_report_never_declines_by_itself():
    assert decide("m-1", no, yes, lambda _: (0.99, 6_000, 12, ()), no).outcome == "underwriter"


def test_an_offer_is_never_above_the_limit():
    assert decide("m-1", no, yes, lambda _: (1.0, 90_000, 12, ()), yes).amount == 25_000
