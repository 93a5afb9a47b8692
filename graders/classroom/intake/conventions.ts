/** How learning platforms name what they export. Each reader takes a name apart, or returns null where the name is not of its kind. */
import type { Student } from './entry.ts'

/** What the name of a file, or of a folder, tells by a platform's convention. */
export interface Named {
  readonly student: Student
  /** What the learner called the file; empty for a folder. */
  readonly file: string
  readonly late: boolean
  /** Set where the text was typed into the platform's own page. */
  readonly onlineText: boolean
  /** Grows from upload to upload. */
  readonly upload: number
  /** The attempt that it belongs to, of which the last one counts as a whole; the later one is the greater text. Empty where a platform knows none. */
  readonly attempt: string
}

/** `doejane_LATE_123_456_q1.md`, `doejane_123_text.html`, `anon_Ab1x9_456_q1.md`. */
export const canvasName = (name: string): Named | null => {
  const anonymous = /^anon_([A-Za-z0-9]+)(_LATE)?_(\d+)_(.+)$/s.exec(name)
  if (anonymous !== null)
    return canvas(`anonymous ${anonymous[1]}`, { anonymous: anonymous[1]! }, anonymous[2], anonymous[3]!, anonymous[4]!)
  const upload = /^(.+?)(_LATE)?_(\d+)_(\d+)_(.+)$/s.exec(name)
  if (upload !== null) return canvas(upload[1]!, { canvas: upload[3]! }, upload[2], upload[4]!, upload[5]!)
  const text = /^(.+?)(_LATE)?_(\d+)_(text\.html)$/s.exec(name)
  return text === null ? null : { ...canvas(text[1]!, { canvas: text[3]! }, text[2], '0', text[4]!), onlineText: true }
}

const canvas = (name: string, ids: Student['ids'], late: string | undefined, upload: string, file: string): Named => ({
  student: { name, ids },
  file,
  late: late !== undefined,
  onlineText: false,
  upload: Number(upload),
  attempt: '',
})

/** `Jane Doe_123_assignsubmission_file_` (a folder), or the same before a file's own name. */
export const moodleName = (name: string): Named | null => {
  const parts = /^(.*)_(\d+)_assignsubmission_(file|onlinetext)_(.*)$/s.exec(name)
  if (parts === null) return null
  const [, fullName = '', id = '', kind, file = ''] = parts
  return { student: { name: fullName, ids: { moodle: id } }, file, late: false, onlineText: kind === 'onlinetext', upload: 0, attempt: '' }
}

/**
 * `Homework 3_jdoe_attempt_2026-11-20-10-11-12_q3.py`; without a name of its own, the receipt, which holds what was typed.
 * Assignments and users may hold a `_` themselves: where one ends and the other begins, only what all names of a class begin with tells.
 */
export const blackboardName = (names: readonly string[]): ((name: string) => Named | null) => {
  const assignment = sharedStart(names.flatMap((name) => blackboard.exec(name)?.[1] ?? []))
  return (name) => {
    const parts = blackboard.exec(name)
    if (parts === null) return null
    const [, owner = '', attempt = '', file = receipt] = parts
    const user = owner.slice(assignment === '' ? owner.lastIndexOf('_') + 1 : assignment.length)
    return { student: { name: user, ids: { blackboard: user } }, file, late: false, onlineText: false, upload: 0, attempt }
  }
}

const blackboard = /^(.+?_[^_]+?)_attempt_(\d{4}(?:-\d\d){5})(?:_(.+)|\.txt)$/s

/** What all of them begin with, up to a `_`; empty where there is but one, or nothing in common. */
const sharedStart = (owners: readonly string[]): string => {
  const [first = '', ...others] = new Set(owners)
  if (others.length === 0) return ''
  const starts = [...first.matchAll(/_/g)].map(({ index }) => first.slice(0, index + 1))
  return starts.findLast((start) => others.every((other) => other.startsWith(start))) ?? ''
}

/** What the receipt of an attempt is called here. */
export const receipt = 'blackboard-receipt.txt'

/** `q3-1.py`, `work (2).zip`: the number that Canvas, or a browser, put behind the name of a second copy. */
export const copyOf = (file: string): { readonly file: string; readonly copy: number } => {
  const parts = /^(.*?)(?:-(\d{1,2})| ?\((\d{1,2})\))((?:\.tar)?\.[A-Za-z0-9]{1,8})$/s.exec(file)
  return parts === null ? { file, copy: 0 } : { file: `${parts[1]}${parts[4]}`, copy: Number(parts[2] ?? parts[3]) }
}
