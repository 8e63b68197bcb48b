from django.db import migrations

from springboard.kernel.text.likeness import stems
from springboard.plan.ordering import order_key

_AT_ONCE = 500


def fill(apps, schema_editor):
    """Findings that are in the register already get their place in the order and their words. Should the way of
    making either change, the migration of that day fills them anew."""
    Finding, FindingWord = apps.get_model("plan", "Finding"), apps.get_model("plan", "FindingWord")
    some = []
    for finding in Finding.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        finding.order_key = order_key(finding.level, finding.raised_on, finding.reference)
        some.append(finding)
        if len(some) == _AT_ONCE:
            _save(Finding, FindingWord, some)
            some = []
    _save(Finding, FindingWord, some)


def _save(Finding, FindingWord, findings):
    Finding.objects.bulk_update(findings, ["order_key"])
    FindingWord.objects.bulk_create(
        FindingWord(trust_id=finding.trust_id, finding=finding, stem=stem, number=number)
        for finding in findings
        for stem, number in sorted(stems(finding.text).items())
    )


class Migration(migrations.Migration):
    """Apart from the change of the tables: PostgreSQL does not change a table whose rows wait to be checked."""

    dependencies = [("plan", "0002_reading_fast")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
