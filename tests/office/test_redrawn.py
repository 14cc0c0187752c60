"""Pictures drawn anew."""

from io import BytesIO

import pytest
from PIL import Image, ImageFile

from office.uploads import Refused, redrawn

PLAIN = {"PNG": "png", "JPEG": "jpg"}


def saved(picture, form, **options):
    content = BytesIO()
    picture.save(content, form, **options)
    return content


def drawn(picture, form="PNG", **options):
    return redrawn.redrawn(saved(picture, form, **options), PLAIN[form])


def test_where_a_photograph_was_taken_is_not_kept():
    facts = Image.Exif()
    facts[0x010E] = "Olive's kitchen"
    picture = Image.new("RGB", (40, 20), "green")

    kept = drawn(picture, "JPEG", exif=facts, comment=b"secret", icc_profile=b"colours")

    with Image.open(BytesIO(kept.content)) as opened:
        assert not opened.getexif()
        assert {"comment", "icc_profile"} & opened.info.keys() == set()
    assert b"kitchen" not in kept.content


def test_a_picture_that_lies_on_its_side_is_put_upright():
    facts = Image.Exif()
    facts[0x0112] = 6  # turned by a quarter

    kept = drawn(Image.new("RGB", (40, 20)), "JPEG", exif=facts)

    assert (kept.width, kept.height) == (20, 40)


def test_no_side_is_longer_than_2400_pixels():
    kept = drawn(Image.new("L", (4800, 100)))

    assert (kept.width, kept.height) == (2400, 50)


@pytest.mark.parametrize(
    ("mode", "now"),
    [("1", "RGB"), ("L", "L"), ("P", "RGB"), ("RGB", "RGB"), ("LA", "RGBA"), ("RGBA", "RGBA")],
)  # fmt: skip
def test_only_what_is_seen_through_stays_so(mode, now):
    kept = drawn(Image.new(mode, (4, 4)))

    with Image.open(BytesIO(kept.content)) as opened:
        assert opened.mode == now


def test_sixteen_bits_of_grey_keep_their_shade():
    kept = drawn(Image.new("I;16", (4, 4), 40_000))

    with Image.open(BytesIO(kept.content)) as opened:
        assert opened.getpixel((0, 0)) == 155


def test_printers_colours_become_those_of_screens():
    kept = drawn(Image.new("CMYK", (4, 4)), "JPEG")

    with Image.open(BytesIO(kept.content)) as opened:
        assert opened.mode == "RGB"


def test_the_same_picture_twice_is_the_same_file():
    picture = Image.new("RGB", (40, 20), "green")

    assert drawn(picture) == drawn(picture)


@pytest.mark.parametrize("cut", [20, 60, 200])
def test_a_picture_cut_short_is_refused_whatever_else_is_loaded(cut, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = saved(Image.effect_noise((64, 64), 50), "PNG").getvalue()

    with pytest.raises(Refused, match="broken"):
        redrawn.redrawn(BytesIO(whole[:cut]), "png")


def test_one_kind_does_not_pass_for_the_other():
    with pytest.raises(Refused, match="broken"):
        redrawn.redrawn(saved(Image.new("RGB", (4, 4)), "JPEG"), "png")


def test_a_picture_too_large_to_be_drawn_is_refused():
    with pytest.raises(Refused, match="40 million"):
        drawn(Image.new("1", (8000, 5001)))


def test_paper_takes_a_small_chart_as_it_is():
    chart = saved(Image.new("RGB", (800, 600), "white"), "PNG").getvalue()

    assert redrawn.on_paper(chart, "png") == chart


def test_on_paper_what_is_seen_through_is_white():
    clear = saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG").getvalue()

    with Image.open(BytesIO(redrawn.on_paper(clear, "png"))) as opened:
        assert opened.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_paper_takes_a_photograph_as_a_small_jpg():
    photograph = Image.effect_noise((2000, 1000), 60).convert("RGB")

    with Image.open(
        BytesIO(redrawn.on_paper(saved(photograph, "PNG").getvalue(), "png"))
    ) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1600, 800))
