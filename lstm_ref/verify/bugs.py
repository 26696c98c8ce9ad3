"""The planted bugs of the LSTM, forward and backward, and how to look one up."""

from lstm_ref.verify.bugs_backward import BACKWARD
from lstm_ref.verify.bugs_forward import FORWARD
from lstm_ref.verify.planting import Bug as Bug
from lstm_ref.verify.planting import Edit as Edit
from lstm_ref.verify.planting import planted as planted

BUGS = FORWARD + BACKWARD
BY_ID = {bug.id: bug for bug in BUGS}
