/** What one process in the sandbox may use. Sizes are in bytes. */
export interface SandboxLimits {
  /** Private memory of a process. */
  readonly memory: number
  /** Memory of all processes together. */
  readonly together: number
  /** Processes and threads, of all of them together. */
  readonly tasks: number
  /** The largest file. */
  readonly fileSize: number
  /** The witness's record: it grows faster than anybody looks at it, and strace is stopped where it is full. */
  readonly record: number
  /** All files in the scratch folder together, the temporary ones among them. */
  readonly scratchSize: number
  /** How many files and folders there may be. */
  readonly files: number
  readonly cpuSeconds: number
  readonly descriptors: number
}

const MiB = 1024 * 1024

/** A Node process has 11 to 16 threads, and 64 processes may be alive. */
export const defaultSandboxLimits: Omit<SandboxLimits, 'cpuSeconds'> = {
  memory: 512 * MiB,
  together: 1024 * MiB,
  tasks: 64 * 16 + 64,
  fileSize: 32 * MiB,
  record: 64 * MiB,
  scratchSize: 32 * MiB,
  files: 10_000,
  descriptors: 1024,
}
