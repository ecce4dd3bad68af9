"""Runs at 01:30: sends the day's applications to TalentSift, declines those below the cut-off, queues the others for recruiters."""

CUT_OFF = 35


def screen(applications, rank, decline, queue):
    """`rank` returns TalentSift's answer: the rank from 1 to 100, the likely salary in dollars an hour, and a summary."""
    for application in applications:
        answer = rank(application)
        if answer["rank"] < CUT_OFF:
            decline(application)
        else:
            queue(application, answer["rank"], opening_offer=answer["likely_salary"])
