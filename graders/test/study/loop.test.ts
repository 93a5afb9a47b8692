import { describe, expect, test } from 'vitest'
import { questionOf } from '../../study/state.ts'
import { after, draft, early, found, fresh, judged, right, shownWith, stubs, unbegun, withDraft } from './states.ts'

const shownId = (state: Parameters<typeof questionOf>[0]) => questionOf(state).exercise.id
const q6 = withDraft('q6', draft('q6.ts'), draft('q6.py', false))
const savedTs = found(q6, { id: 'q6', language: 'ts' })

describe('where it opens', () => {
  test('at the first question that has not passed', () => {
    expect(shownId(fresh())).toBe('q1')
    expect(shownId(fresh(undefined, ['q1']))).toBe('q3')
    expect(shownId(fresh(undefined, ['q1', 'q6']))).toBe('q3')
    expect(shownId(fresh(undefined, ['q1', 'q3', 'q6']))).toBe('q1')
  })

  test('nothing runs where nothing was begun', () => {
    expect(after(fresh(), found()).effects).toEqual([])
  })

  test('an answer that is there already is judged at once', () => {
    const { effects } = after(fresh(), found(withDraft('q1', draft('q1.md'))))
    expect(effects).toEqual([{ kind: 'judge', run: { number: 1, id: 'q1', language: 'md' }, fresh: false }])
  })
})

describe('a save', () => {
  test('shows its own question, in its own language, and judges it', () => {
    const { state, effects } = after(fresh(), found(), savedTs)
    expect(shownId(state)).toBe('q6')
    expect(effects).toEqual([{ kind: 'judge', run: { number: 1, id: 'q6', language: 'ts' }, fresh: false }])
    const both = withDraft('q6', draft('q6.py'), draft('q6.ts'))
    const switched = after(shownWith(early), found(both, { id: 'q6', language: 'py' }))
    expect(questionOf(switched.state)).toMatchObject({ language: 'py', result: null })
    expect(switched.effects).toMatchObject([{ kind: 'judge', run: { number: 2, language: 'py' } }])
  })

  test('during a run gives that run up: its verdict is never shown', () => {
    const twice = after(fresh(), found(), savedTs, savedTs)
    expect(twice.effects.map((effect) => effect.kind === 'judge' && effect.run.number)).toEqual([1, 2])
    const late = after(twice.state, judged(early, 1))
    expect(questionOf(late.state).result).toBeNull()
    expect(questionOf(after(late.state, judged(right, 2)).state).result).toBe(right)
  })

  test('leads back from whatever was opened, and takes back what was asked', () => {
    const { state } = after(shownWith(early), 'o', 'x', savedTs)
    expect(state).toMatchObject({ view: 'question', asking: null, scroll: 0 })
  })

  test('of a stub says again how to begin', () => {
    const { state } = after(shownWith(early), found(stubs, { id: 'q6', language: 'ts' }), judged(unbegun('q6'), 2))
    expect(questionOf(state)).toMatchObject({ language: null, result: { status: 'unfinished' } })
  })
})

describe('a file that goes away', () => {
  test('gives up its run, and the other language is shown where it was begun', () => {
    const running = after(fresh(undefined, ['q1', 'q3']), found(withDraft('q6', draft('q6.ts'), draft('q6.py'))))
    const { state, effects } = after(running.state, found(withDraft('q6', draft('q6.py'))))
    expect(questionOf(state).language).toBe('py')
    expect(effects).toMatchObject([{ kind: 'cancel' }, { kind: 'judge', run: { number: 2, language: 'py' } }])
  })

  test('and comes back is judged again', () => {
    const gone = after(shownWith(early), found(withDraft('q6')))
    expect(questionOf(gone.state)).toMatchObject({ language: null, result: null, drafts: [] })
    expect(after(gone.state, savedTs).effects).toMatchObject([{ kind: 'judge', run: { number: 2 } }])
  })

  test('with the whole folder is trouble until it is back', () => {
    const { state } = after(shownWith(early), { kind: 'unreadable', why: 'There is no folder.' })
    expect(state.trouble).toBe('There is no folder.')
    expect(after(state, found(q6)).state.trouble).toBeNull()
  })
})

