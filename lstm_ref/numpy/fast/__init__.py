"""The LSTM of `lstm_ref.numpy.lstm`, the same numbers, arranged for the matrix product."""

from lstm_ref.numpy.fast.api import fast_lstm as fast_lstm
from lstm_ref.numpy.fast.api import fast_lstm_backward as fast_lstm_backward
from lstm_ref.numpy.fast.api import fast_lstm_forward_only as fast_lstm_forward_only
from lstm_ref.numpy.fast.choose import choose_layout as choose_layout
from lstm_ref.numpy.fast.memory import FastTape as FastTape
from lstm_ref.numpy.fast.memory import tape_bytes as tape_bytes
