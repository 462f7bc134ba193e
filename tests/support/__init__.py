"""What the tests that run the programs as processes share."""

if not __debug__:
    raise RuntimeError("python -O and PYTHONOPTIMIZE leave out assertions, and so these tests.")
