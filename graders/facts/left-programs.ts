import type { Execution, TracedProcess } from '../core/process.ts'

/** Node and Python run helpers of their own, and what becomes of these is not the learner's to say. */
const interpreter = /^(?:\S*\/)?(?:python[\d.]*t?|node(?:js)?)(?:\s|$)/

/** Other programs (a shell, `sleep`) that had not ended when all was over but for them. Only the kernel's record knows of the end of each. */
export const leftPrograms = ({ witness, trace: { processes } }: Execution): readonly TracedProcess[] =>
  witness === 'kernel'
    ? processes.filter(({ role, exit, command }) => role === 'helper' && exit === null && !interpreter.test(command))
    : []
