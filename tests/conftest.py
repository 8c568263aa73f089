"""What several tests share: a browser, the same examples of hypothesis in every run, and how names are found."""
import shutil

import pytest
from hypothesis import settings

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

settings.register_profile("same examples in every run", derandomize=True, deadline=None)
settings.load_profile("same examples in every run")

# Modules that ask nothing of names or of the tone towards them: the small model is right often enough, and takes an eighth of the time.
WITH_FAST_NAMES = {"test_alerts", "test_article_pages", "test_artists", "test_charts", "test_claims", "test_corrections", "test_dates", "test_documents", "test_facts",
                   "test_fuzz", "test_generated", "test_headlines", "test_many", "test_meanings", "test_notebooks", "test_numbers", "test_parts", "test_share",
                   "test_speed"}


@pytest.fixture(scope="module", autouse=True)
def names(request):
    """Sets ANALYSIS_NAMES for a module."""
    with pytest.MonkeyPatch.context() as environment:
        if request.module.__name__ in WITH_FAST_NAMES:
            environment.setenv("ANALYSIS_NAMES", "fast")
        yield


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
