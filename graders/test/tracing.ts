import { spawnSync } from 'node:child_process'

/** Whether the kernel's record can be had here. */
export const canTrace = process.platform === 'linux' && spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0
