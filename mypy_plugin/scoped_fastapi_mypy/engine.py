"""The engine that lives inside mypy: it answers from mypy's own tables and subtype checks."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from mypy.checker import TypeChecker
from mypy.erasetype import erase_typevars, remove_instance_last_known_values
from mypy.messages import format_type_bare, format_type_distinctly
from mypy.nodes import FuncDef, TypeAlias, TypeInfo, Var
from mypy.options import Options
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    ProperType,
    Type,
    TypeOfAny,
    TypeVarType,
    UnionType,
    get_proper_type,
)
from mypy.types_utils import remove_optional
from scoped_fastapi_check.analysis import questions
from scoped_fastapi_check.analysis.inheritance import leaves_methods
from scoped_fastapi_check.analysis.questions import (
    Assigned,
    BuiltIn,
    Callability,
    Declaration,
    Left,
    NoneValue,
    Present,
    Question,
    Result,
    ReturnedValue,
    Value,
)
from scoped_fastapi_check.analysis.response_models.return_reader import returned_value
from scoped_fastapi_check.analysis.response_models.schemas import Schemas
from scoped_fastapi_check.model.memo import nothing_remembered, once
from scoped_fastapi_check.model.module import Alias, Expression, Field, Function, Parameter
from scoped_fastapi_check.project.text_search import Mentions, Texts

from scoped_fastapi_mypy.assignability import fits, left
from scoped_fastapi_mypy.call_results import Alternatives, NotCallableError, results
from scoped_fastapi_mypy.evaluation import Evaluator
from scoped_fastapi_mypy.expressions import ExpressionBuilder
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.node_index import Tree
from scoped_fastapi_mypy.pydantic_types import MypyTypes, MypyView, flattened
from scoped_fastapi_mypy.responses import Responses, declared_return
from scoped_fastapi_mypy.returned_types import ReturnedTypes

_UNKNOWN: Final = Assigned(None)


class MypyEngine:
    """Answers the questions about one module."""

    def __init__(
        self,
        names: MypyNames,
        tree: Tree,
        evaluator: Evaluator,
        options: Options,
        checker: TypeChecker | None,
        texts: Texts,
    ) -> None:
        self.names = names
        self._tree = tree
        self._evaluator = evaluator
        self._options = options
        self._checker = checker
        self.mentions = Mentions(texts)
        self._builder = ExpressionBuilder(names)
        self._types = MypyTypes(names, options)
        self.remembered = nothing_remembered()

    @cached_property
    def _responses(self) -> Responses:
        return Responses(self.names, self._types, self._options)

    @cached_property
    def _schemas(self) -> Schemas[Type]:
        return Schemas(self.names, self._types)

    def answer(self, question: Question[Any]) -> Any:
        """The answer, of the type that the question is generic in."""
        return _ANSWERS[type(question)](self, question)

    # What has a type

    @once
    def type_of(self, expression: Expression) -> ProperType:
        """The type of an expression of the application model."""
        return self._evaluator.type_of(self._builder.build(expression))

    def _alternatives(self, value: Value | Declaration) -> list[Alternatives]:
        """The types that a value may have, one entry for each member of a union; none if unknown."""
        match value:
            case Expression():
                return [[self.type_of(value)]]
            case ReturnedValue():
                return [[self._returned_type(value.function, value.statement)]]
            case NoneValue():
                return [[NoneType()]]
            case BuiltIn(fullname):
                builtin = self._instance(fullname)
                return [] if builtin is None else [[builtin]]
            case Present():
                inner = self._alternatives(value.value)
                return [[remove_optional(item) for item in items] for items in inner]
            case Result():
                try:
                    return results(self.type_of(value.called), value.way)
                except NotCallableError:
                    return []
            case _:
                declared = self._declared(value)
                return [] if declared is None else [[declared]]

    def _type(self, value: Value | Declaration) -> ProperType:
        """The type of a value; Any where nothing is known."""
        found = [item for items in self._alternatives(value) for item in items]
        return get_proper_type(UnionType.make_union(found)) if found else _anything()

    def _instance(self, fullname: str) -> Instance | None:
        """An object of a class, with anything in it."""
        info = self.names.class_named(fullname)
        return None if info is None else Instance(info, [_anything()] * len(info.type_vars))

    def _declared(self, declaration: Declaration) -> Type | None:
        """The type that is declared; mypy has taken `Annotated` off it."""
        match declaration:
            case Parameter():
                return self._parameter_type(declaration)
            case Function():
                definition = self._tree.function(declaration.node)
                definition = definition or self._definition_elsewhere(declaration)
                return None if definition is None else declared_return(definition)
            case Alias():
                name = ast.copy_location(ast.Name(declaration.name), declaration.node)
                symbol = self.names.symbol(declaration.value.sibling(name))
                alias = None if symbol is None else symbol.node
                return alias.target if isinstance(alias, TypeAlias) else None
            case Field():
                info = self.names.class_info(declaration.annotation.scope)
                found = None if info is None else info.names.get(declaration.name)
                node = None if found is None else found.node
                return node.type if isinstance(node, Var) else None

    def _definition_elsewhere(self, function: Function) -> FuncDef | None:
        """The function of another module, as mypy knows it."""
        name = ast.copy_location(ast.Name(function.name), function.node)
        symbol = self.names.symbol(Expression(name, function.scope))
        node = None if symbol is None else symbol.node
        return node if isinstance(node, FuncDef) else None

    def _parameter_type(self, parameter: Parameter) -> Type | None:
        definition = self._tree.function(parameter.function.node)
        if definition is None or not isinstance(definition.type, CallableType):
            return None
        for argument, typ in zip(definition.arguments, definition.type.arg_types, strict=False):
            if argument.variable.name == parameter.name:
                return typ
        return None

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

    # Types

    def view(self, question: questions.TypeOf) -> MypyView:
        """The type of a value, or the declared one."""
        return MypyView(self._types, self._type(question.of))

    def assignable(self, question: questions.Assignable) -> Assigned:
        """Whether each value of a type fits another one."""
        given = self._alternatives(question.value)
        wanted = self._alternatives(question.wanted)
        if not given or not wanted:
            return _UNKNOWN
        # Without aliases in it: mypy goes through unions of aliases of unions again and again to show them.
        members = (inner for items in wanted for item in items for inner in flattened(item))
        declared = erase_typevars(UnionType.make_union(list(dict.fromkeys(members))))
        for items in given:
            if not any(fits(erase_typevars(item), declared) for item in items):
                shown = remove_instance_last_known_values(erase_typevars(items[-1]))
                words = format_type_distinctly(shown, declared, options=self._options, bare=True)
                return Assigned(fits=False, given=words[0], wanted=words[1])
        return Assigned(fits=True)

    def overlaps(self, question: questions.Overlaps) -> Left:
        """What is left of a type that is narrowed to another one."""
        wanted: Type | None = None
        if isinstance(question.wanted, str):
            wanted = self._instance(question.wanted)
        elif self._alternatives(question.wanted):
            wanted = self._type(question.wanted)
        if wanted is None or not self._alternatives(question.value):
            return Left.UNKNOWN
        return left(erase_typevars(self._type(question.value)), erase_typevars(wanted))

    def can_be_called(self, question: questions.CanBeCalled) -> Callability:
        """Whether an object can be called."""
        typ = self._type(question.value)
        try:
            known = results(typ, questions.Way.RESULT)
        except NotCallableError:
            return Callability(answer=False, shown=format_type_bare(typ, self._options))
        shown = format_type_bare(typ, self._options)
        return Callability(answer=True if known else None, shown=shown)

    # Classes

    def instance_of(self, question: questions.InstanceOf) -> str | None:
        """The first of the classes that a value is an instance of."""
        return _class_among(self._type(question.value), question.classes, question.inheriting)

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

    # Others

    def project_mentions(self, question: questions.ProjectMentions) -> bool:
        """Whether the files around a module have a word in them."""
        return self.mentions.answer(question.module, question.word, elsewhere=question.elsewhere)

    def one_file_mentions(self, question: questions.OneFileMentions) -> bool:
        """Whether one file of the project has several words in it."""
        return self.mentions.in_one_file(question.module, question.words)

    def project_gives(self, question: questions.ProjectGives) -> bool:
        """Whether the project may give objects of a class an attribute."""
        asked = question
        return self.mentions.gives(
            asked.module, asked.cls, asked.attribute, asked.home, is_exact=asked.is_exact
        )

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
        value = returned_value(
            function, question.statement, self.names, has_constants=question.has_constants
        )
        types = ReturnedTypes(self._tree, self._checker, self.type_of)
        known = types.of_leaves(function, value)
        return self._responses.of_return(value, question.model, known)

    def unsupported(self, question: questions.Unsupported) -> questions.UnsupportedType | None:
        """The part of a type that pydantic refuses."""
        return self._schemas.unsupported(question)


def _anything() -> AnyType:
    return AnyType(TypeOfAny.special_form)


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
            ancestors = ((each.fullname, each.names.__contains__) for each in info.mro)
            return name if leaves_methods(ancestors, name, inheriting) else None
    return None


# Not in the engine itself: it would be a cycle of references, and stay until the next collection.
_ANSWERS: Final[dict[type[Question[Any]], Callable[[MypyEngine, Any], Any]]] = {
    questions.TypeOf: MypyEngine.view,
    questions.Assignable: MypyEngine.assignable,
    questions.Overlaps: MypyEngine.overlaps,
    questions.CanBeCalled: MypyEngine.can_be_called,
    questions.InstanceOf: MypyEngine.instance_of,
    questions.SubclassOf: MypyEngine.subclass_of,
    questions.ProjectMentions: MypyEngine.project_mentions,
    questions.OneFileMentions: MypyEngine.one_file_mentions,
    questions.ProjectGives: MypyEngine.project_gives,
    questions.Satisfies: MypyEngine.satisfies,
    questions.ReturnSatisfies: MypyEngine.return_satisfies,
    questions.Unsupported: MypyEngine.unsupported,
}
