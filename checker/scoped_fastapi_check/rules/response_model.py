"""`fastapi-response-model`: what a handler returns can never satisfy its `response_model`.

FastAPI validates what a handler returns, from its attributes, and answers 500 where that fails. A
model may leave out what is returned, and may be of an unrelated class: only its fields count. What a
handler is declared to return is looked at first; where that says nothing, what it returns.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    Lack,
    Mismatch,
    ProjectGives,
    Question,
    ReturnSatisfies,
    Satisfaction,
    Satisfies,
    Steps,
    ask,
)
from scoped_fastapi_check.analysis.response_models.annotations import (
    never_returns_a_value,
    says_nothing,
)
from scoped_fastapi_check.analysis.response_models.called import comes_from_a_wrong_declaration
from scoped_fastapi_check.analysis.response_models.conversions import FUNCTION
from scoped_fastapi_check.analysis.response_models.set_attributes import without_set
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RESPONSE_MODEL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.no_body.status import route_status
from scoped_fastapi_check.rules.return_.exceptions import returned_exception
from scoped_fastapi_check.rules.return_.tuples import returned_status
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.return_statements import (
    only_responds,
    reached,
    trusts_constants,
)
from scoped_fastapi_check.rules.shared.wording import enumerated, written

# What a value begins with that is written out: text or a number.
_LITERALS: Final = ("'", '"', *"-0123456789")
# More missing fields than these are only counted.
_MAX_NAMES: Final = 4
_QUERIES: Final = {name.rpartition(".")[2] for name in fullnames.QUERIES | fullnames.RESULTS}
_FUNCTION: Final = FUNCTION.rpartition(".")[2]
_URL: Final = fullnames.URL.rpartition(".")[2]
_DISPLAYS: Final = (ast.Dict, ast.List, ast.Tuple, ast.ListComp, ast.Set, ast.SetComp, ast.Constant)


def check(context: Context) -> Iterator[Check]:
    """One check for each route that declares a response model."""
    for registration in context.registrations:
        if not registration.is_websocket:
            yield _check_registration(context, registration)


def _check_registration(context: Context, registration: Registration) -> Check:
    model = registration.call.keyword("response_model")
    function = registration.function
    if model is None or function is None or not registration.is_direct:
        return
    if function.is_generator or is_placeholder(function):
        return
    if (yield from router_class(registration, "endpoint", "response_model")) is None:
        return
    if (yield from route_status(registration, context.fastapi)) is not None:
        return  # No model at all is allowed there, and `fastapi-no-body` says so.
    if function.node.returns is not None:
        found = yield from ask(Satisfies(function, model))
        found = yield from _without_set(context, function, model, found)
        if found.mismatches:
            if not (yield from _is_declared_wrongly(context, function, model, found)):
                context.report(_declared(context, registration, function, model, found))
            return
    if function.scope.module is not context.module:
        return
    if says_nothing(function, context.names):
        yield from _check_returns(context, function, model, [*reached(function, context.names)])
    else:
        made = [
            each
            for each in reached(function, context.names)
            if _makes_object(each, function, context)
        ]
        yield from _check_returns(context, function, model, made)


def _is_declared_wrongly(
    context: Context, function: Function, model: Expression, found: Satisfaction
) -> Steps[bool]:
    """Whether what is returned does satisfy the model, whatever is declared."""
    if (yield from only_responds(function, context.names)):
        return True
    is_none = found.mismatches[0].lack is Lack.NONE and not found.mismatches[0].path
    if is_none or function.scope.module is not context.module:
        return False
    for statement in reached(function, context.names):
        trusts = yield from trusts_constants(function, statement)
        answer = yield from ask(ReturnSatisfies(function, statement, model, trusts))
        if answer.is_certain or (yield from comes_from_a_wrong_declaration(function, statement)):
            return True
    return False


def _makes_object(statement: ast.Return, function: Function, context: Context) -> bool:
    """Whether a statement returns a call of a class: what is declared may be a base of the object's."""
    match statement.value:
        case ast.Call(func=ast.Name() | ast.Attribute() as called):
            return context.names.class_scope(Expression(called, function.body)) is not None
        case _:
            return False


