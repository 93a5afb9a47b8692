import { describe, expect, test } from 'vitest'
import { runPlainly, runProbed } from './probed-run.ts'

const ask = (...lines: readonly string[]) => ({ 'main.py': `import os, sys\n${lines.join('\n')}\n` })

/** Where Python would choose another start method, it goes by the platform's name; here it is told another one before it looks. */
const onMac = `sys.platform = 'darwin'`

const answers = [
  ['four processors', ask(`import multiprocessing`, `print(os.cpu_count(), multiprocessing.cpu_count())`), '4 4\n'],
  ['four processors that it may use', ask(`print(len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 4)`), '4\n'],
  [
    'any of the four to choose',
    ask(
      `if hasattr(os, 'sched_setaffinity'):`,
      `    for n in os.sched_getaffinity(0):`,
      `        os.sched_setaffinity(0, {n})`,
      `        assert os.sched_getaffinity(0) == {n}`,
      `print('chosen')`,
    ),
    'chosen\n',
  ],
  ['a pool of four', ask(`from multiprocessing import Pool`, `with Pool() as p:`, `    print(p._processes)`), '4\n'],
  [
    'an executor of four',
    ask(`from concurrent.futures import ProcessPoolExecutor`, `with ProcessPoolExecutor() as p:`, `    print(p._max_workers)`),
    '4\n',
  ],
  [
    'fork, without having chosen it',
    ask(onMac, `import multiprocessing as m`, `print(m.get_start_method(True), m.get_start_method())`),
    'None fork\n',
  ],
  [
    'fork in the context of its choice',
    ask(onMac, `import multiprocessing as m`, `print(m.get_context()._name, m.Process(target=print)._start_method)`),
    'fork None\n',
  ],
  [
    'its own choice of a method',
    ask(onMac, `import multiprocessing as m`, `m.set_start_method('spawn')`, `print(m.get_start_method())`),
    'spawn\n',
  ],
  ['its own choice of a context', ask(onMac, `import multiprocessing as m`, `print(m.get_context('spawn').get_start_method())`), 'spawn\n'],
] as const

describe.each([
  ['without', runPlainly],
  ['with', runProbed],
] as const)('%s the probe, Python shows a program', (_, run) => {
  test.each(answers)('%s', async (__, files, answer) => {
    const { stdout, stderr } = await run(files)
    expect({ stdout, stderr }).toEqual({ stdout: answer, stderr: '' })
  })

  test('the start-up code of its own that it had before', async () => {
    const { stdout, stderr } = await run({
      'main.py': `import os, subprocess, sys\nprint(subprocess.run([sys.executable, 'child.py'], env={'PYTHONPATH': sys.path[1] + os.pathsep + sys.path[0] + '/site'}).returncode)\n`,
      'child.py': `import os, sitecustomize\nprint(sitecustomize.greeting, os.environ['SEEN'], os.cpu_count(), flush=True)\n`,
      'site/sitecustomize.py': `import os\ngreeting = 'hello'\nos.environ['SEEN'] = __name__\n`,
    })
    expect({ stdout, stderr }).toEqual({ stdout: 'hello sitecustomize 4\n0\n', stderr: '' })
  })
})
