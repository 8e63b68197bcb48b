"""Properties are about what is right, not about how busy the machine is: no time limit for one example."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
