import { join } from 'node:path'
import { expect, test } from 'vitest'
import { joinery } from '../command.ts'
import { scratch } from '../scratch.ts'

/** What the kit says on a Node that calls itself so. */
const saidBy = async (version: string): Promise<string> => {
  const pretence = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })\n`
  const file = join(scratch({ 'version.cjs': pretence }), 'version.cjs')
  const { code, stderr } = await joinery(['--version'], { env: { NODE_OPTIONS: `--require=${file}` } })
  return `${code} ${stderr}`
}

test('where Node cannot load what the kit is made of, one line says so, and no answer is judged', async () => {
  const told = await Promise.all(['18.20.0', '20.18.3', '21.7.3', '22.11.0'].map(saidBy))
  expect(told).toEqual(
    ['18.20.0', '20.18.3', '21.7.3', '22.11.0'].map(
      (version) => `2 joinery needs Node 20.19, 22.12 or newer, and this is ${version}: install a current Node from https://nodejs.org\n`,
    ),
  )
  expect(await Promise.all(['20.19.0', '22.12.0', '23.0.0', '26.1.0'].map(saidBy))).toEqual(['0 ', '0 ', '0 ', '0 '])
})
