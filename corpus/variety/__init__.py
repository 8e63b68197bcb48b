"""Random layouts and wordings of reports that no code was tuned on: a seed in, a report and its exact truth out."""
