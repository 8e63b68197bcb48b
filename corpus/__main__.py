"""``python -m corpus``: renders every example report into ``corpus/rendered``."""

from corpus.render import render_all

if __name__ == "__main__":
    for report in render_all():
        print(f"{report.path}  {len(report.spec.truth.findings)} findings")
