import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'
import { findFault } from '../../source/python/syntax/faults.ts'
import { sourceOf } from '../../source/python/tree.ts'

const faultOf = (text: string) => readPython([{ path: 'q3.py', text }], 'q3.py').fault

describe('what no Python can read', () => {
  test.each<[string, number, number, RegExp]>([
    ['if x\n  pass', 1, 5, /colon was expected at the end of this if/],
    ['def f()\n  pass', 1, 8, /colon was expected at the end of this def/],
    ['for i in range(3)\n  print(i)', 1, 18, /colon .* for/],
    ['class A\n  pass', 1, 8, /colon .* class/],
    ['if __name__ == "__main__"\n  main()', 1, 26, /colon .* if/],
    ['with Pool(4) as p\n  pass', 1, 18, /colon .* with/],
    ['try\n  x()\nexcept: pass', 1, 1, /colon was expected after try/],
    ['if x: pass\nelse\n  pass', 2, 1, /colon was expected after else/],
    ['if x: pass\nelse if y: pass', 2, 6, /elif/],
    ['def f() - None: pass', 1, 9, /After the parameters/],
    ['def f(n) print(n)', 1, 10, /After the parameters a colon/],
    ['if x == 3 print(x)', 1, 11, /between 3 and print: an operator, a comma or the colon of this if line/],
    ['print(3 x)', 1, 9, /between 3 and x: an operator, a comma or a new line/],
    ['print("a"', 1, 6, /\( is never closed/],
    ['print("a"\nx = 5\n', 1, 6, /\( is never closed/],
    ['x = [1, 2\ny = 3', 1, 5, /\[ is never closed/],
    ['x = {1: [2, 3}', 1, 14, /\] was expected to close the \[/],
    ['print("a"))', 1, 11, /closes nothing/],
    ['print("a)', 1, 7, /text is not closed/],
    ["x = 'it's'", 1, 10, /text is not closed/],
    ['x = """abc\n', 1, 5, /missing before the end of the file/],
    ['def f(n):\nprint(n)', 2, 1, /After the def of line 1 an indented line was expected/],
    ['if x:', 1, 5, /After the if of line 1/],
    ['with Pool(4) as p:\n\n# nothing\n', 1, 18, /After the with of line 1/],
    ['x = 1\n  y = 2', 2, 3, /nothing before it opens a block/],
    ['  x = 1', 1, 3, /nothing before it opens a block/],
    ['if x:\n    a = 1\n  b = 2', 3, 3, /fits none of the blocks/],
    ['if x:\n        a = 1\n\tb = 2', 3, 2, /Tabs and spaces/],
    ['print "hello"', 1, 1, /print is a function/],
    ['print x, y', 1, 1, /print is a function/],
    ['if x: print "a"', 1, 7, /print is a function/],
    ['if x = 3: pass', 1, 6, /==/],
    ['while x = 3:\n  pass', 1, 9, /==/],
    ['p = Process(target=f args=(1,))', 1, 22, /missing between f and args/],
    ['p = Process(target=f, args(1,))', 1, 23, /After target=… every argument needs a name/],
    ['f(a+b=1)', 1, 6, /plain name was expected/],
    ['x = [1 2]', 1, 8, /missing between 1 and 2/],
    ['print("a" x)', 1, 11, /missing between the text and x/],
    ['x = 5 y = 6', 1, 7, /missing between 5 and y/],
    ['x =', 1, 3, /missing after =/],
    ['x = 3 +', 1, 7, /missing after \+/],
    ['f(1,, 2)', 1, 5, /before this comma/],
    ['i++', 1, 2, /\+= 1/],
    ['if a && b: pass', 1, 6, /writes and/],
    ['if a || b: pass', 1, 6, /writes or/],
    ['if !a: pass', 1, 4, /writes not/],
    ['if a === b: pass', 1, 6, /compares with ==/],
    ['if (a) { b() }', 1, 8, /braces/],
    ['def f:\n  pass', 1, 5, /Parentheses were expected/],
    ['def class(): pass', 1, 5, /word of the language/],
    ['class = 3', 1, 1, /word of the language|missing/],
    ['for i range(3): pass', 1, 1, /the word in/],
    ['for i = 0: pass', 1, 1, /the word in/],
    ['process in processes:\n  process.join()', 1, 1, /ends with a colon/],
    ['else:\n  pass', 1, 1, /nothing to go on from/],
    ['x = 1\nelif y:\n  pass', 2, 1, /nothing to go on from/],
    ['try:\n  x()\ny()', 3, 1, /except or a finally/],
    ['return 3', 1, 1, /outside of any function/],
    ['if x:\n  break', 2, 3, /outside of any loop/],
    ['2x = 3', 1, 1, /cannot begin with a digit/],
    ['x = 012', 1, 5, /begins with a zero/],
    ['print(“a”)', 1, 7, /typography/],
    ['x = a – b', 1, 7, /typography/],
    ['x = 3 $ 4', 1, 7, /\$ has no meaning/],
    ['x = 1\u200b', 1, 6, /invisible character \(U\+200B\)/],
    ['x = \\ 3', 1, 5, /After a backslash/],
    ['p.', 1, 2, /A name was expected after this dot/],
    ['import', 1, 1, /missing after import/],
    ['from x import', 1, 8, /missing after import/],
    ['!pip install x', 1, 1, /!/],
    ['%matplotlib inline', 1, 1, /cannot begin with %/],
    ['def prnt ( num)\n\nfunction to print', 1, 16, /colon/],
    ['\uFEFFx = = 1', 1, 5, /= cannot follow =|missing/],
    ['x = 1\r\ny = (\r\n', 2, 5, /never closed/],
  ])('%j', (program, line, column, message) => {
    const fault = faultOf(program)
    expect(fault).toMatchObject({ file: 'q3.py', line, column })
    expect(fault?.message).toMatch(message)
  })

  test('the first fault is told, with its line', () => {
    expect(faultOf('a = 1\n  # comment\nif a\n    print "x"\n')).toMatchObject({ line: 3, text: 'if a' })
  })

  test('nothing else is said of a program with a fault', () => {
    const facts = readPython([{ path: 'q3.py', text: 'import multiprocessing\nmultiprocessing.Process(\n' }], 'q3.py')
    expect(facts).toMatchObject({ means: [], launches: [] })
  })
})

describe('what some Python can read', () => {
  test.each<string>([
    'x, = y',
    '(a, b), c = d',
    '*a, b = c',
    'print >>f, x',
    'print',
    'match = 5\ncase = match\ntype = case\n_ = type',
    'match x:\n  case [1, *rest] if rest: pass\n  case {"a": 1, **rest}: pass\n  case P(x=0) | -1 | 1 + 2j: pass\n  case "a" "b" | None: pass\n  case _: pass',
    'match *a, b:\n  case _: pass',
    'match(x)\nmatch[0]\nmatch.x',
    'type X = int\ntype Y[T: int = str, *Ts = *tuple[int], **P] = list[T]',
    'def f[T](x: T) -> T: return x\nclass A[T](B): pass',
    'def f(a, /, b, *, c=1, **d): pass',
    'def f(a=1, *, b): pass',
    'f(a=1, *b, **c)',
    'f(a=lambda x, y=1: x, b=2)',
    'f(*a, b)',
    'lambda *, k=1: k\nlambda x, /: x\nlambda: (yield)',
    'def f(*args: *Ts): pass',
    'x = f"{a["b"]}" + f\'{a[\'b\']}\'',
    'x = f"{f"{f"{1}"}"}"',
    'x = f"{a!r:>{width}} {b=} {{}} {c:%H:%M} {d:{e}{f}}"',
    'x = f"{a:\\"}"',
    "x = f'{a:\"}'",
    'x = f"""{\n  a  # don\'t\n}"""',
    'x = f"{\n  a  # it\'s\n}"',
    'x = rf"\\{a}" + fr"{b}\\d"',
    'x = f"\\N{DASH} {a}"',
    'x = t"hello {name}"',
    'x = rb"\\"" + b"" + u"" + Rb"" + bR""',
    'x = "a" \'b\' """c"""',
    'x = 1if y else 2',
    'x = 0xFF + 0b1_0 + 0o17 + 1_000 + 1e5 + 1.5j + .5 + 5. + 00 + 0_0 + 1.e5',
    'x = 012.5 + 09j',
    'x = y[1:2, ::3, ...] + y[:] + y[*z]',
    'x = a if b else c',
    'x = not a in b',
    'x = a not in b and c is not d',
    'x = -1 ** -y @ ~z',
    'x = *a, *b\nx = yield_ = 1',
    'def f():\n  x = yield\n  y = yield from z\n  return *a, b',
    'async def f():\n  async with a as b, c: pass\n  async for x in y: pass\n  return [x async for x in y if await x]',
    'with (open(a) as b, open(c) as d,): pass',
    'with open(a) as b, open(c) as d: pass',
    'try: pass\nexcept* A: pass\nelse: pass\nfinally: pass',
    'try: pass\nexcept A, B: pass',
    'try: pass\nfinally: pass',
    'for x in y: pass\nelse: pass',
    'while x:\n  if y: break\n  else: continue\nelse: pass',
    'for x in *a, b: pass',
    'if x: pass\nelif y: pass\nelse: pass',
    'if x: a; b; c',
    'x = 1;',
    'class A: pass',
    'class A(B, metaclass=M): x: int; y: str = ""',
    '@a.b[c](d)\n@(lambda f: f)\ndef g(): pass',
    'x: int\nx.y: int = 3\nx[0]: (yield) = 1',
    'from . import a\nfrom .. import b\nfrom ... import c\nfrom .a.b import *\nfrom ...a import (b as c, d,)',
    'import a.b.c as d, e',
    'global x\ndel x, (y), [z]\nassert x, "y"\nraise',
    'def f():\n  nonlocal_ = 1\n  return',
    'def f(): return 1',
    'class A:\n  def f(self):\n    return 1',
    'def f():\n  class A:\n    pass\n  return A',
    'if (n := 5) > 3: pass\nprint(x := 1)\ny[z := 0]',
    'f(x for x in y)\nf((x for x in y), z=1)',
    'x = [*a, *b]; y = {**a, "b": 1}; z = {*a}',
    'x = (\n  1 +\n  2\n)\ny = [\n]\n',
    'if x:\n\ty = 1\n\tif z:\n\t\tw = 2\n',
    'if x:\n  y = 1\n\n # comment at any depth\n\n  z = 2',
    'x = 1 \\\n  + 2\nif a and \\\n   b:\n  pass',
    '\f\nx = 1\n\f\nclass A:\n\f\n  pass',
    'größe = 1\nпроцесс = 2\n数 = 3\nx·y = 4',
    'print(*a, sep="")',
    'x = lambda: 0\nif lambda: 0: pass',
    'return_ = 1\nprinter = 2\nprint_x = 3',
    'x = {"a": lambda: 1, "b": [i for i in range(3)]}',
    'def f(a: int = 1, b: "str" = "x:y") -> Dict[str, int]: ...',
    'x = a if b else (c, d)[0]',
    'x = yield_ if not y else -z',
    'exec("x")\nasync_ = 1',
    'if x: pass # else if y',
    "'''\nunbalanced \"quotes' and (brackets\n'''",
    'a = b = c = 1\na <<= 1; a //= 2; a **= 3; a @= b; a >>= 1',
    'x = 1 if True else None is False',
    'lst[print(i)]',
    "x = \"\\\n\"\ny = '\\''",
  ])('%j', (program) => {
    expect(faultOf(program)).toBeNull()
  })
})

const LIBRARY = ['/usr/lib/python3.11', '/usr/lib/python3.12', '/usr/lib/python3.13'].filter((path) => existsSync(path))

describe.skipIf(LIBRARY.length === 0)('the standard library (skipped: no Python here)', () => {
  test('is without fault', () => {
    const folders = LIBRARY.flatMap((path) => ['', '/multiprocessing', '/concurrent/futures', '/asyncio'].map((each) => path + each))
    const files = folders.flatMap((folder) => readdirSync(folder).flatMap((name) => (name.endsWith('.py') ? [`${folder}/${name}`] : [])))
    expect(files.length).toBeGreaterThan(50)
    const faults = files.flatMap((path) => findFault(sourceOf({ path, text: readFileSync(path, 'utf8') })) ?? [])
    expect(faults).toEqual([])
  })
})