describe('keys', () => {
  test('n and p go through the questions; a run of the one that is left is given up', () => {
    const start = after(fresh(), found()).state
    expect(shownId(after(start, 'n').state)).toBe('q3')
    expect(shownId(after(start, 'n', 'n', 'p').state)).toBe('q3')
    expect(after(start, 'p').state.notice).toBe('This is the first question.')
    const running = after(fresh(), found(), savedTs).state
    expect(after(running, 'p').effects).toEqual([{ kind: 'cancel' }])
    expect(after(running, 'p', 'n').effects).toMatchObject([{ kind: 'cancel' }, { kind: 'judge', run: { number: 2, id: 'q6' } }])
  })

  test('n at the last question goes to one that is open, or says what to do when all have passed', () => {
    const state = shownWith(right)
    expect(shownId(after(state, 'n').state)).toBe('q1')
    const all = after(fresh(undefined, ['q1', 'q3', 'q6']), found(), 'n', 'n', 'n').state
    expect(all.notice).toContain('npm run submit')
  })

  test('h asks for a hint about what fails, also before anything was begun, and not after a pass', () => {
    expect(after(shownWith(early), 'h').effects).toEqual([{ kind: 'hint', id: 'q6', language: 'ts', result: early }])
    expect(after(fresh(), found(), 'h').effects).toEqual([{ kind: 'hint', id: 'q1', language: 'md', result: null }])
    const passed = after(shownWith(right), 'h')
    expect(passed.effects).toEqual([])
    expect(passed.state.notice).toContain('has passed')
  })

  test('hints stay for as long as they fit what fails', () => {
    const hints = { check: 'joined', shown: ['Who waits?'], count: 3 }
    const hinted = after(shownWith(early), { kind: 'hinted', id: 'q6', hints, notice: null }).state
    expect(questionOf(after(hinted, savedTs, judged(early, 2)).state).hints).toBe(hints)
    expect(questionOf(after(hinted, savedTs, judged(right, 2)).state).hints).toBeNull()
  })

  test('s asks first, and only after a pass or three attempts', () => {
    const twice = after(shownWith(early), savedTs, judged(early, 2)).state
    expect(after(twice, 's').state).toMatchObject({ asking: null, notice: expect.stringContaining('2 so far') as string })
    const third = after(twice, savedTs, judged(early, 3)).state
    expect(after(third, 's').state.asking).toBe('solution')
    expect(after(third, 's', 'n').effects).toEqual([])
    expect(after(third, 's', 'y').effects).toEqual([{ kind: 'open-solution', id: 'q6', language: 'ts' }])
    expect(after(shownWith(right), 's').state.asking).toBe('solution')
  })

  test('x asks first, and has nothing to do for a stub', () => {
    expect(after(fresh(), found(), 'x').state).toMatchObject({ asking: null, notice: expect.stringContaining('as it came') as string })
    const asked = after(shownWith(early), 'x')
    expect(asked.state.asking).toBe('reset')
    expect(after(asked.state, 'y').effects).toEqual([{ kind: 'reset', file: 'exercises/q6.ts' }])
    expect(after(asked.state, 'escape').state.asking).toBeNull()
    expect(after(asked.state, 'z').state.asking).toBe('reset')
  })

  test('r judges again, with the files read anew', () => {
    expect(after(shownWith(early), 'r').effects).toEqual([{ kind: 'judge', run: { number: 2, id: 'q6', language: 'ts' }, fresh: true }])
  })

  test('o, l and s open and close', () => {
    const state = shownWith(early)
    expect(after(state, 'o').state.view).toBe('output')
    expect(after(state, 'o', 'o').state.view).toBe('question')
    expect(after(state, 'l').state.view).toBe('list')
    expect(after(state, 'l', 'escape').state.view).toBe('question')
    expect(shownId(after(state, 'l', 'up', 'return').state)).toBe('q3')
    expect(shownId(after(state, 'l', '1').state)).toBe('q1')
    expect(after(state, 'l', '3').state.view).toBe('question')
    expect(after(state, 'l', '4').state.view).toBe('list')
  })

  test('q and Ctrl-C end it, whatever is open or asked', () => {
    for (const key of ['q', 'ctrl-c']) {
      expect(after(shownWith(early), key).effects).toEqual([{ kind: 'quit' }])
      expect(after(shownWith(early), 'x', key).effects).toEqual([{ kind: 'quit' }])
    }
  })
})

test('advice that comes after its verdict joins it, unless something else has begun', () => {
  const run = { number: 1, id: 'q6', language: 'ts' } as const
  const late = { kind: 'advised', run, advice: ['TypeScript doubts line 3.'] } as const
  expect(questionOf(after(shownWith(early), late).state).result?.advice).toEqual(['TypeScript doubts line 3.'])
  expect(questionOf(after(shownWith(early), savedTs, late).state).result?.advice).toEqual([])
})
