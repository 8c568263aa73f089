"""What several tests share: a browser, and the same examples of hypothesis in every run."""
import shutil

import pytest
from hypothesis import settings

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

settings.register_profile("same examples in every run", derandomize=True, deadline=None)
settings.load_profile("same examples in every run")


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright; for slow tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: make test-slow installs it")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium: sudo apt install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()
