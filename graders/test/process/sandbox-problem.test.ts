import { expect, test } from 'vitest'
import { whatToDo } from '../../process/sandbox/sandbox-problem.ts'

test.each([
  ['bwrap: Unknown option --perms', 'it is too old here; bubblewrap 0.5 or newer is needed'],
  ["/usr/bin/unshare: unrecognized option '--map-user=1000' Try 'unshare --help' for more information.", 'util-linux 2.36 or newer'],
  ["/usr/bin/strace: invalid option -- '-'", 'strace 5.3 or newer'],
])('tools that are too old for the walls are called so: %s', (why, advice) => {
  expect(whatToDo(`the sandbox could not be set up: ${why}`)).toContain(advice)
})

test('where a tool refuses for another reason, nothing is said of its age', () => {
  expect(whatToDo('the sandbox could not be set up: bwrap: No permissions to create new namespace')).not.toContain('too old')
})
