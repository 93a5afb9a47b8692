import { say } from './screen.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Calls back whenever somebody wants this process to end, which then goes on; gives back how to leave it to the system again. */
export const onInterrupt = (interrupt: () => void): (() => void) => {
  for (const name of signals) process.on(name, interrupt)
  return () => signals.forEach((name) => process.off(name, interrupt))
}

/**
 * Ctrl-C ends the programs that run, too, and says `message`; `null` where that happened. It often comes twice: from the terminal, and passed on by npm.
 * Only the first counts, since a kit that died of the second would leave everything running.
 */
export const withInterrupt = async <Outcome>(
  work: (signal: AbortSignal) => Promise<Outcome>,
  message = 'interrupted; every program that was running has been stopped.',
): Promise<Outcome | null> => {
  const controller = new AbortController()
  const forget = onInterrupt(() => controller.abort())
  try {
    return await work(controller.signal)
  } catch (error) {
    if (!controller.signal.aborted) throw error
    say(message)
    return null
  } finally {
    forget()
  }
}
