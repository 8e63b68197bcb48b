"""Random reports that no code was tuned on: a seed in, a report in some layout and its exact truth out."""
