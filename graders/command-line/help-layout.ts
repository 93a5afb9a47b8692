/** How a command's help is laid out: beside each option what it does, and below it where the terminal is too narrow for that. */
import { Help } from 'commander'

/** Fewer columns than these hold no sentence that reads well. */
const leastBeside = 40
const leastBelow = 20

const indent = 6

/** For `configureHelp`. */
export const helpLayout: Partial<Help> = {
  minWidthToWrap: leastBelow,
  /** As its scripts are called in `package.json`. */
  commandUsage: (command) =>
    command.parent === null
      ? 'npm run <command> -- [options]'
      : `npm run ${command.name().replace('bench-', 'bench:')} -- ${command.usage()}`,
  formatItem: (term, termWidth, description, helper) => {
    const columns = helper.helpWidth ?? 80
    if (description === '' || columns - termWidth - 4 >= leastBeside)
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper)
    const lines = helper.boxWrap(description, columns - indent).split('\n')
    return [`  ${term}`, ...lines.map((line) => ' '.repeat(indent) + line)].join('\n')
  },
}
