"""Decides on a request for a cash advance. The opt-out is checked before anything about the person is read."""

from dataclasses import dataclass

# Expected repayment ratio. A change of either line is a change of the decision: see compliance/offers/risk-assessment.yml.
OFFER_FROM = 0.92
DECLINE_BELOW = 0.80
MOST_OFFERED = 25_000
TOO_NEW = 6  # months of sales, below which the forecast is too wide to decline anybody
SHARE_OF_MONTHLY_SALES = 1.2


@dataclass(frozen=True)
class Decision:
    outcome: str  # offer, decline, underwriter, security-call or manual
    amount: int = 0
    reasons: tuple[str, ...] = ()


def decide(merchant: str, opted_out, location_is_usual, score, report_is_clear) -> Decision:
    """The four look-ups happen in this order, and not at all once an earlier one decides."""
    if opted_out(merchant):
        return Decision("manual")
    if not location_is_usual(merchant):
        return Decision("security-call")  # nobody is declined for where they are
    ratio, monthly_sales, months_of_sales, reasons = score(merchant)
    if months_of_sales < TOO_NEW:
        return Decision("underwriter", reasons=reasons)
    if ratio < DECLINE_BELOW:
        return Decision("decline", reasons=reasons)
    if ratio < OFFER_FROM or not report_is_clear(merchant):
        return Decision("underwriter", reasons=reasons)
    return Decision("offer", min(MOST_OFFERED, int(monthly_sales * SHARE_OF_MONTHLY_SALES)), reasons)
