'use strict'

/** Puts `make(original)` in the place of a function; its name, length and other marks stay. */
function wrap(owner, name, make) {
  const original = owner[name]
  if (typeof original !== 'function') return
  const { prototype: _, ...marks } = Object.getOwnPropertyDescriptors(original)
  const shown = Object.getOwnPropertyDescriptor(owner, name) ?? { configurable: true, enumerable: false, writable: true }
  Object.defineProperty(owner, name, { ...shown, value: Object.defineProperties(make(original), marks) })
}

module.exports = { wrap }
