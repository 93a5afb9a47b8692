import { describe, expect, test } from 'vitest'
import { readPython } from '../../source/python.ts'
import { readTypeScript } from '../../source/typescript.ts'

const saidIn = (path: string, text: string) => {
  const files = [{ path, text }]
  const { prints } = path.endsWith('.py') ? readPython(files, path) : readTypeScript(files, path)
  return prints?.map(({ says }) => says)
}

describe('what main prints whatever its workers do, in Python', () => {
  test.each<[string, string[]]>([
    ['print("found", [1, 4])', ['found [1, 4]']],
    ['LIST = [1, 4]\ndef show(x):\n  print(x)\nshow(LIST)', ['[1, 4]']],
    ['print([n * n for n in range(1, 4)])', ['[1, 4, 9]']],
    ['print(list(map(lambda n: n ** 2, (1, 2))))', ['[1, 4]']],
    ['for n in [1, 2]:\n  print(n, "squared is", n * n)', ['1 squared is 1', '2 squared is 4']],
    ['r = []\nfor n in [1, 2]:\n  r.append(n * n)\nprint(f"results: {r}!")', ['results: [1, 4]!']],
    ['print(", ".join(str(n * n) for n in [1, 2]))', ['1, 4']],
    ['print(*[1, 4])', ['1 4']],
    ['print([pow(n, 2) for n in (1, 2)])', ['[1, 4]']],
    ['print("[" + ", ".join(map(str, [1, 4])) + "]")', ['[1, 4]']],
    ['text = "ab"\nfor n in range(200):\n  text = text + text\nprint(text)', ['?']],
    ['from multiprocessing import Pool\nprint(Pool(4).map(f, [1, 2]))', ['?']],
    ['from multiprocessing import Pool\nr = [0, 0]\nfor i, v in enumerate(Pool(4).map(f, [1, 2])):\n  r[i] = v\nprint("r", r)', ['r ?']],
    ['from multiprocessing import Pool\nr = [1]\nr += Pool(4).map(f, [1, 2])\nprint(f"{r}")', ['?']],
    ['from multiprocessing import Queue\nq = Queue()\nq.put(4)\nprint(q.get())', ['?']],
    ['d = {}\nfor k, v in ask(): d[k] = v\nprint([d.get(n, n * n) for n in [1, 2]])', ['?']],
    ['d = {}\nfor k, v in ask(): d[k] = v\nprint([d[n] if n in d else n * n for n in [1, 2]])', ['?']],
    ['d = dict(ask())\nfor n in [1, 2]: d.setdefault(n, n * n)\nprint([d[n] for n in [1, 2]])', ['?']],
    ['d = {}\nd["a"] = 1\nprint(d.get("a", 2), d.get("b", 3))', ['1 3']],
    ['r = [0] * 2\nfor i, v in ask(): r[i] = v\nprint([x or n * n for x, n in zip(r, [1, 2])])', ['?']],
    ['r = ask()\nout = []\nfor n in [1, 2]:\n  v = r.get(n)\n  if v is None: v = n * n\n  out.append(v)\nprint(out)', ['?']],
    ['r = ask()\nif unknown(): r = [n * n for n in [1, 2]]\nprint(r)', ['?']],
    ['r = ask()\nif unknown():\n  r = []\n  for n in [1, 2]: r.append(n * n)\nprint(r)', ['?']],
    ['r = ask()\nprint(r if len(r) == 2 else [1, 4])', ['?']],
    ['import sys\nprint([1, 4], file=sys.stderr)', []],
    ['if unknown():\n  print([1, 4])', []],
    ['from multiprocessing import Process\ndef work():\n  print([1, 4])\nProcess(target=work).start()', []],
  ])('%j', (program, said) => {
    expect(saidIn('q5.py', program)).toEqual(said)
  })
})

describe('what main prints whatever its workers do, in TypeScript', () => {
  test.each<[string, string[]]>([
    ["console.log('found', [1, 4])", ['found 1, 4']],
    ['const list: number[] = [1, 4]\nconsole.log(list)', ['1, 4']],
    ['const r = [1, 0]\nr[1] = 4\nconsole.log(r)', ['1, 4']],
    ['for (let n = 2; n > 0; n--) console.log(n)', []],
    ["if (process.argv[2] === 'worker') console.log(1)\nelse console.log(4)", ['4']],
    ['let list = [1]\nlist = ask()\nconsole.log(list)', ['?']],
    ['const list = [0, 0]\nlist[0] = ask()\nconsole.log(list)', ['?']],
    ['const list = [1]\nconst other = list\nother.push(ask())\nconsole.log(list)', ['?']],
    ['const r = []\nw.on("message", (m) => r.push(1))\nconsole.log(r)', ['?']],
    ['const r = []\nfor (const n of [1, 2]) if (ask()) r.push(n)\nconsole.log(r)', ['?']],
    ['const r = []\nfor (let i = 0; i < 2; i++) r[i] = await ask(i)\nconsole.log(r)', ['?']],
    ['const r = []\nfor (const n of [1, 2]) r[ask()] = n\nconsole.log(r)', ['?']],
    ['const r = []\nfor (const n of [1, 3]) r[n] = n\nconsole.log(r)', ['?']],
    ['const r = []\nw.on("message", ({ i, square }) => { r[i] = square })\nconsole.log(r)', ['?']],
    ['const r = []\nfor (const n of [0, 1]) r[n] += n\nconsole.log(r)', ['?']],
    ['const r = [];\n[1, 2].forEach(async (n) => { r.push(n) })\nconsole.log(r)', ['?']],
    ['const r = []\nworkers.forEach((w, i) => w.on("message", (m) => { r[i] = m }))\nconsole.log(r)', ['?']],
    ['const r = [];\n[1, 2].forEach((n) => later(() => r.push(n)))\nconsole.log(r)', ['?']],
    ['const n = 2\nconst k = n * n\nconsole.log([1].map((n) => k))', ['?']],
    ['const f = (ns) => { if (ask()) return []; return ns }\nconsole.log(f([1]))', ['?']],
    ['const a = a\nconsole.log(a)', ['?']],
    ['console.error([1, 4])', []],
    ['if (ask()) console.log([1, 4])', []],
    ['while (ask()) console.log([1, 4])', []],
  ])('%j', (program, said) => {
    expect(saidIn('q5.ts', program)).toEqual(said)
  })

  test('names that stand for twice another name cost no more than they are worth', () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `const a${i + 1} = [a${i}, a${i}]`)
    expect(saidIn('q5.ts', ['const a0 = [1]', ...doubled, 'console.log(a60)'].join('\n'))).toEqual(['?'])
  })
})
