"""The explorers: a cell whose valves, and nets whose scales, a reader turns in the page."""

from lstm_ref.explorer.flow import Flow, follow
from lstm_ref.explorer.gains import Gains, Reading, page_gains
from lstm_ref.explorer.models import ExplorerModel, hand_set_model, order_model, pronoun_model
from lstm_ref.explorer.nets import ScaledNet, scaled_nets
from lstm_ref.explorer.page import page_models, pronouns_right, unseen_sentences
from lstm_ref.explorer.reference import GradientSplit, Held, Trace, gradient_split, trace
from lstm_ref.explorer.show import (
    explorer_html,
    gradient_explorer_html,
    show_explorer,
    show_gradient_explorer,
)
from lstm_ref.explorer.slopes import NONLINEARITIES, Nonlinearity

__all__ = [
    "NONLINEARITIES",
    "ExplorerModel",
    "Flow",
    "Gains",
    "GradientSplit",
    "Held",
    "Nonlinearity",
    "Reading",
    "ScaledNet",
    "Trace",
    "explorer_html",
    "follow",
    "gradient_explorer_html",
    "gradient_split",
    "hand_set_model",
    "order_model",
    "page_gains",
    "page_models",
    "pronoun_model",
    "pronouns_right",
    "scaled_nets",
    "show_explorer",
    "show_gradient_explorer",
    "trace",
    "unseen_sentences",
]
