"""Two clocks, or one task delivered twice: real processes on one database file."""

from tests.apart import Apart

SEED = """
from datetime import timedelta
from django.utils import timezone
from office.approximate import Approximate
from people.models import Membership, Place, User
from reviews import dates

place = Place.objects.create(kind="LEP", name="Marlshire", slug="marlshire")
for number in range(20):
    user = User.objects.create(email=f"o{number}@example.org", name="O", slug=f"o{number}")
    Membership.objects.create(user=user, place=place, role="officer")
when = Approximate.on(timezone.localdate() + timedelta(days=7))
dates.add(
    {"title": "Board meets", "scope": "place", "place": place, "kind": "event",
     "what": "other", **dates.as_values(when)},
    by=user,
)
"""
SEND = """
from reviews import reminders
print(reminders.send_due())
"""
COUNT = """
from office.models import Mail
from reviews.models import Reminder
print(Reminder.objects.count(), Mail.objects.count())
"""


def test_clocks_that_strike_at_once_send_each_reminder_once(tmp_path):
    apart = Apart(tmp_path)
    apart.run(SEED)

    sent = apart.run_at_once(SEND, times=3)

    assert sum(map(int, sent)) == 20
    assert apart.run(COUNT) == "20 20"
