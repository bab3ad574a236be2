"""The judge that lives inside mypy: it answers from mypy's own tables and subtype checks."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from mypy.checker import TypeChecker
from mypy.messages import format_type_bare
from mypy.nodes import TypeAlias, TypeInfo, Var
from mypy.options import Options
from mypy.types import (
    CallableType,
    Instance,
    NoneType,
    ProperType,
    Type,
    TypeVarType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis import questions
from scoped_fastapi_check.analysis.questions import Fit, Provision, Question
from scoped_fastapi_check.analysis.response_models.returned_values import returned_value
from scoped_fastapi_check.analysis.response_models.schemas import Schemas
from scoped_fastapi_check.model.memo import nothing_remembered, once
from scoped_fastapi_check.model.module import Alias, Expression, Function, Parameter, Target
from scoped_fastapi_check.project.text_search import Mentions

from scoped_fastapi_mypy import returns as returned
from scoped_fastapi_mypy import security
from scoped_fastapi_mypy.assignability import compare
from scoped_fastapi_mypy.constants import integer_value
from scoped_fastapi_mypy.dependency_result import Alternatives, NotCallableError, provided
from scoped_fastapi_mypy.evaluation import Evaluator
from scoped_fastapi_mypy.expressions import ExpressionBuilder
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.node_index import Tree
from scoped_fastapi_mypy.pydantic_types import MypyTypes
from scoped_fastapi_mypy.responses import Responses
from scoped_fastapi_mypy.returned_types import ReturnedTypes
from scoped_fastapi_mypy.test_doubles import replaces

# Classes of these may redefine what they like.
_PACKAGES = frozenset({"fastapi", "starlette", "scoped_fastapi"})
_UNKNOWN = Provision(Fit.UNKNOWN)


class MypyJudge:
    """Answers the questions about one module."""

    def __init__(
        self,
        names: MypyNames,
        tree: Tree,
        evaluator: Evaluator,
        options: Options,
        checker: TypeChecker | None,
    ) -> None:
        self.names = names
        self._tree = tree
        self._evaluator = evaluator
        self._options = options
        self._checker = checker
        self.mentions = Mentions()
        self._builder = ExpressionBuilder(names)
        types = MypyTypes(names, options)
        self._responses = Responses(names, types, options)
        self._schemas: Schemas[Type] = Schemas(names, types)
        self.remembered = nothing_remembered()
        self._provisions: dict[tuple[ast.expr | None, Target | None], Provision] = {}

    def answer(self, question: Question[Any]) -> Any:
        """The answer, of the type that the question is generic in."""
        return _ANSWERS[type(question)](self, question)

    @once
    def type_of(self, expression: Expression) -> ProperType:
        """The type of an expression of the application model."""
        return self._evaluator.type_of(self._builder.build(expression))

    # Dependencies

    def provides(self, question: questions.Provides) -> Provision:
        """How what a dependency provides fits what its target declares."""
        dependency = question.dependency
        key = None if dependency is None else dependency.node, question.target
        if key not in self._provisions:
            self._provisions[key] = self._provision(dependency, question.target)
        return self._provisions[key]

    def _provision(self, dependency: Expression | None, target: Target | None) -> Provision:
        declared = None if target is None else self._declared(target)
        if dependency is None:
            return self._callable_type(declared)
        try:
            found = self._alternatives(dependency)
        except NotCallableError:
            return self._not_callable(dependency)
        if declared is None or not found:
            return _UNKNOWN
        return compare(found, declared, self._options)

    def replaces(self, question: questions.Replaces) -> Provision:
        """How what an override provides fits where the original was asked for."""
        try:
            replacement = self._alternatives(question.replacement)
        except NotCallableError:
            return self._not_callable(question.replacement)
        try:
            original = self._alternatives(question.original)
        except NotCallableError:
            return _UNKNOWN
        return replaces(replacement, original, self._options)

    def _alternatives(self, dependency: Expression) -> list[Alternatives]:
        """What calling a dependency may provide; raises `NotCallableError` if it cannot be called."""
        node = dependency.node
        if isinstance(node, ast.Lambda):
            if any(isinstance(part, ast.arg) for part in ast.walk(node.args)):
                return []  # What it gets is not known, and its names hide those outside.
            return [[self.type_of(dependency.sibling(node.body))]]
        typ = self.type_of(dependency)
        found = provided(typ)
        if security.never_provides_none(dependency, typ, self.names):
            return [security.without_none(alternatives) for alternatives in found]
        return found

    def _not_callable(self, dependency: Expression) -> Provision:
        shown = format_type_bare(self.type_of(dependency), self._options)
        return Provision(Fit.NOT_CALLABLE, shown)

    def _callable_type(self, declared: Type | None) -> Provision:
        """Whether FastAPI can call a declared type; only a union is certain to be none."""
        proper = get_proper_type(declared)
        if isinstance(proper, UnionType):
            return Provision(Fit.NOT_CALLABLE, format_type_bare(proper, self._options))
        return _UNKNOWN

    def _declared(self, target: Target) -> Type | None:
        """The type that a target declares; mypy has taken `Annotated` off it."""
        if isinstance(target, Parameter):
            return self._parameter_type(target)
        if isinstance(target, Alias):
            name = ast.copy_location(ast.Name(target.name), target.node)
            symbol = self.names.symbol(target.value.sibling(name))
            alias = None if symbol is None else symbol.node
            if isinstance(alias, TypeAlias):
                return alias.target
            return None
        info = self.names.class_info(target.annotation.scope)
        found = None if info is None else info.names.get(target.name)
        return found.node.type if found is not None and isinstance(found.node, Var) else None

    def _parameter_type(self, parameter: Parameter) -> Type | None:
        definition = self._tree.function(parameter.function.node)
        if definition is None or not isinstance(definition.type, CallableType):
            return None
        for argument, typ in zip(definition.arguments, definition.type.arg_types, strict=False):
            if argument.variable.name == parameter.name:
                return typ
        return None

    # Classes

    def instance_of(self, question: questions.InstanceOf) -> str | None:
        """The first of the classes that an object is an instance of."""
        typ = self.type_of(question.expression)
        return _class_among(typ, question.classes, question.inheriting)

    def subclass_of(self, question: questions.SubclassOf) -> str | None:
        """The first of the classes that a class is derived from."""
        symbol = self.names.symbol(question.expression)
        info = None if symbol is None else symbol.node
        if not isinstance(info, TypeInfo):
            typ = self.type_of(question.expression)
            if not isinstance(typ, CallableType) or not typ.is_type_obj():
                return None
            info = typ.type_object()
        return _derived(info, question.classes, question.inheriting)

    # Values

    def integer_value(self, question: questions.IntegerValue) -> int | None:
        """The integer that an expression always is."""
        return integer_value(question.expression, self.names, self.type_of)

    def returns(self, question: questions.Returns) -> questions.ReturnedType:
        """What a return statement certainly returns."""
        typ = self._returned_type(question.function, question.statement)
        return returned.certainly_returned(typ, self._options)

    def returns_instance_of(self, question: questions.ReturnsInstanceOf) -> str | None:
        """The first of the classes that what is returned is an instance of."""
        typ = self._returned_type(question.function, question.statement)
        return _class_among(typ, question.classes, ())

    def return_fits(self, question: questions.ReturnFits) -> Fit:
        """Whether what is returned fits the return annotation."""
        typ = self._returned_type(question.function, question.statement)
        return returned.fits(typ, self._tree.function(question.function.node))

    def project_mentions(self, question: questions.ProjectMentions) -> bool:
        """Whether the files around a module have a word in them."""
        return self.mentions.answer(question)

    def _returned_type(self, function: Function, returning: ast.Return) -> ProperType:
        """The type of what a return statement returns, as narrow as mypy saw it."""
        value = returning.value
        assert value is not None
        statement = self._tree.return_statement(returning)
        definition = self._tree.function(function.node)
        if (
            self._checker is not None
            and definition is not None
            and not definition.is_dynamic()
            and statement is not None
            and statement.expr is not None
        ):
            known = self._checker.lookup_type_or_none(statement.expr)
            if known is not None:
                return get_proper_type(known)
        return self.type_of(Expression(value, function.body))

    def returns_declared(self, question: questions.ReturnsDeclared) -> questions.ReturnedType:
        """What a return annotation promises."""
        definition = self._tree.function(question.function.node)
        if question.function.node.returns is None:
            return questions.ReturnedType(questions.Returned.NOTHING)
        if definition is None or not isinstance(definition.type, CallableType):
            return questions.ReturnedType(questions.Returned.UNKNOWN)
        return returned.declared(definition, definition.type, self._options)

    def satisfies(self, question: questions.Satisfies) -> questions.Satisfaction:
        """Why what a function returns never satisfies a model."""
        function = question.function
        definition = self._tree.function(function.node)
        return self._responses.satisfaction(
            function, definition, question.model, self._returned_type
        )

    def return_satisfies(self, question: questions.ReturnSatisfies) -> questions.Satisfaction:
        """Why what a statement returns never satisfies a model."""
        function = question.function
        value = returned_value(function, question.statement, self.names)
        types = ReturnedTypes(self._tree, self._checker, self.type_of)
        known = types.of_leaves(function, value)
        return self._responses.of_return(value, question.model, known)

    def refuses(self, question: questions.Refuses) -> questions.Refusal | None:
        """The part of a type that pydantic refuses."""
        return self._schemas.refusal(question)


def _class_among(
    typ: ProperType, classes: tuple[str, ...], inheriting: tuple[str, ...]
) -> str | None:
    """The first of `classes` that an object is an instance of; of a union, the last of those."""
    if isinstance(typ, UnionType):
        items = [get_proper_type(item) for item in typ.items]
        present = [item for item in items if not isinstance(item, NoneType)]
        found = [_class_among(item, classes, inheriting) for item in present]
        known = [name for name in found if name is not None]
        return max(known, key=classes.index) if known and len(known) == len(found) else None
    if isinstance(typ, TypeVarType):
        return _class_among(get_proper_type(typ.upper_bound), classes, inheriting)
    if isinstance(typ, Instance):
        return _derived(typ.type, classes, inheriting)
    return None


def _derived(info: TypeInfo, classes: tuple[str, ...], inheriting: tuple[str, ...]) -> str | None:
    """The first of `classes` that a class derives from without redefining a method."""
    for name in classes:
        if info.has_base(name):
            return name if _inherits(info, name, inheriting) else None
    return None


def _inherits(info: TypeInfo, base: str, methods: tuple[str, ...]) -> bool:
    """Whether a class leaves `methods` as `base` and the packages around it define them."""
    for ancestor in info.mro:
        if ancestor.fullname == base:
            return True
        if ancestor.module_name.partition(".")[0] in _PACKAGES:
            continue
        if any(method in ancestor.names for method in methods):
            return False
    return True


# Not in the judge itself: it would be a cycle of references, and stay until the next collection.
_ANSWERS: Final[dict[type[Question[Any]], Callable[[MypyJudge, Any], Any]]] = {
    questions.Provides: MypyJudge.provides,
    questions.Replaces: MypyJudge.replaces,
    questions.InstanceOf: MypyJudge.instance_of,
    questions.SubclassOf: MypyJudge.subclass_of,
    questions.IntegerValue: MypyJudge.integer_value,
    questions.Returns: MypyJudge.returns,
    questions.ReturnsDeclared: MypyJudge.returns_declared,
    questions.Satisfies: MypyJudge.satisfies,
    questions.ReturnSatisfies: MypyJudge.return_satisfies,
    questions.Refuses: MypyJudge.refuses,
    questions.ProjectMentions: MypyJudge.project_mentions,
    questions.ReturnsInstanceOf: MypyJudge.returns_instance_of,
    questions.ReturnFits: MypyJudge.return_fits,
}
