"""What an import costs: nothing heavy is loaded before it is needed."""
import subprocess
import sys

import pytest

import analysis


def loaded(code):
    """The heavy libraries that are loaded after running some code in a fresh process."""
    heavy = ("distributed", "matplotlib", "pandas", "py3langid", "spacy", "trafilatura")
    run = subprocess.run([sys.executable, "-c", f"import sys\n{code}\nprint(*sorted(set({heavy}) & set(sys.modules)))"], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_package_alone_loads_nothing():
    assert loaded("import analysis") == []


def test_every_public_name_is_there_and_no_other():
    assert all(getattr(analysis, name) is not None for name in analysis.__all__)
    assert {"analyse", "explain", "load_articles", "target_sentiment"} <= set(dir(analysis))
    with pytest.raises(AttributeError, match="has no attribute 'analyze'"):
        analysis.analyze               # noqa: B018
