"""One factory per model. Names are plainly made up."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.models import Membership, Site, Trust, Unit

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class TrustFactory(DjangoModelFactory[Trust]):
    class Meta:
        model = Trust

    name = factory.Sequence(lambda n: f"Trust {n} (example)")
    short_name = factory.Sequence(lambda n: f"Trust {n}")


class SiteFactory(DjangoModelFactory[Site]):
    class Meta:
        model = Site

    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence(lambda n: f"Site {n}")


class UnitFactory(DjangoModelFactory[Unit]):
    """A unit with its path, the way ``organisations.services`` keeps it."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    trust = factory.SubFactory(TrustFactory)
    kind = "team"
    name = factory.Sequence(lambda n: f"Ward {n}")

    @factory.post_generation
    def path_kept(self: Unit, create: bool, extracted: object, **kwargs: object) -> None:  # type: ignore[misc]
        if create:
            self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
            self.save(update_fields=["path"])


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    trust = factory.SubFactory(TrustFactory)
    role = "staff"


class EventFactory(DjangoModelFactory[Event]):
    class Meta:
        model = Event

    actor_name = "Person"
    action = "thing.done"
    object_type = "plan.finding"
    object_id = "1"
    object_label = "Thing"
