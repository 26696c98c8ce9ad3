"""Exercise 1.4 takes 6.0 for 6, and so does the line below its check, which measures at the answer."""

import numpy as np
import pytest

from lstm_ref.exercises.ch01 import check, share_right_at


@pytest.mark.parametrize("answer", [6, 6.0, np.float64(6), np.array(6.0)])
def test_what_the_check_takes_is_measured_too(answer, capsys):
    check("1.4", lambda: answer)
    assert "your prediction holds" in capsys.readouterr().out
    assert share_right_at(answer) == 1 > share_right_at(answer + 1)


@pytest.mark.parametrize("filler", [6.5, -1])
def test_half_a_word_cannot_be_measured(filler):
    with pytest.raises(ValueError, match="filler should be a whole number of words"):
        share_right_at(filler)
