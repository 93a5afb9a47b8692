import { expect, test } from 'vitest'
import { newerPython } from '../../facts/newer-python.ts'

const refused = (line: string, message = 'invalid syntax') => `  File "q3.py", line 2\n    ${line}\n    ^^^^\nSyntaxError: ${message}\n`
const raised = (line: string, message: string) =>
  `Traceback (most recent call last):\n  File "q3.py", line 2, in <module>\n    ${line}\n${message}\n`

/** As Python 3.8 to 3.13 say it. */
test.each<[string, string]>([
  [refused('type Name = str'), '3.12'],
  [refused('def first[T](xs: list[T]) -> T: return xs[0]', "expected '('"), '3.12'],
  [refused('class Box[T]:'), '3.12'],
  [refused('print(f"{d["n"] + n}")', "f-string: unmatched '['"), '3.12'],
  [refused('print(f"{\'\\n\'.join(names)}")', 'f-string expression part cannot include a backslash'), '3.12'],
  [refused('except OSError, ValueError:', 'multiple exception types must be parenthesized'), '3.14'],
  [refused('shown = t"number {n}"'), '3.14'],
  [refused('match number:'), '3.10'],
  [refused('except* OSError:'), '3.11'],
  [
    raised('from typing import override', "ImportError: cannot import name 'override' from 'typing' (/usr/lib/python3.11/typing.py)"),
    '3.12',
  ],
  [raised('os.process_cpu_count()', "AttributeError: module 'os' has no attribute 'process_cpu_count'"), '3.13'],
  [raised('child.interrupt()', "AttributeError: 'Kid' object has no attribute 'interrupt'"), '3.14'],
  [
    raised('pool.map(f, [1], buffersize=4)', "TypeError: ProcessPoolExecutor.map() got an unexpected keyword argument 'buffersize'"),
    '3.14',
  ],
  [raised('import annotationlib', "ModuleNotFoundError: No module named 'annotationlib'"), '3.14'],
  [raised('raise ExceptionGroup("x", [])', "NameError: name 'ExceptionGroup' is not defined"), '3.11'],
  [raised('def twin(self) -> Kid: return Kid()', "NameError: name 'Kid' is not defined"), '3.14'],
  [raised('def twin(self, other: "int | None", more: Kid) -> int:', "NameError: name 'Kid' is not defined. Did you mean: 'id'?"), '3.14'],
])('%s', (said, version) => {
  expect(newerPython(said, '3.8.10')).toBe(version)
  expect(newerPython(said, version)).toBeNull()
})

/** What no Python knows, or every one. */
test.each([
  refused('p = Process(target=f'),
  refused('print "child"', "Missing parentheses in call to 'print'. Did you mean print(...)?"),
  refused('def f[(n):'.replace('[', '')),
  refused('print(f"{n")', "f-string: expecting '}'"),
  refused('for p in ps', "expected ':'"),
  raised('from itertools import batches', "ImportError: cannot import name 'batches' from 'itertools' (unknown location)"),
  raised('child.wait()', "AttributeError: 'Process' object has no attribute 'wait'"),
  raised('Process(goal=f)', "TypeError: BaseProcess.__init__() got an unexpected keyword argument 'goal'"),
  raised('def f(n=Kid):', "NameError: name 'Kid' is not defined"),
  raised('p = Proces(target=f)', "NameError: name 'Proces' is not defined. Did you mean: 'Process'?"),
  '',
])('no newer Python: %s', (said) => {
  expect(newerPython(said, '3.8.10')).toBeNull()
})
