"""Experiments of papers, run again: one module for each, one list of all; `lstm-ref reproduce` runs them."""

from lstm_ref.papers.experiment import Arm, Experiment, Theirs
from lstm_ref.papers.table import EXPERIMENTS

__all__ = ["EXPERIMENTS", "Arm", "Experiment", "Theirs"]