def _check_returns(
    context: Context, function: Function, model: Expression, statements: Iterable[ast.Return]
) -> Check:
    """Each return statement on its own, where the annotation does not tell what comes of it."""
    for statement in statements:
        trusts = yield from trusts_constants(function, statement)
        found = yield from ask(ReturnSatisfies(function, statement, model, trusts))
        found = yield from _without_set(context, function, model, found)
        if (
            found.mismatches
            and not (yield from _is_another_mistake(context, function, statement))
            and not (yield from comes_from_a_wrong_declaration(function, statement))
        ):
            message, note = _described(_Returned(function, statement, found), model, found)
            context.report(Diagnostic.at(statement, RESPONSE_MODEL, message, note))
    if not function.returns and (yield from never_returns_a_value(function, context.names)):
        nothing = ast.copy_location(ast.Return(None), function.node)
        found = yield from ask(ReturnSatisfies(function, nothing, model))
        if found.mismatches:
            name = _written(model)
            message = f'"{function.name}" returns nothing, but its response_model is "{name}"'
            note = (
                "FastAPI validates the None and answers with a 500 error: return what the model "
                'describes, or take "response_model" away'
            )
            context.report(Diagnostic.at(function.node, RESPONSE_MODEL, message, note))


def _without_set(
    context: Context, function: Function, model: Expression, found: Satisfaction
) -> Generator[Question[Any], Any, Satisfaction]:
    """What is found, but for attributes that the function sets, or the project sets on a class."""
    left = without_set(found.mismatches, function.node)
    if left and (yield from _sets_defaults(context, model)):
        left = tuple(each for each in left if each.lack is not Lack.FIELD)
    for mismatch in left:
        owner = mismatch.given.partition("[")[0].rpartition(".")[2]
        if mismatch.lack is Lack.FIELD and owner.isidentifier() and owner != "dict":
            home, name = mismatch.home, mismatch.path[-1]
            given = ProjectGives(context.module, owner, name, home, mismatch.is_exact)
            is_given = yield from ask(given)
            left = tuple(each for each in left if each is not mismatch or not is_given)
    return replace(found, mismatches=left)


def _sets_defaults(context: Context, model: Expression) -> Generator[Question[Any], Any, bool]:
    """Whether the project changes the fields of a model: `Model.model_fields["x"].default = 1`."""
    names = {node.id for node in ast.walk(model.node) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(model.node) if isinstance(node, ast.Attribute)}
    texts = (f"{name}.model_fields[" for name in sorted(names))
    return (yield from is_any_mentioned(context, texts))


def _is_another_mistake(
    context: Context, function: Function, statement: ast.Return
) -> Generator[Question[Any], Any, bool]:
    """Whether `fastapi-return` reports a statement: `return HTTPException()`, `return body, 404`."""
    if (yield from returned_status(function, statement, context.names)) is not None:
        return True
    return (yield from returned_exception(function, statement)) is not None


