"""The sets of data that the API offers, one module each."""

from .base import Dataset
from .chapters import Chapters
from .figures import Figures
from .focal_points import FocalPoints
from .glossary import Glossary
from .items import Items
from .partners import Partners
from .reports import Reports
from .workshops import Workshops

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (Partners(), Workshops(), Reports(), Chapters(), Items(), Glossary(), FocalPoints(), Figures())
}

__all__ = ["DATASETS", "Dataset"]
