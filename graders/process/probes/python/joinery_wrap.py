"""How the probe takes the place of a function."""


def replace(owner, name, make):
    """Puts `make(original)` in the place of a function, under its name and with its documentation."""
    original = getattr(owner, name, None)
    if original is None:
        return
    replacement = make(original)
    replacement.__name__ = replacement.__qualname__ = name
    replacement.__module__ = getattr(original, "__module__", None)
    replacement.__doc__ = original.__doc__
    setattr(owner, name, replacement)
