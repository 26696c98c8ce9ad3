"""A machine's temperature under a changing load, made by a recipe, with faults that a limit often misses.

    T_t = T_{t−1} + 0.2 · (25 + 60 · load_t − T_{t−1}) − 6 · fan_t + noise
    fan starts above 62 °C, and stops below 42 °C                                 never shown to a detector

The load is known: an operator sets it, for 8 to 30 steps at a time. Faults, 5 steps long each, most of them
inside the ordinary range of temperatures:

    no fan        it stands still for as long as the fault lasts, though it should run
    fan           it runs, though it should stand still
    offset        the sensor shows 4 °C too much
"""

import numpy as np

from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.noticing import Watched

FAN_ON, FAN_OFF, LASTS, OFFSET = 62.0, 42.0, 5, 4.0


def draw_machine(rng: Rng, steps: int = 8000, noise: float = 0.5, apart: int = 30) -> Watched:
    """Draw the temperature (values, °C) with the load (extra); half is for training, without a fault."""
    train, valid = steps // 2, 3 * steps // 4
    load = np.repeat(rng.uniform(0, 1, steps // 8), rng.integers(8, 31, steps // 8))[:steps]
    values, events, kinds = np.empty(steps), [], []
    temperature, fan, until, fault = 40.0, False, 0, ""
    for t in range(steps):
        fan = temperature > FAN_ON or (fan and temperature > FAN_OFF)
        if t >= max(train, until + apart) and rng.random() < 0.05:
            # A fan can fail to run only where it should, and the reverse.
            fault = "offset" if rng.random() < 1 / 3 else ("no fan" if fan else "fan")
            until = t + LASTS
            events.append(t)
            kinds.append(fault)
        at_fault = t < until
        runs = (fan or (at_fault and fault == "fan")) and not (at_fault and fault == "no fan")
        temperature += 0.2 * (25 + 60 * load[t] - temperature) - 6 * runs + noise * rng.standard_normal()
        values[t] = temperature + OFFSET * (at_fault and fault == "offset")
    return Watched(values, load[:, None], tuple(events), tuple(kinds), train, valid)
