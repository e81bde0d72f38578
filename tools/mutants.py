"""Every change that a mutation run tries in a source: one at a time, each such that a person could have written it."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A source changed in one place.

    Attributes:
        line: Where.
        change: What was there, and what is.
        tree: The changed source.
    """

    line: int
    change: str
    tree: ast.Module


def mutants(source: str) -> list[Mutant]:
    """Return every change of a source, in reading order; texts, annotations and decorators are left alone."""
    tree = ast.parse(source)
    found = []
    for place, node in enumerate(_nodes(tree)):
        for variant, replacement in enumerate(_variants(node)):
            changed = copy.deepcopy(tree)
            twin = list(_nodes(changed))[place]
            other = list(_variants(twin))[variant]
            _Swap(twin, other).visit(changed)
            ast.fix_missing_locations(changed)
            words = f"{_words(node)} → {_words(replacement)}"
            found.append(Mutant(getattr(node, "lineno", 0), words, changed))
    return found


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Put the new node in the place of the old one."""
        if node is self.old:
            return ast.copy_location(self.new, node)
        return self.generic_visit(node)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that may change."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "type_params") or _for_types(tree):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child
                yield from _nodes(child)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node."""
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in _COMPARED:
            yield ast.Compare(left, [_COMPARED[type(operator)]()], [right])
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
            rests = [values[:at] + values[at + 1 :] for at in range(len(values))]
            yield from (ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0] for rest in rests)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in _COMPUTED:
            yield ast.BinOp(left, _COMPUTED[type(operator)](), right)
        case ast.Constant(value) if isinstance(value, int):
            yield ast.Constant(not value if isinstance(value, bool) else value + 1)
        case _:
            yield from _branches(node)


def _branches(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the other way round of what chooses, and nothing for what is only done."""
    match node:
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.comprehension(target, iterated, [_first, *_rest], asynchronous):
            yield ast.comprehension(target, iterated, [], asynchronous)
        case ast.If(test, body, orelse) if not _for_types(node):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Expr(ast.Call()) | ast.Raise() | ast.Continue() | ast.AugAssign():
            yield ast.Pass()


def _words(node: ast.AST) -> str:
    """Return a node in a few words."""
    if isinstance(node, ast.comprehension):
        return " if ".join(["for …", *map(ast.unparse, node.ifs)])
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())[:90]
