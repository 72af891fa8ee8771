"""The colour profile is one that a colour engine reads, and it is sRGB."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from welvaartcanvas.report.pdf.srgb import profile


def test_a_colour_engine_reads_it_as_srgb() -> None:
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    assert ImageCms.getProfileDescription(read).strip() == "sRGB IEC61966-2.1"
    assert read.profile.xcolor_space == "RGB "
    assert read.profile.device_class == "mntr"


@pytest.mark.parametrize(
    "colour", [(0, 0, 0), (255, 255, 255), (11, 85, 99), (180, 83, 9), (1, 2, 3)]
)
def test_colours_come_through_it_as_they_are(colour: tuple[int, int, int]) -> None:
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile()))
    convert = ImageCms.buildTransform(read, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    image = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), convert)
    assert image is not None
    assert all(abs(a - b) <= 1 for a, b in zip(image.getpixel((0, 0)), colour, strict=True))


def test_it_says_how_long_it_is() -> None:
    assert int.from_bytes(profile()[:4], "big") == len(profile()) < 1000
