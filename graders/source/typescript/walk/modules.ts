/** The files of the answer that main imports, and what they export. */
import type { ts } from 'ts-morph'
import type { Specifiers } from '../../../core/specifiers.ts'
import { compiler } from '../syntax/compiler.ts'
import { identifiersIn } from '../syntax/names.ts'
import type { Machine } from './machine.ts'
import { hasModifier, reassignedIn } from '../syntax/parse.ts'
import { innerScope, lookUp } from './patterns.ts'
import { executeAll } from './statements.ts'
import { builtin, newBox, nowhere, refer, unknown } from '../values/values.ts'
import type { Box, Module, Scope, Value } from '../values/things.ts'

/** The files by path, parsed when they are asked for. */
export type Sources = (path: string) => ts.SourceFile | null

/** Walks through the modules of one program, each once. */
export class Modules {
  readonly #sources: Sources
  readonly #specifiers: Specifiers
  readonly #values = new Map<ts.SourceFile, Value>()

  constructor(sources: Sources, specifiers: Specifiers) {
    this.#sources = sources
    this.#specifiers = specifiers
  }

  /** What `import … from 'specifier'` gives. */
  load(machine: Machine, specifier: string, from: ts.SourceFile): Value {
    const path = this.#specifiers(specifier, from.fileName)
    if (path === null) return /^\.{0,2}(?:\/|$)/.test(specifier) ? unknown : builtin(specifier.replace(/^node:/, ''))
    const source = this.#sources(path)
    return source === null ? unknown : this.run(machine, source)
  }

  /** Walks through a file, unless that was done before. */
  run(machine: Machine, source: ts.SourceFile): Value {
    const known = this.#values.get(source)
    if (known !== undefined) return known
    const exports = newBox(nowhere)
    this.#values.set(source, refer(exports))
    const module: Module = { reassigned: reassignedIn(source), exports }
    const scope: Scope = {
      variables: new Map(),
      parent: null,
      frame: { self: unknown, home: null, module, returned: unknown, yielded: null },
      over: nowhere,
    }
    const common = newBox(nowhere, { fields: new Map([['exports', refer(exports)]]) })
    scope.variables.set('module', refer(common)).set('exports', refer(exports))
    for (const statement of source.statements) bindImports(machine, statement, scope)
    const inner = innerScope(scope)
    const [content] = source.statements
    if (source.fileName.endsWith('.json') && content !== undefined && compiler.isExpressionStatement(content)) {
      const read = machine.evaluate(content.expression, inner)
      this.#values.set(source, read)
      return read
    }
    executeAll(machine, source.statements, inner)
    for (const statement of source.statements) addExports(machine, statement, inner, exports)
    const isWhole = source.statements.some((each) => compiler.isExportAssignment(each) && each.isExportEquals === true)
    const assigned = (isWhole ? exports.fields.get('default') : common.fields.get('exports')) ?? unknown
    if (assigned.some(({ thing }) => thing !== exports)) this.#values.set(source, assigned)
    return this.#values.get(source) ?? unknown
  }
}

const bindImports = (machine: Machine, statement: ts.Statement, scope: Scope): void => {
  if (compiler.isImportEqualsDeclaration(statement) && compiler.isExternalModuleReference(statement.moduleReference)) {
    const { expression } = statement.moduleReference
    if (compiler.isStringLiteral(expression)) scope.variables.set(statement.name.text, machine.load(expression.text, statement))
  }
  if (!compiler.isImportDeclaration(statement) || !compiler.isStringLiteral(statement.moduleSpecifier)) return
  const value = machine.load(statement.moduleSpecifier.text, statement)
  const { importClause } = statement
  if (importClause?.name !== undefined) scope.variables.set(importClause.name.text, defaultOf(machine, value, statement))
  const bindings = importClause?.namedBindings
  if (bindings === undefined) return
  if (compiler.isNamespaceImport(bindings)) scope.variables.set(bindings.name.text, value)
  else
    for (const { name, propertyName } of bindings.elements)
      scope.variables.set(name.text, machine.get(value, (propertyName ?? name).text, statement))
}

const defaultOf = (machine: Machine, value: Value, node: ts.Node): Value => {
  // A function that is a module as a whole has methods of any name, as far as anybody knows.
  const found = value.some(({ thing }) => thing.kind === 'closure') ? unknown : machine.get(value, 'default', node)
  return found.length > 0 ? found : value
}

/** Copies what a statement exports from the finished module. */
const addExports = (machine: Machine, statement: ts.Statement, scope: Scope, exports: Box): void => {
  if (compiler.isExportDeclaration(statement)) return addListed(machine, statement, scope, exports)
  if (!hasModifier(statement, compiler.SyntaxKind.ExportKeyword)) return
  for (const name of declaredBy(statement)) exports.fields.set(name, scope.variables.get(name) ?? unknown)
}

const declaredBy = (statement: ts.Statement): string[] => {
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => identifiersIn(name)).map(({ text }) => text)
  const isNamed =
    compiler.isFunctionDeclaration(statement) || compiler.isClassDeclaration(statement) || compiler.isEnumDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

/** `export { a as b }`, `export { a } from '../other.ts'`, `export * from '../other.ts'`. */
const addListed = (machine: Machine, statement: ts.ExportDeclaration, scope: Scope, exports: Box): void => {
  const { exportClause, moduleSpecifier } = statement
  const from =
    moduleSpecifier !== undefined && compiler.isStringLiteral(moduleSpecifier) ? machine.load(moduleSpecifier.text, statement) : null
  if (exportClause !== undefined && compiler.isNamespaceExport(exportClause)) exports.fields.set(exportClause.name.text, from ?? unknown)
  else if (exportClause !== undefined)
    for (const { name, propertyName } of exportClause.elements) {
      const own = (propertyName ?? name).text
      exports.fields.set(name.text, from === null ? (lookUp(own, scope) ?? unknown) : machine.get(from, own, statement))
    }
  else
    for (const { thing } of from ?? unknown)
      if (thing.kind === 'box') for (const [key, field] of thing.fields) exports.fields.set(key, field)
}
