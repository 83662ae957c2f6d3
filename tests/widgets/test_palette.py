"""The hues of names: neighbours stay apart for readers who see fewer colours."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from textual.color import Color

from widgets.palette import HUES, NAMES_ANSI, NAMES_DARK, NAMES_LIGHT

# Machado, Oliveira, Fernandes (2009), severity 1.0: linear RGB as it is seen.
SEEN = {
    "fully": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST = 25.0
"""Ten times what is just noticeable."""


def lab(colour: str, seen: str) -> np.ndarray:
    """CIE L*a*b* of an sRGB colour as it is seen."""
    value = np.array(Color.parse(colour).rgb) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    ratio = _XYZ @ np.clip(SEEN[seen] @ linear, 0, 1) / _WHITE
    curved = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2])])


def apart(one: str, other: str, seen: str) -> float:
    """CIE76 difference; about 2.3 is just noticeable."""
    return float(np.linalg.norm(lab(one, seen) - lab(other, seen)))


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("hues", [NAMES_DARK, NAMES_LIGHT], ids=["dark", "light"])
def test_neighbouring_hues_stay_apart(hues: tuple[str, ...], seen: str) -> None:
    closest = min(pairwise((*hues, hues[0])), key=lambda pair: apart(*pair, seen))
    assert apart(*closest, seen) >= LEAST, f"{closest}: {apart(*closest, seen):.1f}"


@pytest.mark.parametrize("hues", [NAMES_DARK, NAMES_LIGHT, NAMES_ANSI], ids=["dark", "light", "terminal"])
def test_there_are_as_many_hues_as_numbers_and_none_twice(hues: tuple[str, ...]) -> None:
    assert len(set(hues)) == len(hues) == HUES
