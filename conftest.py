"""Notebooks under regression: nbval compares every output but pictures; this compares the pictures, and fails unrun cells.

What a chart draws travels as JSON beside its picture, which nbval compares exactly (`analysis/report/artists.py`). The picture itself
is compared here with a tolerance; on failure `chart-diffs/` holds what was expected, what came, and the difference. It stands at the
root so that pytest loads it from any folder, with only a notebook to run too.
"""
import base64
import io
import os
import re
from pathlib import Path

import numpy as np
import pytest
from nbval.plugin import IPyNbCell
from PIL import Image, ImageFilter

RMS_TOLERANCE = 1.0                    # of 255, where the same Matplotlib drew both; a bar 0.5 % higher gives 2
FAR, MOST_FAR = 64, 12                 # of 255, and pixels that may be as far off: a small mark made hollow has 25
EDGE_LEVEL, EDGE_SHARE = 32, 0.001     # else: share of pixels outside the other picture's range within two pixels
os.environ["LANGUAGE"] = "en"           # the stored charts are in English, whatever the desktop of who tests them is in
DIFFERENCES = Path(os.environ.get("CHART_DIFFS", "chart-diffs"))


def load(encoded):
    """The picture on white, and the program that made it."""
    picture = Image.open(io.BytesIO(base64.b64decode(encoded)))
    maker, picture = picture.info.get("Software", ""), picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB"), maker


def difference(expected, actual, same_maker):
    """Why two pictures differ too much, or None."""
    if expected.size != actual.size:
        return f"size {expected.size} became {actual.size}"
    e, a = (np.asarray(picture, np.int16) for picture in (expected, actual))
    rms, far = float(np.sqrt(np.mean((e - a).astype(float) ** 2))), int((abs(e - a).max(-1) > FAR).sum())
    if same_maker or far == 0:
        right = rms <= RMS_TOLERANCE and far <= MOST_FAR
        return None if right else f"RMS {rms:.2f}, allowed {RMS_TOLERANCE}; {far} pixels far off, allowed {MOST_FAR}"
    off = outside(a, expected) | outside(e, actual)
    return f"{off.mean():.2%} of the pixels off, allowed {EDGE_SHARE:.2%}" if off.mean() > EDGE_SHARE else None


def outside(pixels, picture):
    """Pixels far from everything the picture has within two pixels of them: letters drawn a little differently are near."""
    low, high = (np.asarray(picture.filter(neighbourhood(5)), np.int16) for neighbourhood in (ImageFilter.MinFilter, ImageFilter.MaxFilter))
    return ((pixels < low - EDGE_LEVEL) | (pixels > high + EDGE_LEVEL)).any(-1)


def save_difference(stem, expected, actual):
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    apart = np.abs(np.asarray(expected.resize(actual.size), np.int16) - np.asarray(actual)).max(-1)
    shown = Image.fromarray((255 - np.clip(apart * 4, 0, 255)).astype("uint8"))
    for kind, picture in (("expected", expected), ("actual", actual), ("difference", shown)):
        picture.save(DIFFERENCES / f"{stem}-{kind}.png")


def compare_outputs(self, test, reference, skip_compare=None, compare_rest=IPyNbCell.compare_outputs):
    said = "stderr"                    # progress and warnings, which no stored notebook has
    if not compare_rest(self, test, reference, (*(skip_compare or self.parent.skip_compare), said)):
        return False
    expected, actual = ([output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]
                        for outputs in (reference, test))
    problems = [f"{len(expected)} pictures became {len(actual)}"] if len(expected) != len(actual) else []
    for number, (e, a) in enumerate(zip(expected, actual)):
        (e, made_by), (a, now_by) = load(e), load(a)
        if problem := difference(e, a, made_by == now_by):
            stem = re.sub(r"\W+", "-", f"{self.path.stem}-cell{self.cell_num}-{number}")
            save_difference(stem, e, a)
            problems.append(f"picture {number}: {problem}; see {DIFFERENCES}/{stem}-*.png")
    self.comparison_traceback += problems
    return not problems


def check_counts(item):
    """A cell that was never run, or was run out of order, has no output that means anything."""
    cells = [cell for cell in item.parent.nb.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.execution_count for cell in cells]
    if item.cell.execution_count is None:
        pytest.fail("this cell was saved without being run: there is no output to compare", pytrace=False)
    if counts != list(range(1, len(counts) + 1)):
        pytest.fail(f"cells were not run once, from top to bottom: {counts}; run `make`", pytrace=False)


def pytest_runtest_setup(item):
    if isinstance(item, IPyNbCell) and item.cell.source.strip():
        check_counts(item)


IPyNbCell.compare_outputs = compare_outputs
