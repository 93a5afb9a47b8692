/**
 * Ctrl-C ends the programs that run, too, and says `message`; `null` where that happened. It often comes twice: from the terminal, and passed on by npm.
 * Only the first counts, since a kit that died of the second would leave everything running.
 */
export const withInterrupt = async <Outcome>(
  work: (signal: AbortSignal) => Promise<Outcome>,
  message = 'interrupted; every program that was running has been stopped.',
): Promise<Outcome | null> => {
  const controller = new AbortController()
  const interrupt = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, interrupt)
  try {
    return await work(controller.signal)
  } catch (error) {
    if (!controller.signal.aborted) throw error
    console.error(`joinery: ${message}`)
    return null
  } finally {
    for (const name of signals) process.off(name, interrupt)
  }
}
