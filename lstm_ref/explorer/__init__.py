"""The cell explorer: small LSTMs that a reader operates in the page."""

from lstm_ref.explorer.models import ExplorerModel, hand_set_model, order_model, pronoun_model
from lstm_ref.explorer.page import page_models, pronouns_right, unseen_sentences
from lstm_ref.explorer.reference import GradientSplit, Held, Trace, gradient_split, trace
from lstm_ref.explorer.show import explorer_html, show_explorer

__all__ = [
    "ExplorerModel",
    "GradientSplit",
    "Held",
    "Trace",
    "explorer_html",
    "gradient_split",
    "hand_set_model",
    "order_model",
    "page_models",
    "pronoun_model",
    "pronouns_right",
    "show_explorer",
    "trace",
    "unseen_sentences",
]
