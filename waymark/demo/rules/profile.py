"""How many young people of which age a council has: a profile, and its exact share of any number of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Profile:
    """An age structure: `bands` are the ages printed together, each with its people by age; `note` says where from.

    `reached` is the share, by ages, of those worked with whose personal adviser reached them in the last two months.
    """

    name: str
    note: str
    bands: tuple[Mapping[int, int], ...]
    reached: Mapping[range, float]

    @property
    def people(self) -> int:
        return sum(sum(band.values()) for band in self.bands)

    def ages_of(self, number: int) -> dict[int, int]:
        """How many of `number` people have each age, the bands shared out first: the profile's own figures for its own
        number of people."""
        ages: dict[int, int] = {}
        bands = largest_remainder(number, {place: sum(band.values()) for place, band in enumerate(self.bands)})
        for place, band in enumerate(self.bands):
            ages |= largest_remainder(bands[place], band)
        return ages


# Lancashire's cabinet paper on its care leavers' offer (December 2024) prints 1,543 young people aged 16 to 25, 679 of
# them 18 to 20 and 446 aged 21 and older. What is left, 418, is 16 and 17. The single years within each are ours.
LANCASHIRE_2024 = Profile(
    name="lancashire-2024",
    note="Lancashire, October 2024: 418 aged 16 and 17, 679 aged 18 to 20, 446 aged 21 and older",
    bands=({16: 196, 17: 222}, {18: 241, 19: 226, 20: 212}, {21: 153, 22: 119, 23: 93, 24: 73, 25: 8}),
    # The same paper prints 72.4 % at 17 to 18, 92.8 % at 19 to 21 and 90.6 % from 21. The last two both have those of
    # 21; the shares of 19 to 20, of 21 and of 22 and older that make them are ours, and so is that of 16. A few
    # with whom no adviser works are in the paper's figure too, so that of 17 and 18 is a little higher here.
    reached={
        range(16, 17): 0.62,
        range(17, 19): 0.727,
        range(19, 21): 0.9305,
        range(21, 22): 0.918,
        range(22, 26): 0.899,
    },
)
PROFILES: dict[str, Profile] = {LANCASHIRE_2024.name: LANCASHIRE_2024}


def largest_remainder(number: int, weights: Mapping[K, float]) -> dict[K, int]:
    """Share `number` out in proportion to the weights, in whole ones, adding up exactly.

    What is left after rounding down goes to the largest fractions; ties go to the earlier key.
    """
    total = sum(weights.values())
    exact = {key: number * weight / total for key, weight in weights.items()}
    shares = {key: int(share) for key, share in exact.items()}
    by_fraction = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_fraction[: number - sum(shares.values())]:
        shares[key] += 1
    return shares
