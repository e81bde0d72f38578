"""Options that always go together: declared once, and one parameter of the commands that take them."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from inspect import Parameter


def spread(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` as the parser reads it: each field of its bundles is a parameter of its own, in their place.

    A bundle is a parameter whose default is a named tuple of options; the function gets it holding what was typed. The
    fields of its bundles and its other parameters all have different names.
    """
    found = signature(function, eval_str=True)
    bundles: dict[str, Any] = {
        one.name: one.default for one in found.parameters.values() if isinstance(one.default, tuple)
    }
    if not bundles:
        return function

    def command(**typed: Any) -> Any:
        for name, bundle in bundles.items():
            typed[name] = type(bundle)(*(typed.pop(field) for field in bundle._fields))
        return function(**typed)

    parameters = [one for parameter in found.parameters.values() for one in _spread(parameter)]
    command.__signature__ = found.replace(parameters=parameters)  # type: ignore[attr-defined] # functions take attributes
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _spread(parameter: Parameter) -> Iterator[Parameter]:
    if not isinstance(parameter.default, tuple):
        yield parameter
        return
    bundle: Any = parameter.default
    types = get_type_hints(type(bundle))
    for name, option in bundle._asdict().items():
        yield parameter.replace(name=name, annotation=types[name], default=option)
