"""One chart of the notebooks by itself, as a reader wants to publish it."""
import ast

import nbformat

from ..report import export as charts
from . import publish


def export(name, **how):
    """Draw the chart `name` from the tables that its notebook makes, and return it as `charts.show` does; `how` is what that takes.

    Of the notebook's cells what they assign and import is run, up to the cell of the chart, and nothing is shown: other charts stay as they are.
    Raises ValueError with the names there are.
    """
    charts.entry(name)
    variables = {}
    for statement in statements(name):
        call = getattr(statement, "value", None) if isinstance(statement, ast.Expr) else None
        if is_of(call, name):
            return charts.show(*(eval(ast.unparse(argument), variables) for argument in call.args), **how)
        if not isinstance(statement, ast.Expr):
            exec(ast.unparse(statement), variables)


def statements(name):
    """Those of the notebook that shows the chart."""
    for path in publish.chapters(sorted(publish.NOTEBOOKS.glob("[0-9]*.ipynb"))):
        found = [statement for cell in publish.code_cells(nbformat.read(path, 4)) for statement in ast.parse(cell.source).body]
        if any(is_of(getattr(statement, "value", None), name) for statement in found):
            return found


def is_of(call, name):
    """Whether it is `export.show("<name>", …)`."""
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "export.show" and call.args[0].value == name
