"""A Model Context Protocol server: the base for assistants, in answers that fit their windows.

Every figure is told with its bound, unit, time, scope, words and source; what is unknown is told
as unknown. The official SDK is an extra (``jiqun[mcp]``), which only this room imports.
"""
