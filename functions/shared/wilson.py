"""Wilson's score interval of a share, at 95 % of confidence; pure."""

from __future__ import annotations

import math

# The quantile of the normal distribution that leaves 2.5 % on each side.
Z95 = 1.959963984540054


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Return the ends of the interval, 0 to 1. Raises ValueError without trials.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22,
    1927, 209-212: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), where p is the share of n.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError("an interval needs trials")
    share, square = successes / trials, z * z
    middle = share + square / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    low, high = ((middle + side) / (1 + square / trials) for side in (-reach, reach))
    # Of none and of all, rounding would leave a little more or less than the formula gives.
    return low if successes else 0.0, high if successes < trials else 1.0
