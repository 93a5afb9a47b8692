import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, unwritable } from '../../core/errors.ts'

/**
 * Makes a folder, and those above it that are missing; `next` says what else the user may do. Node's own way to make several never comes back from places where
 * nobody can make any, such as /proc.
 */
export const makeFolder = (path: string, next?: string): void => {
  try {
    make(resolve(path))
  } catch (error) {
    throw unwritable(path, error, next)
  }
}

/** Refuses a file for which there is no folder, or in whose place there is one: before the work is done that it is to hold. */
export const requirePlaceFor = (path: string): void => {
  try {
    statSync(dirname(path))
    if (isFolder(path)) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  } catch (error) {
    throw unwritable(path, error)
  }
}

const make = (path: string): void => {
  if (isFolder(path)) return
  if (dirname(path) !== path) make(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Somebody else may have been faster.
    if (codeOf(error) !== 'EEXIST' || !isFolder(path)) throw error
  }
}

/** True for a folder that is there, or a link to one. */
export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
