"""What the pages of the plan print: frozen values built before rendering, so that no template asks the
database."""

from springboard.plan.presenters.action import ActionStory, action_story
from springboard.plan.presenters.finding import FindingStory, finding_story
from springboard.plan.presenters.grid import GridView, grid_view
from springboard.plan.presenters.plan import PlanView, plan_view
from springboard.plan.presenters.register import RegisterView, register_view

__all__ = [
    "ActionStory",
    "FindingStory",
    "GridView",
    "PlanView",
    "RegisterView",
    "action_story",
    "finding_story",
    "grid_view",
    "plan_view",
    "register_view",
]
