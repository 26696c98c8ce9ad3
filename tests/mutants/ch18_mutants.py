"""Chapter 18: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "18.1": [
        ("starts-at-period", "np.arange(start,", "np.arange(period,", "errors"),
        ("starts-two-late", "np.arange(start,", "np.arange(start + 2,", "errors"),
        ("every-other-origin", "len(values) - ahead)", "len(values) - ahead, 2)", "errors"),
        ("ends-two-early", "len(values) - ahead)", "len(values) - ahead - 2)", "errors"),
        ("period-before-origin", "origins + k - period]", "origins - period]", "errors"),
        ("a-step-too-new", "k - period]", "k - period + 1]", "errors"),
        ("largest", ".mean()", ".max()", "errors"),
        ("mean-of-roots", ".mean()", ".mean() ** 0.5", "errors"),
        ("halved", "errors[k - 1] = ", "errors[k - 1] = 0.5 * ", "errors"),
        ("relative", "values[origins + k] - forecast", "values[origins + k] / forecast - 1", "errors"),
        ("reversed", "errors[k - 1]", "errors[ahead - k]", "errors"),
        ("truth-late", "np.abs(values[origins + k]", "np.abs(values[origins + k - 1]", "errors"),
        ("mean-of-season", "values[origins + k - period]", "values[:start].mean()", "errors"),
    ],
    "18.2": [
        (
            "half",
            "np.abs(forecast[longest:] - earlier)",
            "0.5 * np.abs(forecast[longest:] - earlier)",
            "distances",
        ),
        ("max", ".mean()", ".max()", "distances"),
        (
            "median",
            "np.abs(forecast[longest:] - earlier).mean()",
            "np.median(np.abs(forecast[longest:] - earlier))",
            "distances",
        ),
        ("signed", "np.abs(forecast[longest:] - earlier)", "(forecast[longest:] - earlier)", "distances"),
        ("no-shift", "truth[longest - k : len(truth) - k]", "truth[longest:]", "distances"),
        (
            "half-shift",
            "truth[longest - k : len(truth) - k]",
            "truth[longest - k // 2 : len(truth) - k // 2]",
            "distances",
        ),
        ("best-reversed", "int(distances.argmin())", "longest - int(distances.argmin())", "best"),
        ("best-one-more", "int(distances.argmin())", "int(distances.argmin()) + 1", "best"),
        ("always-one", "int(distances.argmin())", "1", "best"),
        ("always-zero", "int(distances.argmin())", "0", "best"),
        ("reversed", "return distances,", "return distances[::-1],", "distances"),
        ("in-percent", "return distances,", "return 100 * distances,", "distances"),
    ],
    "18.5": [
        ("all-alarms-right", "return precision,", "return 1.0,", "precision"),
        ("no-alarm-is-perfect", "if alarms else 0.0", "if alarms else 1.0", "precision"),
        ("share-of-events", "right / len(alarms)", "right / len(events)", "precision"),
        ("seen-of-alarms", "seen / len(events)", "seen / max(1, len(alarms))", "recall"),
        ("precision-squared", "right / len(alarms)", "(right / len(alarms)) ** 2", "precision"),
        (
            "late-by-one-more",
            "right = sum(any(0 <= a - e <= late",
            "right = sum(any(0 <= a - e <= late + 1",
            "precision",
        ),
        (
            "recall-late-by-more",
            "seen = sum(any(0 <= a - e <= late",
            "seen = sum(any(0 <= a - e <= late + 1",
            "recall",
        ),
        (
            "recall-not-at-once",
            "seen = sum(any(0 <= a - e <= late",
            "seen = sum(any(0 < a - e <= late",
            "recall",
        ),
        (
            "precision-not-at-once",
            "right = sum(any(0 <= a - e <= late",
            "right = sum(any(0 < a - e <= late",
            "precision",
        ),
        ("recall-any-later", "seen = sum(any(0 <= a - e <= late", "seen = sum(any(0 <= a - e", "recall"),
        ("recall-any-earlier", "seen = sum(any(0 <= a - e <= late", "seen = sum(any(a - e <= late", "recall"),
        (
            "precision-any-later",
            "right = sum(any(0 <= a - e <= late",
            "right = sum(any(0 <= a - e",
            "precision",
        ),
        ("all-not-any", "seen = sum(any(", "seen = sum(all(", "recall"),
        ("missed", "seen / len(events)", "1 - seen / len(events)", "recall"),
    ],
}


def back_test_by_loops(values, period, ahead, start):
    errors = [[] for _ in range(ahead)]
    for t in range(start, len(values) - ahead):
        for k in range(1, ahead + 1):
            errors[k - 1].append(abs(values[t + k] - values[t + k - period]))
    return np.array([np.mean(of) for of in errors])


def back_test_by_windows(values, period, ahead, start):
    off = np.abs(values[period:] - values[:-period])[start + 1 - period :]
    return np.lib.stride_tricks.sliding_window_view(off, ahead).mean(axis=0)


def back_test_by_slices(values, period, ahead, start):
    count = len(values) - ahead - start
    pairs = [(values[start + k :][:count], values[start + k - period :][:count]) for k in range(1, ahead + 1)]
    return np.array([np.mean(np.abs(np.subtract(*pair))) for pair in pairs])


def shift_by_loops(truth, forecast, longest):
    means = []
    for k in range(longest + 1):
        means.append(np.mean([abs(forecast[t] - truth[t - k]) for t in range(longest, len(truth))]))
    return np.array(means), means.index(min(means))


def shift_by_rolling(truth, forecast, longest):
    table = np.array([np.abs(forecast - np.roll(truth, k))[longest:] for k in range(longest + 1)])
    means = table.mean(axis=1)
    return means, int(np.argmin(means))


def shift_by_windows(truth, forecast, longest):
    past = np.lib.stride_tricks.sliding_window_view(truth, longest + 1)[:, ::-1]
    means = np.abs(forecast[longest:, None] - past).mean(axis=0)
    return means, int(means.argmin())


def counts_by_table(alarms, events, late):
    gaps = np.subtract.outer(np.array(alarms, dtype=int), np.array(events, dtype=int))
    fits = (gaps >= 0) & (gaps <= late)
    precision = float(fits.any(axis=1).mean()) if len(alarms) else 0.0
    return precision, float(fits.any(axis=0).mean())


def counts_by_sets(alarms, events, late):
    reach = {e + k for e in events for k in range(late + 1)}
    raised = set(alarms)
    right = len(raised & reach)
    seen = sum(bool(raised & set(range(e, e + late + 1))) for e in events)
    return (right / len(raised) if raised else 0.0), seen / len(events)


def counts_by_search(alarms, events, late):
    right = [a for a in alarms if [e for e in events if a - late <= e <= a]]
    noticed = [e for e in events if [a for a in alarms if e <= a <= e + late]]
    return (len(right) / len(alarms) if len(alarms) > 0 else 0.0), len(noticed) / len(events)


VARIANTS = {
    "18.1": [back_test_by_loops, back_test_by_windows, back_test_by_slices],
    "18.2": [shift_by_loops, shift_by_rolling, shift_by_windows],
    "18.5": [counts_by_table, counts_by_sets, counts_by_search],
}
