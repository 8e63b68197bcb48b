"""One factory per model. Names are plainly made up."""

from __future__ import annotations

import datetime

import factory
from factory.django import DjangoModelFactory

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections.models import (
    DraftFinding,
    Inspection,
    Rating,
    Report,
    ReportPage,
    ReviewShare,
    StatementScore,
    UnreadBlock,
)
from springboard.organisations.models import Membership, Site, Trust, Unit
from springboard.plan.models import (
    Action,
    ActionFinding,
    ActionUpdate,
    Change,
    Finding,
    FindingMerge,
    FindingWord,
    Programme,
    Series,
)

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


class ReportFactory(DjangoModelFactory[Report]):
    """A report that has been read and waits for review."""

    class Meta:
        model = Report

    trust = factory.SubFactory(TrustFactory)
    reference = factory.Sequence(lambda n: f"CQC-{2000 + n}-03")
    file = "reports/none/report.pdf"
    original_name = "report.pdf"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    uploaded_by = factory.SubFactory(UserFactory)
    state = "to_review"
    provider_check = "same"
    title = "Acute wards"


class ReportPageFactory(DjangoModelFactory[ReportPage]):
    class Meta:
        model = ReportPage

    report = factory.SubFactory(ReportFactory)
    number = factory.Sequence(lambda n: n + 1)
    width = 595
    height = 842


class UnreadBlockFactory(DjangoModelFactory[UnreadBlock]):
    class Meta:
        model = UnreadBlock

    report = factory.SubFactory(ReportFactory)
    page = 1
    why = "a table that is a picture"


class ReviewShareFactory(DjangoModelFactory[ReviewShare]):
    class Meta:
        model = ReviewShare

    report = factory.SubFactory(ReportFactory)
    reviewer = factory.SubFactory(UserFactory)
    first_page = 1
    last_page = 2


class DraftFindingFactory(DjangoModelFactory[DraftFinding]):
    class Meta:
        model = DraftFinding

    report = factory.SubFactory(ReportFactory)
    order = factory.Sequence(lambda n: n + 1)
    level = "must"
    number = factory.Sequence(lambda n: n + 1)
    text = "The trust must ensure that staff have supervision."
    quote = "The trust must ensure that staff have supervision."


class InspectionFactory(DjangoModelFactory[Inspection]):
    class Meta:
        model = Inspection

    trust = factory.SelfAttribute("report.trust")
    report = factory.SubFactory(ReportFactory)
    held_on = "2026-01-20"
    in_grid = True


class RatingFactory(DjangoModelFactory[Rating]):
    class Meta:
        model = Rating

    inspection = factory.SubFactory(InspectionFactory)
    scope = "service"
    core_service = "acute_picu"
    name = "Acute wards"
    key_question = "safe"
    rating = "good"


class StatementScoreFactory(DjangoModelFactory[StatementScore]):
    class Meta:
        model = StatementScore

    inspection = factory.SubFactory(InspectionFactory)
    scope = "service"
    name = "Acute wards"
    key_question = "safe"
    statement = "Learning culture"
    score = 3


class FindingFactory(DjangoModelFactory[Finding]):
    class Meta:
        model = Finding

    trust = factory.SubFactory(TrustFactory)
    reference = factory.Sequence(lambda n: f"CQC-2026-03/M{n}")
    level = "must"
    text = factory.Sequence(lambda n: f"The trust must ensure thing {n} is safe.")
    source_kind = "cqc_report"
    source_reference = "CQC-2026-03"
    raised_on = datetime.date(2026, 3, 2)


class FindingMergeFactory(DjangoModelFactory[FindingMerge]):
    class Meta:
        model = FindingMerge

    merged = factory.SubFactory(FindingFactory)
    into = factory.SubFactory(FindingFactory, trust=factory.SelfAttribute("..merged.trust"))
    by = factory.SubFactory(UserFactory)


class FindingWordFactory(DjangoModelFactory[FindingWord]):
    class Meta:
        model = FindingWord

    finding = factory.SubFactory(FindingFactory)
    trust = factory.SelfAttribute("finding.trust")
    stem = factory.Sequence(lambda n: f"word{n}")
    number = 1


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence(lambda n: f"Programme {n}")


class ActionFactory(DjangoModelFactory[Action]):
    class Meta:
        model = Action

    trust = factory.SubFactory(TrustFactory)
    number = factory.Sequence(lambda n: n + 1)
    what = factory.Sequence(lambda n: f"Do thing {n}")


class ActionFindingFactory(DjangoModelFactory[ActionFinding]):
    class Meta:
        model = ActionFinding

    action = factory.SubFactory(ActionFactory)
    finding = factory.SubFactory(FindingFactory, trust=factory.SelfAttribute("..action.trust"))


class ActionUpdateFactory(DjangoModelFactory[ActionUpdate]):
    class Meta:
        model = ActionUpdate

    action = factory.SubFactory(ActionFactory)
    text = "Something happened."
    by = factory.SubFactory(UserFactory)


class SeriesFactory(DjangoModelFactory[Series]):
    class Meta:
        model = Series

    trust = factory.SubFactory(TrustFactory)
    name = factory.Sequence(lambda n: f"S{n}")


class ChangeFactory(DjangoModelFactory[Change]):
    """The database writes these itself; this one is for what the model says of itself."""

    class Meta:
        model = Change

    trust = factory.SubFactory(TrustFactory)
    kind = "A"
    thing_id = 1
