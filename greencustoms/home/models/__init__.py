"""The pages around the three subjects: home, information, learning, materials, achievements, practices, contact."""

from .achievements import AchievementsPage, KeyFigure
from .home import HomePage
from .information import ContactPage, InformationPage
from .learning import LearningModule, LearningPage
from .materials import Material, MaterialsPage
from .messages import Message
from .practices import GreeningPage, PracticePage

__all__ = [
    "AchievementsPage",
    "ContactPage",
    "GreeningPage",
    "HomePage",
    "InformationPage",
    "KeyFigure",
    "LearningModule",
    "LearningPage",
    "Material",
    "MaterialsPage",
    "Message",
    "PracticePage",
]
