"""What an import costs: nothing heavy is loaded before it is needed."""
import subprocess
import sys
import tomllib

import pytest

import analysis
from analysis import project


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


def test_a_wheel_holds_every_file_of_the_package():
    """Workers of a cluster install it as one."""
    from setuptools import find_namespace_packages
    packages = find_namespace_packages(str(project.ROOT), include=["analysis*"])
    packed = tomllib.loads((project.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    for file in sorted((project.ROOT / "analysis").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            package = ".".join(file.parent.relative_to(project.ROOT).parts)
            assert package in packages and (file.suffix == ".py" or any(file.match(form) for form in packed)), file
