"""Which calls to AWS a handler can make: read from the source by following names, never run.

From a handler's module on, every function, class and method that is named is followed. Tables and
buckets are named where they are used (`table.get("core", …)`), so the roles are read there; a role
that is not written out cannot be read and is an error. A method of an unknown object is taken to be
any method of that name in a class that is reached.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE, OBJECTS = "functions.shared.table", "functions.shared.objects"
BODY = "<module>"
ACTIONS = {"sesv2:SendEmail": "ses:SendEmail"}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Use = tuple[str, str]


class UnreadableError(Exception):
    """A role or an index is not written out where it is used."""


@dataclass
class Module:
    """One source file: what it imports under which name, and what it defines."""

    name: str
    imports: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, list[ast.AST]] = field(default_factory=dict)
    methods: dict[str, dict[str, ast.AST]] = field(default_factory=dict)
    routed: list[str] = field(default_factory=list)


@cache
def modules() -> dict[str, Module]:
    """Return every module of the functions by its name."""
    found = {}
    for path in sorted((ROOT / "functions").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = _module(name, ast.parse(path.read_text("utf-8")))
    return found


def _module(name: str, tree: ast.Module) -> Module:
    module = Module(name)
    module.nodes[BODY] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            module.imports |= {(a.asname or a.name.split(".")[0]): a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            pairs = {(a.asname or a.name): f"{node.module}:{a.name}" for a in node.names}
            module.imports |= pairs
    for statement in tree.body:
        _define(module, statement)
    return module


def _define(module: Module, statement: ast.stmt) -> None:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        module.nodes[statement.name] = [*statement.body, *statement.args.defaults]
        module.nodes[BODY] += statement.decorator_list
        if any("app" in ast.unparse(d).split(".")[0] for d in statement.decorator_list):
            module.routed.append(statement.name)
    elif isinstance(statement, ast.ClassDef):
        _define_class(module, statement)
    else:
        module.nodes[BODY].append(statement)
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    module.nodes[target.id] = [statement]


def _define_class(module: Module, statement: ast.ClassDef) -> None:
    """A class is its bases, its fields, and the methods that run by themselves."""
    parts: list[ast.AST] = [*statement.bases, *statement.decorator_list]
    methods: dict[str, ast.AST] = {}
    for part in statement.body:
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            parts.append(part)
        elif part.name.startswith("__") or _runs_itself(part):
            parts += part.body
        else:
            methods[part.name] = part
    module.nodes[statement.name] = parts
    module.methods[statement.name] = methods


def _runs_itself(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    plain = ("property", "staticmethod", "classmethod", "cached_property", "override")
    return any(ast.unparse(d) not in plain for d in method.decorator_list)


def resolve(module: Module, name: str) -> tuple[str, str] | None:
    """Return (module, name) that a name stands for; ("m", "") for a module; None if foreign."""
    if name in module.nodes:
        return module.name, name
    target = module.imports.get(name)
    if target is None or not target.startswith("functions"):
        return None
    origin, _, what = target.partition(":")
    if f"{origin}.{what}" in modules():
        return f"{origin}.{what}", ""
    if not what:
        return origin, ""
    return resolve(modules()[origin], what) if origin in modules() else None


class Reach:
    """Everything that can run when a handler is called."""

    def __init__(self, handler_module: str) -> None:
        self.seen: set[tuple[str, str]] = set()
        self.classes: set[tuple[str, str]] = set()
        self.attributes: set[str] = set()
        self.uses: set[Use] = set()
        root = modules()[handler_module]
        self._queue = [(root.name, BODY), (root.name, "handler")]
        self._queue += [(root.name, name) for name in root.routed]
        self._run()

    def _run(self) -> None:
        while self._queue:
            while self._queue:
                self._visit(*self._queue.pop())
            self._visit_methods()

    def _visit(self, module_name: str, name: str) -> None:
        if (module_name, name) in self.seen or module_name in (TABLE, OBJECTS):
            return
        self.seen.add((module_name, name))
        self._queue.append((module_name, BODY))
        module = modules()[module_name]
        if name in module.methods:
            self.classes.add((module_name, name))
        self._follow(module, module.nodes.get(name, []))

    def _visit_methods(self) -> None:
        """Follow the methods of reached classes whose names are used somewhere."""
        for module_name, class_name in sorted(self.classes):
            module = modules()[module_name]
            for name, node in module.methods[class_name].items():
                key = (module_name, f"{class_name}.{name}")
                if name in self.attributes and key not in self.seen:
                    self.seen.add(key)
                    self._follow(module, [node])

    def _follow(self, module: Module, nodes: list[ast.AST]) -> None:
        """Read one function, method or class."""
        parts = [part for node in nodes for part in _running(node)]
        clients = dict(_clients(module, nodes))
        called = set()
        for part in parts:
            if isinstance(part, ast.Call):
                self.uses |= set(_aws_call(module, part, clients))
                first = part.args[:1] if ast.unparse(part.func) == "partial" else []
                called |= {id(part.func), *map(id, first)}
        for part in parts:
            if isinstance(part, ast.Name):
                self._name(module, part.id)
            elif isinstance(part, ast.Attribute):
                self._attribute(module, part, is_called=id(part) in called)

    def _name(self, module: Module, name: str) -> None:
        found = resolve(module, name)
        if found:
            self._queue.append((found[0], found[1] or BODY))

    def _attribute(self, module: Module, part: ast.Attribute, *, is_called: bool) -> None:
        self.attributes.add(part.attr)
        found = resolve(module, part.value.id) if isinstance(part.value, ast.Name) else None
        if not found or found[1]:
            return
        verbs = _table_verbs() if found[0] == TABLE else _object_verbs()
        if found[0] in (TABLE, OBJECTS) and part.attr in verbs and not is_called:
            raise UnreadableError(f"{module.name}: {ast.unparse(part)} is handed on, not called")
        self._queue.append((found[0], part.attr))


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: not annotations, what only the type checker sees, or a cache's clearing."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Attribute) and node.attr == "cache_clear":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns") and not isinstance(node, ast.AnnAssign):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _running(child)


def _aws_call(module: Module, call: ast.Call, clients: dict[str, str]) -> Iterator[Use]:
    """Yield (action, resource role) of a call of a store's verb or of a client's method."""
    if not isinstance(call.func, ast.Attribute):
        if ast.unparse(call.func) == "partial" and call.args:
            inner = ast.Call(call.args[0], call.args[1:], call.keywords)
            yield from _aws_call(module, inner, clients)
        return
    owner, verb = call.func.value, call.func.attr
    found = resolve(module, owner.id) if isinstance(owner, ast.Name) else None
    if found == (TABLE, "") and verb in _table_verbs():
        yield from _table_call(module, call, verb)
    elif found == (OBJECTS, "") and verb in _object_verbs():
        role = _literal(module, call, call.args[0])
        yield from ((action, f"bucket {role}") for action in _object_verbs()[verb])
    else:
        service = clients.get(ast.unparse(owner))
        if service and not verb.startswith(("exceptions", "get_paginator")):
            action = f"{service}:{_pascal(verb)}"
            yield ACTIONS.get(action, action), service


def _table_call(module: Module, call: ast.Call, verb: str) -> Iterator[Use]:
    role = _literal(module, call, call.args[0])
    index = next((k.value for k in call.keywords if k.arg == "index"), None)
    place = f"table {role}"
    if index is not None:
        place += f" index {_literal(module, call, index)}"
    yield from ((action, place) for action in _table_verbs()[verb])


def _literal(module: Module, call: ast.Call, value: ast.expr) -> str:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    raise UnreadableError(f"{module.name}: write the role out in {ast.unparse(call)[:80]}")


@cache
def _table_verbs() -> dict[str, set[str]]:
    """Return the DynamoDB actions behind each verb of the table module."""
    module = modules()[TABLE]
    found = {}
    for verb in module.nodes:
        calls = _calls_within(module, verb)
        names = {
            c.args[0].value
            for c in calls
            if ast.unparse(c.func) == "_call" and c.args and isinstance(c.args[0], ast.Constant)
        }
        found[verb] = {f"dynamodb:{_pascal(str(name))}" for name in names}
    return {verb: actions for verb, actions in found.items() if actions}


@cache
def _object_verbs() -> dict[str, set[str]]:
    """Return the S3 actions behind each verb; without ListBucket an absent object answers 403."""
    module = modules()[OBJECTS]
    found: dict[str, set[str]] = {}
    for verb in module.nodes:
        actions = set()
        for call in _calls_within(module, verb):
            text = ast.unparse(call.func)
            if text.endswith("get_paginator"):
                actions.add("s3:ListBucket")
            elif text.endswith(("get_object", "put_object", "delete_object", "get_object_tagging")):
                actions.add(f"s3:{_pascal(text.rsplit('.', 1)[1])}")
            elif text.endswith("generate_presigned_post"):
                actions.add("s3:PutObject")  # whoever signs must be allowed to do it
        found[verb] = actions | ({"s3:ListBucket"} if "s3:GetObject" in actions else set())
    return {verb: actions for verb, actions in found.items() if actions}


def _calls_within(module: Module, name: str) -> list[ast.Call]:
    """Return the calls that a function makes, in itself and in the functions that it names."""
    seen, queue, calls = set[tuple[str, str]](), [(module, name)], list[ast.Call]()
    while queue:
        here, current = queue.pop()
        if (here.name, current) in seen or current not in here.nodes:
            continue
        seen.add((here.name, current))
        for node in here.nodes[current]:
            for part in ast.walk(node):
                if isinstance(part, ast.Call):
                    calls.append(part)
                    queue.append(_called(here, part.func))
    return calls


def _called(module: Module, named: ast.expr) -> tuple[Module, str]:
    """Return what a call names: a function of a module, `object_s3.read`, or of its own one."""
    if isinstance(named, ast.Attribute) and isinstance(named.value, ast.Name):
        found = resolve(module, named.value.id)
        if found and not found[1]:
            return modules()[found[0]], named.attr
    return module, ast.unparse(named)


def _clients(module: Module, nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    """Yield (expression, service) for each AWS client that a piece of code has at hand."""
    makers = {f"{name}()": _service(parts) for name, parts in module.nodes.items()}
    yield from ((maker, service) for maker, service in makers.items() if service)
    for part in (part for node in nodes for part in ast.walk(node)):
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            service = makers.get(ast.unparse(part.value)) or _service([part.value])
            if service:
                yield part.targets[0].id, service


def _service(parts: list[ast.AST]) -> str | None:
    """Return the service of `boto3.client("…")` in a small piece of code that makes one."""
    for part in parts:
        for call in ast.walk(part):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "boto3.client":
                first = call.args[0]
                return str(first.value) if isinstance(first, ast.Constant) else None
    return None


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
