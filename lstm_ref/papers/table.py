"""All experiments: ONE list, in the order of the papers' years."""

from lstm_ref.papers.biases import BIAS_ONE, CHRONO
from lstm_ref.papers.cliff import CLIFF
from lstm_ref.papers.experiment import Experiment
from lstm_ref.papers.gers2000 import FORGET_BIAS, STATE, STREAMS
from lstm_ref.papers.hs97 import ADDING, LONG_LAG, ORDER
from lstm_ref.papers.latch import LATCH
from lstm_ref.papers.lengths import LENGTH
from lstm_ref.papers.variants import VARIANTS
from lstm_ref.papers.weights import COUNT_2002, COUNTS_1997

EXPERIMENTS: list[Experiment] = [
    LATCH,
    COUNTS_1997,
    LONG_LAG,
    ADDING,
    ORDER,
    STREAMS,
    STATE,
    FORGET_BIAS,
    COUNT_2002,
    CLIFF,
    LENGTH,
    BIAS_ONE,
    VARIANTS,
    CHRONO,
]