# Words


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a handler is declared to return."""

    function: Function
    found: Satisfaction

    @property
    def gives(self) -> str:
        """The first half of a sentence about it."""
        return f'"{self.function.name}" is declared to return "{self.found.returned}"'

    @property
    def gives_none(self) -> str:
        """The same where it is None."""
        return f'"{self.function.name}" may return None'


@dataclass(frozen=True, slots=True)
class _Returned:
    """What one statement of a handler returns."""

    function: Function
    statement: ast.Return
    found: Satisfaction

    @property
    def gives(self) -> str:
        """The first half of a sentence about it."""
        value = self.statement.value
        is_display = isinstance(value, _DISPLAYS) or self.found.returned == _FUNCTION
        shown = written(value) if value is not None and is_display else self.found.returned
        return f'"{self.function.name}" returns "{shown}"'

    @property
    def gives_none(self) -> str:
        """The same where it is None."""
        return f'"{self.function.name}" returns None'


def _declared(
    context: Context,
    registration: Registration,
    function: Function,
    model: Expression,
    found: Satisfaction,
) -> Diagnostic:
    here = function.scope.module is context.module
    node = function.node if here else registration.call.node
    message, note = _described(_Declared(function, found), model, found)
    return Diagnostic.at(node, RESPONSE_MODEL, message, note)


def _described(
    given: _Declared | _Returned, model: Expression, found: Satisfaction
) -> tuple[str, str]:
    name = _written(model)
    first = found.mismatches[0]
    if first.lack is Lack.NONE and first.path:
        return _nullable(given, name, first)
    if first.lack is Lack.NONE or (first.given == "None" and not first.path):
        return (
            f'{given.gives_none}, but response_model "{name}" does not allow it',
            "FastAPI answers a None with a 500 error: raise an HTTPException instead of returning "
            f'None, or declare "response_model={name} | None"',
        )
    if first.lack is Lack.FIELD:
        return _missing(given, name, found)
    if first.lack is Lack.TAG:
        return _untagged(given, name, first)
    if first.lack is Lack.LIMIT:
        return _beyond(given, name, first)
    if first.lack is Lack.EXTRA:
        return _extra(given, name, found)
    return _other_shape(given, name, first)


def _written(node: Expression) -> str:
    return " ".join(ast.unparse(node.node).split())


def _nullable(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    place = _dotted(mismatch.path)
    return (
        f'{given.gives}, whose "{place}" may be None, but response_model "{model}" declares it as '
        f'"{mismatch.wanted}"',
        "FastAPI answers a None with a 500 error: declare the field as "
        f'"{mismatch.wanted} | None", or the column as one that is never NULL',
    )


def _missing(given: _Declared | _Returned, model: str, found: Satisfaction) -> tuple[str, str]:
    owner = found.mismatches[0].given
    names = [
        _dotted(mismatch.path)
        for mismatch in found.mismatches
        if mismatch.lack is Lack.FIELD and mismatch.given == owner
    ]
    it, fields = (
        ("it", "the field a default") if len(names) == 1 else ("them", "the fields defaults")
    )
    mend = _unrun(owner) or f"return something that has {it}, or give {fields}"
    return (
        f'{given.gives}, but response_model "{model}" requires {enumerated(names, _MAX_NAMES, "fields")}, which '
        f'"{owner}" does not have',
        f"FastAPI validates what is returned and answers with a 500 error: {mend}",
    )


def _unrun(owner: str) -> str | None:
    """What to do with a query, or with what comes of it; None for anything else."""
    if owner.partition("[")[0] not in _QUERIES:
        return None
    return 'run it and return what it finds, by ".first()", ".one()" or ".all()"'


def _untagged(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    return (
        f'{given.gives}, but response_model "{model}" tells by "{_dotted(mismatch.path)}" which model '
        f'is meant, and "{mismatch.given}" does not have it',
        "Pydantic looks for it before any default is given, and FastAPI answers with a 500 error: "
        "put it into the dictionary",
    )


def _beyond(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    place = _dotted(mismatch.path)
    what = f'of "{place}" ' if place else ""
    return (
        f'{given.gives}, but response_model "{model}" sets limits {what}that "{mismatch.given}" is '
        "beyond",
        "FastAPI validates what is returned and answers with a 500 error: give a value within the "
        "limits, or widen them",
    )


def _extra(given: _Declared | _Returned, model: str, found: Satisfaction) -> tuple[str, str]:
    names = [_dotted(mismatch.path) for mismatch in found.mismatches if mismatch.lack is Lack.EXTRA]
    return (
        f'{given.gives}, but response_model "{model}" forbids {enumerated(names, _MAX_NAMES, "fields")}',
        "FastAPI validates what is returned and answers with a 500 error: leave out what the model "
        "does not have, or return an object, of which FastAPI reads the fields alone",
    )


def _other_shape(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    if place := _dotted(mismatch.path):
        if mismatch.given[:1] in _LITERALS:
            return _other_value(given, model, mismatch)
        if mismatch.given == _URL:
            return _address(given, model, mismatch)
        is_none = mismatch.given == "None"
        declared = f"{mismatch.wanted} | None" if is_none else mismatch.given
        return (
            f'{given.gives}, but response_model "{model}" '
            f'declares "{place}" as "{mismatch.wanted}", which is "{mismatch.given}" there',
            f'FastAPI cannot convert "{mismatch.given}" to "{mismatch.wanted}" and answers with a 500 '
            f'error: declare the field as "{declared}", or convert it in a validator',
        )
    mend = _unrun(mismatch.given) or "return what the model describes, or declare another model"
    if mismatch.given.startswith("Coroutine"):
        mend = '"await" it'
    if mismatch.given == _FUNCTION:
        mend = "call it"
    if mismatch.given == _URL:
        mend = 'take "str()" of it'
    return (
        f'{given.gives}, but its response_model is "{model}"',
        f"FastAPI cannot convert one to the other and answers with a 500 error: {mend}",
    )


def _address(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    """Of an address no field can be made."""
    place, wanted = _dotted(mismatch.path), mismatch.wanted
    return (
        f'{given.gives}, but response_model "{model}" declares "{place}" as "{wanted}", which is '
        f'"{mismatch.given}" there',
        f'FastAPI cannot convert "{mismatch.given}" to "{wanted}" and answers with a 500 error: '
        'take "str()" of it',
    )


def _other_value(given: _Declared | _Returned, model: str, mismatch: Mismatch) -> tuple[str, str]:
    """Of a value that is written out the type would do: text may well be a number."""
    place, value, wanted = _dotted(mismatch.path), mismatch.given, mismatch.wanted
    return (
        f'{given.gives}, but response_model "{model}" declares "{place}" as "{wanted}", which is '
        f'"{value}" there',
        f'FastAPI cannot make a "{wanted}" of "{value}" and answers with a 500 error: give a value '
        "that the field takes, or declare another type for it",
    )


def _dotted(path: tuple[str, ...]) -> str:
    """The fields on the way, and nothing for the items of the containers around them."""
    return ".".join(part for part in path if part != "[]")


RULE: Final = Rule(RESPONSE_MODEL, check)
