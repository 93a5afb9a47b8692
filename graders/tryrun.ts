import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { execute } from './process/execute.ts'
for (const file of process.argv.slice(2)) {
  const path = basename(file)
  const t = performance.now()
  const x = await execute(
    {
      exercise: path.slice(0, 2),
      language: path.endsWith('.py') ? 'py' : 'ts',
      entry: path,
      files: [{ path, text: readFileSync(file, 'utf8') }],
    },
    { timeoutMs: 10000 },
  )
  console.log('=====', file, Math.round(performance.now() - t), 'ms', x.exit, x.stopped, x.durationMs)
  console.log(x.stdout, x.stderr)
  for (const p of x.trace.processes)
    console.log(
      p.pid,
      p.parent,
      p.role,
      p.command,
      p.startedMs | 0,
      p.endedMs,
      JSON.stringify(p.exit),
      p.reapedBy,
      p.reapedMs,
      JSON.stringify(p.wrote),
      p.sent.length,
      JSON.stringify(p.sent.map((s) => s.bytes).join('')).slice(-100),
    )
}
