"""Puts a ticket into the queue whose words it uses most. An agent reads it there, and may move it; nobody is refused or served later."""

WORDS = {
    "billing": {"invoice", "refund", "charge", "charged", "receipt"},
    "sign-in": {"password", "login", "locked", "code"},
    "delivery": {"parcel", "tracking", "courier", "late"},
    "returns": {"return", "exchange", "label", "damaged"},
    "orders": {"order", "cancel", "quantity", "stock"},
    "warranty": {"warranty", "repair", "broken", "serial"},
    "privacy": {"privacy", "delete", "opt", "data"},
    "partners": {"reseller", "wholesale", "api", "integration"},
}


def route(text: str) -> str:
    words = set(text.lower().split())
    hits = {queue: len(words & known) for queue, known in WORDS.items()}
    best = max(hits, key=hits.get)
    return best if hits[best] > 0 else "general"
